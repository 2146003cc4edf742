/** Publishes the file assets of a cloud assembly into the account, as the CLI would. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from '../lambda/zip';
import { Account } from '../resources/account';

interface AssetManifest {
  readonly files?: Readonly<Record<string, {
    readonly source: { readonly path: string; readonly packaging: string };
    readonly destinations: Readonly<Record<string, { readonly bucketName: string; readonly objectKey: string }>>;
  }>>;
}

/** Archives by the folder's name, which is made of its content. */
const archives = new Map<string, Buffer>();

export function publish(account: Account, assembly: string): void {
  for (const manifest of readdirSync(assembly).filter(name => name.endsWith('.assets.json'))) {
    const { files = {} } = JSON.parse(readFileSync(join(assembly, manifest), 'utf8')) as AssetManifest;
    for (const { source, destinations } of Object.values(files)) {
      for (const { bucketName, objectKey } of Object.values(destinations)) {
        const name = bucketName.replace('${AWS::AccountId}', account.id).replace('${AWS::Region}', account.region).replace('${AWS::Partition}', account.partition);
        const bucket = account.buckets.get(name) ?? new Map<string, Buffer>();
        account.buckets.set(name, bucket);
        if (!bucket.has(objectKey)) { bucket.set(objectKey, source.packaging === 'zip' ? archive(join(assembly, source.path)) : readFileSync(join(assembly, source.path))); }
      }
    }
  }
}

function archive(folder: string): Buffer {
  const known = archives.get(folder);
  if (known) { return known; }
  const files = new Map<string, Buffer>();
  const collect = (path: string, name: string) => {
    if (statSync(path).isDirectory()) {
      readdirSync(path).sort().forEach(child => collect(join(path, child), name ? `${name}/${child}` : child));
    } else {
      files.set(name, readFileSync(path));
    }
  };
  collect(folder, '');
  const made = zip(files);
  archives.set(folder, made);
  return made;
}

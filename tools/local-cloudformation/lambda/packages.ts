/** Deployment packages, unpacked and compiled once, however many functions and invocations they serve. */
import { createHash } from 'node:crypto';
import { unzip } from './zip';

export type Compiled = (...args: unknown[]) => void;

/** What each module finds in its scope, in this order. */
export const SCOPE = [
  'exports', 'require', 'module', '__filename', '__dirname', 'process', 'console', 'fetch', 'Date', 'setTimeout', 'clearTimeout', 'AbortSignal',
] as const;

export class Package {
  private readonly compiled = new Map<string, Compiled>();

  constructor(private readonly sources: ReadonlyMap<string, Buffer>) {}

  /** The file that is meant, with or without its ending. */
  public resolve(path: string): string | undefined {
    return [path, `${path}.js`, `${path}.cjs`, `${path}.json`, `${path}/index.js`].find(candidate => this.sources.has(candidate));
  }

  public text(path: string): string {
    return String(this.sources.get(path));
  }

  public compile(path: string): Compiled {
    const known = this.compiled.get(path);
    if (known) { return known; }
    // A function of this realm, whichever it is: errors that cross the border have to be errors on both sides.
    const made = new Function(...SCOPE, `${this.text(path)}\n//# sourceURL=/var/task/${path}`) as Compiled;
    this.compiled.set(path, made);
    return made;
  }
}

const inline = new Map<string, Package>();
const archives = new WeakMap<Buffer, Package>();
const byContent = new Map<string, Package>();

export function inlinePackage(code: string): Package {
  const known = inline.get(code) ?? new Package(new Map([['index.js', Buffer.from(code)]]));
  inline.set(code, known);
  return known;
}

export function archivePackage(archive: Buffer): Package {
  const known = archives.get(archive);
  if (known) { return known; }
  const hash = createHash('sha256').update(archive).digest('hex');
  const made = byContent.get(hash) ?? new Package(unzip(archive));
  byContent.set(hash, made);
  archives.set(archive, made);
  return made;
}

/** How an example is run: where it is, and what its process needs to find the library's sources. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');
const NAG = join(__dirname, 'nag.ts');

/** Examples import the library by its name; the mapping to the sources stands in the development tsconfig. */
export const ENVIRONMENT: Readonly<Record<string, string>> = { TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') };

/** The command that runs an app with the rule packs on. */
export const APP_WITH_PACKS = `${process.execPath} --import tsx --import ${NAG} app.ts`;

/** Every folder of `examples/` that is an app. */
export function exampleApps(): string[] {
  const folder = join(ROOT, 'examples');
  return readdirSync(folder).map(name => join(folder, name)).filter(path => existsSync(join(path, 'cdk.json')) && existsSync(join(path, 'app.ts'))).sort();
}

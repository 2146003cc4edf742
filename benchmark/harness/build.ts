/** Turns the apps into plain CommonJS and puts the library where they find it, so that no measurement includes a compiler. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import * as path from 'path';
import { transformFileSync } from '@swc/core';

export const ROOT = path.join(__dirname, '..', '..');

/** What is measured as the library: `lib/` as it is published or, for a quick look while writing, `src/` without its types. */
export type LibraryForm = 'published' | 'sources';

export interface Build {
  /** Where everything of this run is kept. Removed at its end. */
  readonly directory: string;
  /** The compiled library, without symbolic links, as profiles name it. */
  readonly library: string;
}

export function build(form: LibraryForm): Build {
  if (form === 'published' && !existsSync(path.join(ROOT, 'lib', 'index.js'))) {
    throw new Error('there is no lib/index.js: run `npm run compile` first');
  }
  // Below node_modules, so that apps find aws-cdk-lib, and tools that walk the project do not find the apps.
  const directory = path.join(ROOT, 'node_modules', '.cache', 'cdk-container-platform-benchmark', `${process.pid}`);
  rmSync(directory, { recursive: true, force: true });
  transpile(path.join(ROOT, 'benchmark', 'apps'), path.join(directory, 'apps'));

  const installed = path.join(directory, 'node_modules', 'cdk-container-platform');
  if (form === 'sources') {
    transpile(path.join(ROOT, 'src'), path.join(installed, 'lib'));
    cpSync(path.join(ROOT, 'package.json'), path.join(installed, 'package.json'));
    return { directory, library: path.join(installed, 'lib') };
  }
  mkdirSync(path.dirname(installed), { recursive: true });
  symlinkSync(ROOT, installed, 'dir');
  return { directory, library: path.join(ROOT, 'lib') };
}

export function remove({ directory }: Build): void {
  rmSync(directory, { recursive: true, force: true });
}

function transpile(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    if (entry.isDirectory()) {
      transpile(source, path.join(to, entry.name));
    } else if (entry.name.endsWith('.ts')) {
      const { code } = transformFileSync(source, {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      });
      writeFileSync(path.join(to, entry.name.replace(/\.ts$/, '.js')), code);
    }
  }
}

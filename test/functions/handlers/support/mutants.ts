/** The library's handlers with a mistake in them, for scenarios that have to notice it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const HANDLERS = join(__dirname, '..', '..', '..', '..', 'src', 'functions', 'handlers');

/** A piece of text that a file has exactly once, and what somebody might have written in its place. */
export interface Mutation {
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

/** A mutation, and what it is noticed by. */
export interface Mutant<Scenario> extends Mutation {
  readonly mistake: string;
  readonly killedBy: Scenario;
}

/** The bundle that is shipped, but for one piece of text. */
export async function bundle({ file, text, instead }: Mutation): Promise<string> {
  const path = join(HANDLERS, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(text).length !== 2) { throw new Error(`${file} does not say exactly once: ${text}`); }
  const { outputFiles: [{ text: made }] } = await build({
    entryPoints: [join(HANDLERS, 'index.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    external: ['@aws-sdk/*'],
    plugins: [{
      name: 'mutate',
      setup: ({ onLoad }) => onLoad(
        { filter: new RegExp(`/handlers/${file.replace('.', '\\.')}$`) }, () => ({ contents: source.replace(text, () => instead), loader: 'ts' }),
      ),
    }],
  });
  return made;
}

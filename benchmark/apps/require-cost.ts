/**
 * What it takes to load the library, on top of the modules of the CDK that it needs: those are listed in one process and
 * loaded before the clock starts in the next.
 */
import { readFileSync } from 'fs';
import * as path from 'path';

const [mode, names, list] = process.argv.slice(2);
const library = path.dirname(require.resolve('cdk-container-platform'));

function load(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the clock stands around exactly this
  const exported = require('cdk-container-platform') as Record<string, unknown>;
  (names === 'all' ? Object.keys(exported) : names.split(',').filter(name => name !== '')).forEach(name => void exported[name]);
}

if (mode === 'list') {
  load();
  answer(Object.keys(require.cache).filter(file => !file.startsWith(library) && file !== __filename));
} else {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the library does
  (JSON.parse(readFileSync(list, 'utf8')) as string[]).forEach(file => require(file));
  const cpu = process.cpuUsage();
  const started = performance.now();
  load();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  answer({ cpuMs: (user + system) / 1000, wallMs, peakMb: process.resourceUsage().maxRSS / 1024 });
}

function answer(value: unknown): void {
  process.stdout.write(`\n@@${JSON.stringify(value)}\n`);
}

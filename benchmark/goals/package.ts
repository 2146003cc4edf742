/** G12 and G13: what the package itself weighs. */
import { execFileSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import * as path from 'path';
import { Figure, Goal, round } from './goal';
import { ROOT } from '../harness/build';
import { Rounds } from '../harness/rounds';
import { Cost, environment, runNode } from '../harness/run';

const NAMES: Record<string, string> = {
  'index only': '',
  'EcsPlatform, WebService, Image and Domain': 'EcsPlatform,WebService,Image,Domain',
  'every name': 'all',
};

const g12: Goal = {
  id: 'G12',
  title: 'Loading the library',
  measure: ({ build, sizes }) => {
    const lists = new Map(Object.entries(NAMES).map(([label, names]) => {
      const file = path.join(build.directory, `${label.replace(/\W+/g, '-')}.json`);
      writeFileSync(file, JSON.stringify(runNode<string[]>(build, 'require-cost.js', ['list', names])));
      return [label, file];
    }));
    const rounds = Rounds.of(2 * sizes.rounds + 1, Object.keys(NAMES), label => runNode<Cost>(build, 'require-cost.js', ['time', NAMES[label], lists.get(label)!]));
    return Object.keys(NAMES).map((label): Figure => ({
      what: label,
      value: round(rounds.median(label, 'cpuMs'), 1),
      unit: 'ms',
      ...(label === 'index only' ? {} : { atMost: 10 }),
      how: 'CPU of require in a fresh process, after the modules of the CDK that it needs',
      note: `wall ${rounds.median(label, 'wallMs').toFixed(1)} ms`,
    }));
  },
};

const g13: Goal = {
  id: 'G13',
  title: 'The package',
  measure: () => {
    const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT, encoding: 'utf8', env: environment({ HOME: process.env.HOME ?? '' }), stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024,
    })) as { size: number; unpackedSize: number; entryCount: number }[];
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { dependencies?: object };
    return [
      { what: 'unpacked', value: round(packed.unpackedSize / 1e6), unit: 'MB', atMost: 2, how: 'npm pack --dry-run', note: `${packed.entryCount} files, ${(packed.size / 1e6).toFixed(2)} MB packed` },
      { what: 'dependencies at run time', value: Object.keys(dependencies).length, unit: '', atMost: 0, how: 'package.json' },
    ];
  },
};

export const PACKAGE: readonly Goal[] = [g12, g13];

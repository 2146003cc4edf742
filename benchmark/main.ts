/**
 * Measures the goals of docs/concepts/performance.md and prints which of them are met.
 *
 *   npm run benchmark                        seven rounds; keeps the result under benchmark/results/
 *   npm run benchmark -- --quick             two rounds, kept nowhere
 *   npm run benchmark -- --rounds 3          as many as you like
 *   npm run benchmark -- --only G1,G9        some goals, kept nowhere
 *   npm run benchmark -- --sources           src/ without compiling it first, kept nowhere
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { cpus } from 'os';
import * as path from 'path';
import { parseArgs } from 'util';
import { Bench, FULL, Goal, GOALS, QUICK } from './goals';
import { build, remove, ROOT } from './harness/build';
import { markdown, Result, resultOf, textTable } from './harness/report';

function main(): void {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, only: { type: 'string' }, sources: { type: 'boolean' } },
  });
  const sizes = { ...(values.quick ? QUICK : FULL), ...(values.rounds === undefined ? {} : { rounds: Number(values.rounds) }) };
  const goals = chosen(values.only);
  const built = build(values.sources ? 'sources' : 'published');
  try {
    const bench = new Bench(built, sizes);
    const results = goals.map(goal => {
      process.stderr.write(`${goal.id} ${goal.title} ...\n`);
      return resultOf(goal, goal.measure(bench));
    });
    process.stdout.write(`\n${textTable(results)}\n`);
    if (!values.quick && !values.only && !values.sources) {
      keep({ date: new Date().toISOString().slice(0, 10), environment: environmentOf(), rounds: sizes.rounds, goals: results });
    }
  } finally {
    remove(built);
  }
}

function chosen(only: string | undefined): readonly Goal[] {
  const wanted = only?.toUpperCase().split(',');
  const unknown = wanted?.filter(id => !GOALS.some(goal => goal.id === id)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`there is no goal ${unknown.join(', ')}; there are ${GOALS.map(goal => goal.id).join(', ')}`);
  }
  return GOALS.filter(goal => wanted === undefined || wanted.includes(goal.id));
}

function environmentOf(): Record<string, string> {
  const version = (name: string) => (JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  return {
    'Node': process.versions.node,
    'aws-cdk-lib': version('aws-cdk-lib'),
    'constructs': version('constructs'),
    'cdk-nag': version('cdk-nag'),
    'aws-cdk': version('aws-cdk'),
    'processors': `${cpus().length}`,
  };
}

function keep(result: Result): void {
  const directory = path.join(ROOT, 'benchmark', 'results');
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, `${result.date}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
  writeFileSync(path.join(directory, `${result.date}.md`), markdown(result));
  process.stdout.write(`\nkept in benchmark/results/${result.date}.md\n`);
}

main();

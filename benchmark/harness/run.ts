/** Starts one measured program and reads what it says about itself. */
import { execFileSync, spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { Assembly, readAssembly } from './assembly';
import { Build, ROOT } from './build';

/** What a run costs. */
export interface Cost {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

export type CaseName = 'library' | 'library-plain' | 'same' | 'patterns' | 'patterns-shared' | 'lean' | 'floor' | 'empty' | 'eks';

export interface AppRun {
  readonly name: CaseName;
  readonly services: number;
  /** The validator that the CDK runs by default. Off unless it is what is measured. */
  readonly validation?: boolean;
  /** The AwsSolutions pack of cdk-nag. */
  readonly rules?: boolean;
}

/** The context of a new project, and what the CLI adds to it. */
const CONTEXT = {
  ...JSON.parse(readFileSync(path.join(ROOT, 'node_modules', 'aws-cdk-lib', 'recommended-feature-flags.json'), 'utf8')),
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:version-reporting': true,
};

/** Peers print a paragraph for each warning, and each service has two. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** The environment of measured programs: nothing of the caller's shell that could slow one of them down or speed it up. */
export function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: tmpdir(), CI: '1', NODE_NO_WARNINGS: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...extra };
}

export function runApp(build: Build, run: AppRun, nodeOptions: readonly string[] = []): Cost {
  return withOutput(output => costOf(build, run, output, nodeOptions));
}

/** What the app writes, besides what it costs. */
export function observeApp(build: Build, run: AppRun): { readonly cost: Cost; readonly assembly: Assembly } {
  return withOutput(output => ({ cost: costOf(build, run, output, []), assembly: readAssembly(output) }));
}

function costOf(build: Build, run: AppRun, output: string, nodeOptions: readonly string[]): Cost {
  return runNode<Cost>(build, 'main.js', [run.name, `${run.services}`], {
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: JSON.stringify(CONTEXT),
    CDK_VALIDATION: `${run.validation ?? false}`,
    BENCHMARK_RULES: run.rules ? 'aws-solutions' : '',
  }, nodeOptions);
}

/** Runs one of the apps; its answer is the JSON after `@@`. */
export function runNode<T>(
  build: Build, app: string, args: readonly string[], extra: Record<string, string> = {}, nodeOptions: readonly string[] = [],
): T {
  const script = path.join(build.directory, 'apps', app);
  const { stdout, stderr, status } = spawnSync(process.execPath, [...nodeOptions, script, ...args], {
    env: environment(extra), cwd: build.directory, encoding: 'utf8', maxBuffer: MAX_OUTPUT,
  });
  const answer = /^@@(.*)$/m.exec(stdout ?? '');
  if (status !== 0 || !answer) {
    throw new Error(`${app} ${args.join(' ')} ended with ${status}:\n${stderr}\n${stdout}`.slice(0, 4000));
  }
  return JSON.parse(answer[1]) as T;
}

/** Runs any command with all it starts, and adds up its processor time the way a shell does. */
export function runCommand(command: readonly string[], options: { readonly cwd: string; readonly env?: Record<string, string> }): Cost {
  const started = performance.now();
  const output = execFileSync('/bin/sh', ['-c', '"$@" >&2 || exit $?; times', 'sh', ...command], {
    cwd: options.cwd, env: environment(options.env), encoding: 'utf8', maxBuffer: MAX_OUTPUT, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const wallMs = performance.now() - started;
  const children = output.trim().split('\n').at(-1)!;
  const cpuMs = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1000 * Number(seconds), 0);
  return { cpuMs, wallMs, peakMb: NaN };
}

function withOutput<T>(use: (output: string) => T): T {
  const output = mkdtempSync(path.join(tmpdir(), 'benchmark-'));
  try {
    return use(output);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

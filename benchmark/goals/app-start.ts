/** G15: how a user's app is started. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import * as path from 'path';
import { transformSync } from '@swc/core';
import { Figure, Goal, round } from './goal';
import { Build, ROOT } from '../harness/build';
import { Rounds } from '../harness/rounds';
import { runCommand } from '../harness/run';

/** The commands that `cdk.json` may hold. The one that the library's documentation recommends is the template. */
const COMMANDS: Record<string, string> = {
  compiled: 'node bin/app.js',
  template: `node --import ${path.join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')} bin/app.ts`,
  init: 'npx tsc --noEmit && npx tsx bin/app.ts',
  tsNode: 'npx ts-node bin/app.ts',
};

const g15: Goal = {
  id: 'G15',
  title: 'cdk synth of a user\'s app',
  measure: ({ build, sizes }) => {
    const app = writeApp(build);
    const rounds = Rounds.of(Math.min(3, sizes.rounds), Object.keys(COMMANDS), name => runCommand(
      [process.execPath, path.join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), 'synth', '-q', '--no-notices', '--app', COMMANDS[name], '--output', `cdk.out.${name}`],
      { cwd: app, env: { ...ISOLATED, HOME: app } }));
    const figure = (other: string, what: string, atMost?: number): Figure => {
      const { cpu, wall } = rounds.ratio('template', other);
      return {
        what,
        value: round(cpu),
        unit: 'x',
        atMost,
        how: 'CPU of the whole command, pinned CLI, one service, validation off',
        note: `wall ${wall.toFixed(2)}x (${(rounds.median('template', 'wallMs') / 1000).toFixed(2)} s to ${(rounds.median(other, 'wallMs') / 1000).toFixed(2)} s)`,
      };
    };
    return [
      figure('compiled', 'node --import tsx, to compiled JavaScript', 1.25),
      figure('init', 'node --import tsx, to what cdk init writes', 0.5),
      figure('tsNode', 'node --import tsx, to ts-node with its type check'),
    ];
  },
};

/** No telemetry, no question to a registry, no account. */
const ISOLATED = {
  CDK_VALIDATION: 'false',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_DISABLE_VERSION_CHECK: '1',
  AWS_EC2_METADATA_DISABLED: 'true',
  TS_NODE_FILES: 'true',
  NPM_CONFIG_OFFLINE: 'true',
  NPM_CONFIG_UPDATE_NOTIFIER: 'false',
};

/** A project as `cdk init` would lay it out, with the packages that are installed here. */
function writeApp({ directory, library }: Build): string {
  const app = path.join(directory, 'app');
  mkdirSync(path.join(app, 'bin'), { recursive: true });
  const source = `
import { App, Stack } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Image, WebService } from 'cdk-container-platform';

const stack = new Stack(new App(), 'Shop');
const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.plainHttp('An app that is never deployed.') });
new WebService(stack, 'Api', { platform, image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29'), port: 8080 });
`;
  writeFileSync(path.join(app, 'bin', 'app.ts'), source);
  writeFileSync(path.join(app, 'bin', 'app.js'), transformSync(source, {
    swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' },
  }).code);
  writeFileSync(path.join(app, 'cdk.json'), JSON.stringify({
    context: JSON.parse(readFileSync(path.join(ROOT, 'node_modules', 'aws-cdk-lib', 'recommended-feature-flags.json'), 'utf8')),
  }));
  writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { target: 'ES2022', module: 'node16', moduleResolution: 'node16', strict: true, skipLibCheck: true, types: ['node'] },
    include: ['bin/**/*.ts'],
  }));
  if (!existsSync(path.join(library, 'index.d.ts'))) {
    writeFileSync(path.join(app, 'bin', 'library.d.ts'), 'declare module \'cdk-container-platform\';\n');
  }
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'app', version: '0.0.0', private: true }));
  mkdirSync(path.join(app, 'node_modules', '.bin'), { recursive: true });
  for (const tool of ['tsc', 'tsx', 'ts-node']) {
    symlinkSync(path.join(ROOT, 'node_modules', '.bin', tool), path.join(app, 'node_modules', '.bin', tool));
  }
  return app;
}

export const APP_START: readonly Goal[] = [g15];

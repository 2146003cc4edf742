/**
 * Runs the programs of `examples/` in this process, as their files stand, in apps of the test's choosing: with or without
 * feature flags, for any environment or a known one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as core from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** Every folder of `examples/` that is an app. */
export const EXAMPLE_NAMES = readdirSync(EXAMPLES).filter(name => existsSync(join(EXAMPLES, name, 'app.ts'))).sort();

export const RECOMMENDED: Record<string, unknown> = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));

export const IRELAND: core.Environment = { account: '123456789012', region: 'eu-west-1' };

/** What a lookup would have found out, so that no test asks AWS. */
export const ZONES = {
  'availability-zones:account=123456789012:region=eu-west-1': ['eu-west-1a', 'eu-west-1b'],
  'availability-zones:account=444455556666:region=eu-central-1': ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
};

export interface Setting {
  readonly env?: core.Environment;
  readonly flags?: Record<string, unknown>;
}

/** With and without feature flags, with and without an environment. */
export const SETTINGS: [string, Setting][] = [
  ['recommended flags, known environment', { env: IRELAND, flags: RECOMMENDED }],
  ['recommended flags, any environment', { flags: RECOMMENDED }],
  ['no flags, known environment', { env: IRELAND }],
  ['no flags, any environment', {}],
];

/** The app of an example, before synthesis. */
export function runExample(name: string, { env, flags = {} }: Setting = { flags: RECOMMENDED }): core.App {
  const folder = join(EXAMPLES, name);
  const apps: core.App[] = [];
  class App extends core.App {
    constructor(props: core.AppProps = {}) {
      super({ ...props, context: { ...flags, ...ZONES, ...props.context } });
      apps.push(this);
    }
  }
  class Stack extends core.Stack {
    constructor(scope?: Construct, id?: string, props: core.StackProps = {}) {
      super(scope, id, { env, ...props });
    }
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the modules of this process are what the example shall see
  const requireThere = (module: string) => module === 'aws-cdk-lib/core' ? { ...core, App, Stack } : require(module);
  const { code } = transformSync(readFileSync(join(folder, 'app.ts'), 'utf8'), {
    filename: join(folder, 'app.ts'), swcrc: false, module: { type: 'commonjs' }, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  });
  new Function('require', 'exports', '__dirname', code)(requireThere, {}, folder);
  if (apps.length !== 1) {
    throw new Error(`examples/${name}/app.ts makes ${apps.length} apps`);
  }
  return apps[0];
}

export interface SynthesisedStack {
  /** Path of the stack within the app. */
  readonly path: string;
  readonly template: Template;
  readonly templatePath: string;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | string[];
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly [section: string]: unknown;
}

/** The templates of an app, those of its stages included. */
export function synthesise(app: core.App): SynthesisedStack[] {
  return app.synth().stacksRecursively.map(({ hierarchicalId, template, templateFullPath }) => ({
    path: hierarchicalId, template, templatePath: templateFullPath,
  }));
}

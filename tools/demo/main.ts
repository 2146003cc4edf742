/**
 * `npm run demo`: a whole life of `examples/web-service` in the local endpoint, by the stock CLI; with `--rollout canary`, the rollouts
 * of one service. Nothing leaves this machine.
 */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DemoContext, Step } from './context';
import { APP_WITH_PACKS, ROOT } from './example';
import { ROLLOUTS, tellRollout } from './rollout/story';
import { explain, Session } from './session';
import { deploy } from './steps/deploy';
import { destroy } from './steps/destroy';
import { diff } from './steps/diff';
import { noop } from './steps/noop';
import { update } from './steps/update';
import { compliance, findingsOf } from './summary/compliance';
import { cost } from './summary/cost';
import { made } from './summary/made';
import { platforms } from './summary/platforms';
import { reached } from './summary/reached';
import { bold, line, seconds } from './terminal';

/** The story so far, up to the summary. */
const STORY: readonly Step[] = [deploy, diff, update, noop];

async function tellLife(app: string): Promise<void> {
  const started = Date.now();
  if (!existsSync(join(app, 'cdk.json'))) { throw new Error(`There is no CDK app in ${app}.`); }
  const session = new Session();
  const { aws } = session;
  try {
    const url = await session.open();
    line(`${bold(basename(app))}, emulated: the stock cdk CLI against a model of CloudFormation on ${url}.`);
    line('Nothing is created on AWS, and nothing leaves this machine.');
    line();

    const life = session.life(app);
    const synth = () => Promise.all([life.synth('first'), life.synth('second', { version: '2' })]);
    const [first, second] = await session.step('cdk synth (two versions)', synth, () => 'checked by the validator of aws-cdk-lib');
    // The rule packs take a synthesis of their own; it runs beside the deployment.
    const packs = life.report('packs', APP_WITH_PACKS).then(findingsOf);
    packs.catch(() => undefined);

    const context: DemoContext = { aws, life, first, second };
    for (const { title, run } of STORY) { await session.step(title, progress => run(context, progress), told => told); }
    const findings = await session.step('five rule packs', () => packs, found => `${found.reduce((sum, pack) => sum + pack.open, 0)} open findings`);
    const { account, cloudFormation } = aws;
    const summary = [platforms(aws), made(account.live()), reached(account, cloudFormation.list()), cost(account), compliance(findings)];
    await session.step(destroy.title, progress => destroy.run(context, progress), told => told);

    summary.flat().forEach(text => line(text));
    line();
    line(`All of this was emulated, in ${seconds(Date.now() - started)}.`);
  } catch (error) {
    process.exitCode = 1;
    explain(error as Error);
  } finally {
    await session.close();
  }
}

/** The whole life of an app, or the rollouts of one service. */
async function tell(): Promise<void> {
  const { values: { rollout }, positionals: [app] } = parseArgs({ options: { rollout: { type: 'string' } }, allowPositionals: true });
  if (rollout !== undefined && !ROLLOUTS.includes(rollout)) { throw new Error(`There is no rollout called '${rollout}': choose one of ${ROLLOUTS.join(', ')}.`); }
  return rollout === undefined ? tellLife(resolve(app ?? `${ROOT}/examples/web-service`)) : tellRollout(rollout);
}

tell().catch((error: Error) => {
  process.exitCode = 1;
  explain(error);
});

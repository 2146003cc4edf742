/** `npm run demo -- --rollout <kind>`: a version arrives, a second one takes its place step by step, a third one does not come up. */
import { join } from 'node:path';
import { drawTraffic } from './picture';
import { CommandFailed } from '../../local-cloudformation/testing/lifecycle';
import { expectThat } from '../context';
import { Session } from '../session';
import { bold, line } from '../terminal';

export const ROLLOUTS = ['blueGreen', 'canary', 'linear', 'codeDeploy'];

export async function tellRollout(kind: string): Promise<void> {
  const session = new Session({ faults: { image: image => image.includes(':3') ? 'never ready' : 'runs' } });
  try {
    await session.open();
    line(`${bold(kind)}, emulated: the stock cdk CLI against a model of CloudFormation, ECS, CodeDeploy and load balancers.`);
    line('Nothing is created on AWS; minutes are those of the model, where nobody waits.');
    line();
    const life = session.life(join(__dirname));
    const synth = (version: string) => life.synth(`v${version}`, { rollout: kind, version });
    const versions = await session.step('cdk synth (three versions)', () => Promise.all(['1', '2', '3'].map(synth)), () => '');
    const deploy = (title: string, assembly: string, told: string, work: (deployed: Promise<unknown>) => Promise<unknown> = deployed => deployed) =>
      session.step(title, async () => {
        const ended = drawTraffic(session.aws);
        try {
          await work(life.deploy(assembly));
        } finally {
          ended();
        }
      }, () => `${told}, ${minutes(session)}`);

    await deploy('cdk deploy (v1)', versions[0], 'there is nothing to shift from');
    await deploy('cdk deploy (v2)', versions[1], 'serves everybody');
    await deploy('cdk deploy (v3, does not start)', versions[2], 'taken back', mustFail);
    line();
    line(bold('Why v3 was taken back'));
    (await whyTakenBack(session)).forEach(text => line(`  ${text}`));
    expectThat(session.aws.cloudFormation.list().every(({ status }) => status === 'UPDATE_ROLLBACK_COMPLETE'), 'the stack did not go back');
  } finally {
    await session.close();
  }
}

function minutes({ aws }: Session): string {
  return `${Math.round(aws.account.clock.waited / 60)} min of the model so far`;
}

async function mustFail(deployed: Promise<unknown>): Promise<void> {
  const failure = await deployed.then(() => undefined, (error: unknown) => error);
  if (!(failure instanceof CommandFailed)) { throw failure ?? new Error('The broken version was deployed.'); }
}

/** What CloudFormation says of the first resource that failed, and what ECS says of the copies. */
async function whyTakenBack({ aws }: Session): Promise<string[]> {
  const events = aws.cloudFormation.list().flatMap(stack => stack.events);
  const failed = events.find(({ status, reason }) => status === 'UPDATE_FAILED' && reason !== undefined)?.reason ?? '';
  const [{ properties: { Cluster: cluster } }] = aws.account.live('AWS::ECS::Service');
  const { taskArns } = await aws.apis.call('ecs', 'ListTasks', { cluster, desiredStatus: 'STOPPED' }) as { taskArns: string[] };
  const { tasks } = await aws.apis.call('ecs', 'DescribeTasks', { cluster, tasks: taskArns.slice(0, 100) }) as { tasks: { stoppedReason?: string }[] };
  const stopped = tasks.map(({ stoppedReason }) => stoppedReason).find(reason => reason?.includes('Cannot'));
  return [...failed.split('\n'), ...stopped === undefined || failed.includes('copy stopped') ? [] : [`A copy stopped: ${stopped}`]];
}

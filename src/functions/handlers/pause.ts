/**
 * Answers pauses that nobody is meant to answer. ECS pauses every deployment: also the first one, when there is nothing to protect,
 * and the one that brings the old version back when a stack is rolled back, which must not wait for somebody who sleeps.
 *
 * In doubt a person is asked.
 */
import { Aws } from './aws';
import { errorName } from './errors';

/** The part of ECS's event that matters. */
export interface PauseEvent {
  readonly detail: {
    readonly hookId: string;
    readonly clusterArn: string;
    readonly serviceArn: string;
    readonly serviceDeploymentArn: string;
  };
}

export interface PauseAnswer {
  readonly continued: boolean;
  readonly because: string;
}

type Caller = Pick<Aws, 'listServiceDeployments' | 'describeServiceDeployments' | 'describeServiceRevisions' | 'describeStacks' | 'continueServiceDeployment'>;

/** As many revisions as ECS describes at once, one of them being the one that is paused. */
const EARLIER = 19;

export async function answerPause({ detail }: PauseEvent, aws: Caller, stackId: string): Promise<PauseAnswer> {
  const because = await reasonToGoOn(detail, aws, stackId);
  if (because === undefined) {
    return { continued: false, because: 'a person decides' };
  }
  try {
    await aws.continueServiceDeployment({ serviceDeploymentArn: detail.serviceDeploymentArn, hookId: detail.hookId, action: 'CONTINUE' });
  } catch (error) {
    // Somebody was faster, or the event has come twice.
    if (!/^(InvalidParameter|ServiceDeploymentNotFound)$/.test(errorName(error))) { throw error; }
    return { continued: false, because: 'it is not paused any more' };
  }
  return { continued: true, because };
}

async function reasonToGoOn(detail: PauseEvent['detail'], aws: Caller, stackId: string): Promise<string | undefined> {
  const { serviceDeploymentArn: arn, serviceArn: service, clusterArn: cluster } = detail;
  const [current] = (await aws.describeServiceDeployments({ serviceDeploymentArns: [arn] })).serviceDeployments ?? [];
  if (!current) { return undefined; }
  const others = ((await aws.listServiceDeployments({ cluster, service, maxResults: 100 })).serviceDeployments ?? [])
    .filter(({ serviceDeploymentArn }) => serviceDeploymentArn !== arn);
  // ECS forgets deployments after some months, but not what is replaced.
  if (others.length === 0 && !current.sourceServiceRevisions?.length) { return 'the service is new'; }

  const target = current.targetServiceRevision?.arn;
  const { Stacks: [stack] = [] } = await aws.describeStacks({ StackName: stackId });
  // Rolled back stacks stay `ROLLBACK_COMPLETE` until the next deployment: only one that is on its way back counts.
  if (!target || !stack?.StackStatus?.endsWith('ROLLBACK_IN_PROGRESS')) { return undefined; }
  const good = others.filter(({ status }) => status === 'SUCCESSFUL').flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []);
  const { serviceRevisions = [] } = await aws.describeServiceRevisions({ serviceRevisionArns: [...new Set([target, ...good.slice(0, EARLIER)])] });
  const wanted = serviceRevisions.find(({ serviceRevisionArn }) => serviceRevisionArn === target)?.taskDefinition;
  const known = serviceRevisions.some(({ serviceRevisionArn, taskDefinition }) => good.includes(serviceRevisionArn ?? '') && taskDefinition === wanted);
  return wanted !== undefined && known ? 'the stack goes back to a version that has been rolled out before' : undefined;
}

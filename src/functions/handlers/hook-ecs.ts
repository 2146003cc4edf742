/** A hook that ECS calls, and calls again for as long as it is told to. */
import { ask, HookAnswer, later } from './ask';
import { Aws } from './aws';
import { classify, errorText } from './errors';
import type { Surroundings } from './hook';
import { patiently } from './patiently';

export interface EcsHookEvent {
  /** Older events say at the top what newer ones say in here. */
  readonly executionDetails?: ServiceMoment;
  readonly lifecycleStage?: string;
  /** ARN of the service deployment. */
  readonly resourceArn?: string;
  readonly hookDetails?: unknown;
}

interface ServiceMoment {
  readonly serviceArn?: string;
  readonly targetServiceRevisionArn?: string;
}

export interface EcsHookAnswer {
  readonly hookStatus: string;
  readonly callBackDelay?: number;
  readonly hookDetails?: unknown;
}

type Reader = Pick<Aws, 'invoke' | 'listServiceDeployments' | 'describeServiceDeployments' | 'describeServiceRevisions'>;

interface Target {
  readonly cluster: string;
  readonly service: string;
  readonly revision: string;
  readonly taskDefinition?: string;
}

/** As many as ECS describes at once. */
const AT_ONCE = 20;

export async function answerEcs(event: EcsHookEvent, aws: Reader, env: Surroundings): Promise<EcsHookAnswer> {
  const answer = await consider(event, aws, env).catch((error: unknown): HookAnswer => {
    console.error(errorText(error));
    return classify(error) === 'pending' ? later(15, event.hookDetails) : { status: 'FAILED' };
  });
  return {
    hookStatus: answer.status,
    ...answer.status === 'IN_PROGRESS' ? { callBackDelay: answer.retryAfterSeconds } : {},
    ...answer.details === undefined ? {} : { hookDetails: answer.details },
  };
}

async function consider(event: EcsHookEvent, aws: Reader, env: Surroundings): Promise<HookAnswer> {
  const { serviceArn = '', targetServiceRevisionArn: revision = '' } = event.executionDetails ?? event as ServiceMoment;
  const [, cluster, service] = serviceArn.split(':').slice(5).join(':').split('/');
  const [described] = await revisions(aws, [revision]);
  const target: Target = { cluster, service, revision, taskDefinition: described?.taskDefinition };
  if (env.SKIP_ON_FIRST === 'true' && await isFirst(aws, target)) { return skipped('the service is new'); }
  if (env.SKIP_ON_ROLLBACK === 'true' && await isRollback(aws, target, event.resourceArn)) { return skipped('this version has been rolled out before'); }
  return ask(aws, env.USER_FUNCTION, { stage: env.STAGE, engine: 'ecs', deploymentId: event.resourceArn ?? '', ...target, details: event.hookDetails });
}

/** ECS forgets deployments after some months, so that a lone one is not the first if it replaces something. */
async function isFirst(aws: Reader, { cluster, service }: Target): Promise<boolean> {
  const { serviceDeployments } = await patiently(() => aws.listServiceDeployments({ cluster, service, maxResults: 10 }));
  if ((serviceDeployments?.length ?? 0) > 1) { return false; }
  const arn = serviceDeployments?.[0]?.serviceDeploymentArn;
  if (!arn) { return true; }
  const described = await patiently(() => aws.describeServiceDeployments({ serviceDeploymentArns: [arn] }));
  return !described.serviceDeployments?.[0]?.sourceServiceRevisions?.length;
}

/** A version that has been there before, and is not there now: with other subnets or ports, the same version has yet to prove itself. */
async function isRollback(aws: Reader, { cluster, service, revision, taskDefinition }: Target, current: string | undefined): Promise<boolean> {
  if (!taskDefinition || (await replaced(aws, current)).includes(taskDefinition)) { return false; }
  const { serviceDeployments } = await patiently(() => aws.listServiceDeployments({ cluster, service, status: ['SUCCESSFUL'], maxResults: 100 }));
  const earlier = new Set(serviceDeployments?.map(deployment => deployment.targetServiceRevisionArn ?? '').filter(arn => arn !== ''));
  if (earlier.has(revision)) { return true; }
  return (await revisions(aws, [...earlier])).some(candidate => candidate.taskDefinition === taskDefinition);
}

/** The task definitions that a deployment replaces. */
async function replaced(aws: Reader, deployment: string | undefined): Promise<(string | undefined)[]> {
  if (!deployment) { return []; }
  const { serviceDeployments } = await patiently(() => aws.describeServiceDeployments({ serviceDeploymentArns: [deployment] }));
  const sources = serviceDeployments?.[0]?.sourceServiceRevisions?.flatMap(({ arn }) => arn ?? []) ?? [];
  return (await revisions(aws, sources)).map(({ taskDefinition }) => taskDefinition);
}

async function revisions(aws: Reader, arns: string[]) {
  const found = [];
  for (let first = 0; first < arns.length; first += AT_ONCE) {
    const page = await patiently(() => aws.describeServiceRevisions({ serviceRevisionArns: arns.slice(first, first + AT_ONCE) }));
    found.push(...page.serviceRevisions ?? []);
  }
  return found;
}

function skipped(because: string): HookAnswer {
  console.log(`Skipped: ${because}`);
  return { status: 'SUCCEEDED' };
}

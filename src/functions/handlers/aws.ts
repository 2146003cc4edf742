/**
 * The one place where handlers reach AWS: every operation they use, and nothing else, so that what their roles have to allow can be
 * read here, and a test stands in for all of AWS with a plain record.
 */
import type { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { CodeDeploy, ListTagsForResourceOutput, TagResourceInput } from '@aws-sdk/client-codedeploy';
import type { ECS } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Lambda } from '@aws-sdk/client-lambda';
import type { SSM } from '@aws-sdk/client-ssm';
import { again } from './again';
import { CloudWatch, clients } from './clients';

/** What one invocation of a handler may take in all; the function itself has to be given more. */
const PATIENCE_MS = 40_000;

const CODE_DEPLOY = [
  'createDeployment', 'listDeployments', 'batchGetDeployments', 'getDeployment', 'getDeploymentTarget', 'listDeploymentTargets', 'stopDeployment',
  'continueDeployment', 'putLifecycleEventHookExecutionStatus',
] as const;
const ECS_SERVICE = [
  'describeServices', 'updateService', 'tagResource', 'untagResource', 'listTasks', 'describeTasks', 'listServices', 'listServiceDeployments',
  'describeServiceDeployments', 'describeServiceRevisions', 'continueServiceDeployment', 'stopServiceDeployment',
] as const;

export type Aws =
  & Calls<CodeDeploy, typeof CODE_DEPLOY[number]>
  & GroupTags
  & Calls<ECS, typeof ECS_SERVICE[number]>
  & Calls<ElasticLoadBalancingV2, 'describeRules' | 'describeListeners' | 'describeTargetHealth' | 'modifyRule'>
  & Calls<CloudFormation, 'describeStacks'>
  & Calls<ApplicationAutoScaling, 'describeScalableTargets' | 'registerScalableTarget'>
  & Calls<CloudWatch, 'describeAlarms'>
  & Calls<SSM, 'getParameter'>
  & Calls<Lambda, 'invoke'>;

/** The tags of deployment groups, by names of their own: ECS calls its operations the same. */
export interface GroupTags {
  tagGroup(input: TagResourceInput): Promise<unknown>;
  tagsOfGroup(input: { readonly ResourceArn: string }): Promise<ListTagsForResourceOutput>;
}

/** A client's methods have many signatures; of each, the one with an input and a promise. */
type Calls<Client, Names extends keyof Client> = {
  readonly [Name in Names]: Client[Name] extends Overloaded<infer Input, infer Output> ? (input: Input) => Promise<Output> : never;
};

interface Overloaded<Input, Output> {
  (input: Input, options?: Options): Promise<Output>;
  (...rest: never[]): unknown;
  (...rest: never[]): unknown;
}

export interface Options {
  readonly abortSignal?: AbortSignal;
}

type Method = (input: unknown, options?: Options) => Promise<unknown>;

/** AWS for one invocation: whatever has not answered when its time is over fails, so that the handler can still answer. */
export function aws(patience = PATIENCE_MS): Aws {
  const abortSignal = AbortSignal.timeout(patience);
  const calls: Record<string, Method> = {};
  const offer = (client: () => object, names: readonly string[]) => names.forEach(name => offerAs(name, client, name));
  const offerAs = (alias: string, client: () => object, name: string) => {
    calls[alias] = input => again(async () => (client() as Record<string, Method>)[name](input, { abortSignal }));
  };
  offer(clients.codeDeploy, CODE_DEPLOY);
  offerAs('tagGroup', clients.codeDeploy, 'tagResource');
  offerAs('tagsOfGroup', clients.codeDeploy, 'listTagsForResource');
  offer(clients.ecs, ECS_SERVICE);
  offer(clients.loadBalancing, ['describeRules', 'describeListeners', 'describeTargetHealth', 'modifyRule']);
  offer(clients.cloudFormation, ['describeStacks']);
  offer(clients.autoScaling, ['describeScalableTargets', 'registerScalableTarget']);
  offer(clients.cloudWatch, ['describeAlarms']);
  offer(clients.ssm, ['getParameter']);
  offer(clients.lambda, ['invoke']);
  return calls as unknown as Aws;
}

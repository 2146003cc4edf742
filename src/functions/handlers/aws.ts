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
import { Calls, reach } from './calls';
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

export function aws(patience = PATIENCE_MS): Aws {
  return reach<Aws>([
    [clients.codeDeploy, CODE_DEPLOY],
    [clients.codeDeploy, { tagGroup: 'tagResource', tagsOfGroup: 'listTagsForResource' }],
    [clients.ecs, ECS_SERVICE],
    [clients.loadBalancing, ['describeRules', 'describeListeners', 'describeTargetHealth', 'modifyRule']],
    [clients.cloudFormation, ['describeStacks']],
    [clients.autoScaling, ['describeScalableTargets', 'registerScalableTarget']],
    [clients.cloudWatch, ['describeAlarms']],
    [clients.ssm, ['getParameter']],
    [clients.lambda, ['invoke']],
  ], patience);
}

/** The operations of AWS that the handlers of release jobs use, and nothing else. */
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { ECS } from '@aws-sdk/client-ecs';
import { Calls, reach } from '../calls';
import { clients, Logs } from '../clients';

const ECS_OPERATIONS = ['listTasks', 'describeTasks', 'runTask', 'stopTask', 'tagResource', 'listTagsForResource'] as const;

/** What one invocation may take in all; the function itself has to be given more. */
const PATIENCE_MS = 60_000;

export type ReleaseAws = Calls<ECS, typeof ECS_OPERATIONS[number]> & Calls<CloudFormation, 'describeStacks'> & Logs;

export function releaseAws(): ReleaseAws {
  return reach<ReleaseAws>([
    [clients.ecs, ECS_OPERATIONS],
    [clients.cloudFormation, ['describeStacks']],
    [clients.logs, ['getLogEvents']],
  ], PATIENCE_MS);
}

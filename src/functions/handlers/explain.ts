/** Says why a rollout failed, in the words of whoever knows: CodeDeploy, the hook, the copies that did not come up. */
import type { DeploymentInfo, ECSTarget } from '@aws-sdk/client-codedeploy';
import { Fail } from './action';
import { Aws } from './aws';
import { abortCommand, approveCommand, consoleUrl } from './console';
import { readTarget, time } from './deployments';
import { RolloutRequest } from './request';
import { World } from './world';

type Reader = Pick<Aws, 'listTasks' | 'describeTasks' | 'getDeploymentTarget' | 'listDeployments' | 'batchGetDeployments'>;

/** CloudFormation keeps some 1000 characters of a reason, of which the framework needs a few. */
const ROOM = 900;

/** Never fails: what cannot be found out is left out. */
export async function explain(aws: Reader, request: RolloutRequest, world: World, action: Fail): Promise<string> {
  const { props, stackId } = request;
  const id = action.deployment;
  const info = [...world.deployments.ended, world.deployments.active].find(candidate => candidate?.deploymentId === id);
  const target = id === undefined ? undefined : await orNothing(() => readTarget(aws, id, props));
  const lines = [
    `${props.service}: ${sentence(action, info)}`,
    ...blame(request, info, target),
    ...await orNothing(() => stoppedCopies(aws, request)) ?? [],
    ...advice(action, info),
    ...id === undefined ? [] : [consoleUrl(stackId, id)],
  ];
  if (request.view.rollback) {
    lines.push('If the stack stays stuck: fix the service by hand, then `cdk rollback --orphan` with the logical id of this resource.');
  }
  return lines.join('\n').slice(0, ROOM);
}

function blame({ policy }: RolloutRequest, info: DeploymentInfo | undefined, target: ECSTarget | undefined): string[] {
  const lines: string[] = [];
  const install = target?.lifecycleEvents?.find(event => event.lifecycleEventName === 'Install');
  const lasted = install?.startTime ? time(install.endTime ?? info?.completeTime) - time(install.startTime) : 0;
  if (install && install.status !== 'Succeeded' && lasted >= policy.startTimeout) {
    lines.push(`It was stopped because its copies did not come up within ${policy.startTimeout / 60_000} minutes.`);
  }
  if (info?.errorInformation) { lines.push(`[${info.errorInformation.code}] ${info.errorInformation.message ?? ''}`.trim()); }
  for (const event of target?.lifecycleEvents ?? []) {
    if (event.status !== 'Failed') { continue; }
    const { scriptName, message } = event.diagnostics ?? {};
    lines.push(`${event.lifecycleEventName} failed${scriptName ? ` in ${scriptName}` : ''}${message ? `: ${message}` : ''}.`);
  }
  return lines;
}

async function stoppedCopies(aws: Reader, { props }: RolloutRequest): Promise<string[]> {
  const { taskArns } = await aws.listTasks({ cluster: props.cluster, serviceName: props.service, desiredStatus: 'STOPPED', maxResults: 50 });
  if (!taskArns?.length) { return []; }
  const { tasks } = await aws.describeTasks({ cluster: props.cluster, tasks: taskArns });
  const reasons = (tasks ?? [])
    .filter(task => task.taskDefinitionArn === props.revision.taskDefinition)
    .map(task => {
      const container = task.containers?.find(candidate => candidate.reason ?? candidate.exitCode);
      const exit = container?.exitCode ? ` (${container.name} ended with ${container.exitCode})` : '';
      return [task.stoppedReason, container?.reason].filter(Boolean).join(': ') + exit;
    });
  return [...new Set(reasons)].filter(Boolean).slice(0, 3).map(reason => `A copy stopped: ${reason.slice(0, 150)}`);
}

/** Whoever stands in the way can be helped on. */
function advice(action: Fail, info: DeploymentInfo | undefined): string[] {
  if (!action.because.includes('under way')) { return []; }
  return [
    ...info?.status === 'Ready' ? [`Approve it: ${approveCommand(action.deployment!)}`] : [],
    `End it: ${abortCommand(action.deployment!)}`,
  ];
}

function sentence({ because, deployment }: Fail, info: DeploymentInfo | undefined): string {
  if (because === 'it failed') { return `deployment ${deployment} has ${info?.status === 'Stopped' ? 'been stopped' : 'failed'}.`; }
  return deployment === undefined || because.includes(deployment) ? `${because}.` : `deployment ${deployment}: ${because}.`;
}

async function orNothing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}

/** Reads the world for one request and reduces it to the situation that decisions are made of. */
import type { Task } from '@aws-sdk/client-ecs';
import { ReleaseAws } from './aws';
import { crashedBeside } from './crashed';
import { memoriesOf } from './memory';
import { readRequest, ReleaseEvent, ReleaseRequest, revisionBefore } from './request';
import { MINUTE, ReleaseSituation, RunView } from './situation';
import { headingOf } from './stack';
import { ReleaseProperties } from '../../wire/release';
import { errorName } from '../errors';

export interface ReleaseWorld {
  readonly request: ReleaseRequest;
  readonly tasks: readonly Task[];
  readonly situation: ReleaseSituation;
}

export async function readWorld(aws: ReleaseAws, event: ReleaseEvent, now: number): Promise<ReleaseWorld> {
  const { ResourceProperties: props } = event;
  const [heading, wanted, before, tasks] = await Promise.all([
    headingOf(aws, event), memoriesOf(aws, props.taskDefinition), memoriesOf(aws, revisionBefore(event)), tasksOf(aws, props),
  ]);
  const request = readRequest(event, { now, heading, wanted, before });
  return {
    request,
    tasks,
    situation: {
      now,
      request: request.view,
      timeout: Number(request.props.timeoutMinutes) * MINUTE,
      memory: request.subject.kind === 'undo' ? before.undo : wanted.release,
      leaving: before.release,
      runs: tasks.map(task => runOf(task, request)).sort((one, other) => one.createdAt - other.createdAt || one.attempt - other.attempt),
    },
  };
}

/** As many as ECS describes at once. */
const AT_A_TIME = 100;

async function tasksOf(aws: Pick<ReleaseAws, 'listTasks' | 'describeTasks'>, { cluster, family }: ReleaseProperties): Promise<Task[]> {
  try {
    const arns = (await Promise.all((['RUNNING', 'STOPPED'] as const).map(desiredStatus => listed(aws, { cluster, family, desiredStatus })))).flat();
    const tasks: Task[] = [];
    for (let from = 0; from < arns.length; from += AT_A_TIME) {
      tasks.push(...(await aws.describeTasks({ cluster, tasks: arns.slice(from, from + AT_A_TIME) })).tasks ?? []);
    }
    return tasks;
  } catch (error) {
    if (errorName(error) === 'ClusterNotFound') { return []; }
    throw error;
  }
}

async function listed(aws: Pick<ReleaseAws, 'listTasks'>, input: Parameters<ReleaseAws['listTasks']>[0]): Promise<string[]> {
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const page: Awaited<ReturnType<ReleaseAws['listTasks']>> = await aws.listTasks({ ...input, nextToken });
    arns.push(...page.taskArns ?? []);
    nextToken = page.nextToken;
  } while (nextToken);
  return arns;
}

/** What the runs of a release are marked with, in characters that ECS takes. */
export function markOf({ job, view }: ReleaseRequest, attempt: number): string {
  return `${MARK}/${job}/${view.id}/${attempt}`;
}

const MARK = 'container-release';

function runOf(task: Task, { job, props }: ReleaseRequest): RunView {
  const [mark, ofJob, request, attempt] = (task.startedBy ?? '').split('/');
  const { containers = [] } = task;
  const main = containers.find(({ name }) => name === props.container);
  const ended = ['STOPPED', 'DELETED'].includes(task.lastStatus ?? '');
  return {
    id: task.taskArn!.split('/').pop()!,
    createdAt: task.createdAt?.getTime() ?? 0,
    request: mark === MARK && ofJob === job ? request : undefined,
    attempt: Number(attempt ?? 0),
    phase: ended ? 'ended' : task.desiredStatus === 'STOPPED' ? 'stopping' : 'active',
    started: task.startedAt !== undefined || containers.some(({ exitCode }) => exitCode !== undefined),
    exitCode: main?.exitCode,
    interrupted: !['EssentialContainerExited', undefined].includes(task.stopCode) || crashedBeside(task, props) !== undefined,
  };
}

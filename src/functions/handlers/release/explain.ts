/** Says why a release failed, in the words of whoever knows: ECS, the container, and its log. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from '@aws-sdk/client-ecs';
import { ReleaseFail } from './action';
import { ReleaseAws } from './aws';
import { crashedBeside, isBad } from './crashed';
import { ROOM } from './room';
import { ReleaseWorld } from './world';
import { ReleaseProperties } from '../../wire/release';

const LINES = 30;

/** What has been written last may still be on its way to CloudWatch. */
const LOOKS = 3;

/** Never fails: what cannot be found out is left out. */
export async function explain(
  aws: Pick<ReleaseAws, 'getLogEvents'>, { tasks, request }: ReleaseWorld, action: ReleaseFail, pause: number,
): Promise<string> {
  const { props, view: { purpose } } = request;
  const task = tasks.find(({ taskArn }) => action.run !== undefined && taskArn?.endsWith(`/${action.run}`));
  const verb = purpose === 'undo' ? 'was not taken back' : 'failed';
  const head = [
    `The release ${verb}: ${task ? blame(task, props) : `${action.because}.`}`,
    ...task?.stoppedReason ? [`${task.stoppedReason} (task ${action.run})`] : [],
  ].join('\n').slice(0, ROOM / 2);
  const lines = task ? await lastLines(aws, task, props, pause) : [];
  return lines.length > 0 ? `${head}\nIts last lines in ${props.logGroup}:\n${tail(lines, ROOM - head.length - 120)}` : head;
}

function blame(task: Task, props: ReleaseProperties): string {
  const { containers = [], stopCode } = task;
  const { container, timeoutMinutes } = props;
  const crashed = crashedBeside(task, props);
  const culprit = containers.find(({ name }) => name === container);
  const others = containers.filter(({ exitCode, name }) => exitCode && name !== container);
  if (stopCode === 'UserInitiated') { return `it was stopped. A run has ${timeoutMinutes} minutes.`; }
  // What it took with it has not failed itself.
  if (crashed && culprit?.exitCode !== undefined && !isBad(culprit)) {
    return `container ${crashed.name} ended with exit code ${crashed.exitCode}, and ${container} with it${because(crashed.reason)}.`;
  }
  if (culprit?.exitCode !== undefined) { return `container ${container} ended with exit code ${culprit.exitCode}${because(culprit.reason)}.`; }
  const [other] = others;
  if (other) { return `container ${other.name} ended with exit code ${other.exitCode}, before ${container} began${because(other.reason)}.`; }
  const reason = containers.find(candidate => candidate.reason)?.reason;
  return `container ${container} did not start${because(reason)}.`;
}

const because = (reason: string | undefined): string => reason ? ` (${reason})` : '';

async function lastLines(aws: Pick<ReleaseAws, 'getLogEvents'>, task: Task, props: ReleaseProperties, pause: number): Promise<string[]> {
  if (!props.logGroup || !props.logStreams) { return []; }
  const stream = { logGroupName: props.logGroup, logStreamName: `${props.logStreams}${task.taskArn!.split('/').pop()}`, limit: LINES, startFromHead: false };
  for (let look = 0; look < LOOKS; look++) {
    try {
      const { events = [] } = await aws.getLogEvents(stream);
      const lines = events.map(({ message }) => (message ?? '').trimEnd()).filter(Boolean);
      if (lines.length > 0) { return lines; }
    } catch (error) {
      console.info(`Its log cannot be read: ${(error as Error).message}`);
    }
    if (pause > 0) { await sleep(pause); }
  }
  return [];
}

/** As many of the last lines as there is room for; of a line that is longer than that, its end. */
function tail(lines: readonly string[], room: number): string {
  const text = lines.join('\n');
  if (text.length <= room) { return text; }
  const cut = text.slice(-room);
  const next = cut.indexOf('\n');
  return next >= 0 && next < room / 2 ? cut.slice(next + 1) : cut;
}

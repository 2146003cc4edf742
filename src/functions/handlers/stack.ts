/** Tells whether the own stack goes forward or back. CloudFormation's request does not say it: it is an update either way. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Aws } from './aws';
import { classify } from './errors';

/** With the pauses in between, about as long as an invocation has. */
const ATTEMPTS = 12;

/** `OVER` where nothing is under way: who is asked then is asked a second time, and nobody waits for the answer. */
export type Direction = 'FORWARD' | 'ROLLBACK' | 'OVER' | 'UNKNOWABLE';

/** Nothing if AWS does not answer now. Somebody who may not ask has to take it that the stack goes forward. */
export async function direction(aws: Pick<Aws, 'describeStacks'>, stackId: string): Promise<Direction | undefined> {
  try {
    const { Stacks } = await aws.describeStacks({ StackName: stackId });
    const status = Stacks?.[0]?.StackStatus;
    return status === undefined ? undefined : directionOf(status);
  } catch (error) {
    return classify(error) === 'pending' ? undefined : 'UNKNOWABLE';
  }
}

function directionOf(status: string): Direction {
  // What is cleaned up in the end is only deleted.
  if (!status.endsWith('_IN_PROGRESS') || status.includes('CLEANUP')) { return 'OVER'; }
  return status.includes('ROLLBACK') ? 'ROLLBACK' : 'FORWARD';
}

/**
 * The same, asked for again and again: what is not known at the beginning of a request can never be made up for. A request that does not
 * know that it once went forward cannot tell later that the stack has turned away from it.
 */
export async function directionAtFirst(aws: Pick<Aws, 'describeStacks'>, stackId: string, pause: number): Promise<Direction | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await direction(aws, stackId);
    if (found) { return found; }
    if (pause > 0) { await sleep(pause); }
  }
  return undefined;
}

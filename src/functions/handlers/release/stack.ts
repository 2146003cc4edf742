/** Where the own stack is heading, as seen by a request that may have been outlived by a later update of the stack. */
import { ReleaseAws } from './aws';
import { ReleaseEvent } from './request';
import { classify } from '../errors';
import { stackOf } from '../shift/stack';
import { Direction } from '../stack';

/** Clocks differ a little. */
const SKEW = 30_000;

/** Nothing if AWS does not answer now. `OVER` where nothing is under way, or something that began after the request. */
export async function headingOf(
  aws: Pick<ReleaseAws, 'describeStacks'>, { StackId, StartedAt }: Pick<ReleaseEvent, 'StackId' | 'StartedAt'>,
): Promise<Direction | undefined> {
  try {
    const stack = await stackOf(aws, StackId);
    if (!stack) { return 'UNKNOWABLE'; }
    const isLater = StartedAt !== undefined && stack.updatedAt > Date.parse(StartedAt) + SKEW;
    return stack.atRest || isLater ? 'OVER' : stack.direction;
  } catch (error) {
    return classify(error) === 'pending' ? undefined : 'UNKNOWABLE';
  }
}

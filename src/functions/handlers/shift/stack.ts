/** What the own stack is about. CloudFormation's request does not say it: an update is an update, forward or back. */
import { Aws } from '../aws';
import { classify } from '../errors';
import { Begun } from '../event';

export interface StackView {
  readonly direction: 'FORWARD' | 'ROLLBACK';
  /** Nothing is under way, so nobody waits for an answer. */
  readonly atRest: boolean;
  /** When the update began that the stack is in, or was last in. */
  readonly updatedAt: number;
}

/** Clocks differ a little. */
const SKEW = 30_000;

/** Undefined for somebody who may not ask. Throws if AWS does not answer now. */
export async function stackOf(aws: Pick<Aws, 'describeStacks'>, stackId: string): Promise<StackView | undefined> {
  try {
    const { Stacks } = await aws.describeStacks({ StackName: stackId });
    const [stack] = Stacks ?? [];
    const status = String(stack?.StackStatus);
    return stack && {
      direction: status.includes('ROLLBACK') ? 'ROLLBACK' : 'FORWARD',
      atRest: !status.endsWith('_IN_PROGRESS'),
      updatedAt: Number(stack.LastUpdatedTime ?? 0),
    };
  } catch (error) {
    if (classify(error) === 'pending') { throw error; }
    return undefined;
  }
}

/**
 * Whether the stack has come to rest, has turned back, or has even been updated once more, since the request began. CloudFormation does not tell those
 * whose answer it no longer waits for, and they would go on moving traffic.
 */
export function isSuperseded({ Direction, StartedAt }: Begun, stack: StackView | undefined): boolean {
  return stack !== undefined && StartedAt !== undefined
    && (stack.atRest || Direction !== undefined && Direction !== stack.direction || stack.updatedAt > Date.parse(StartedAt) + SKEW);
}

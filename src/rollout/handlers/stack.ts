/** Tells whether the own stack goes forward or back. CloudFormation's request does not say it: it is an update either way. */
import { Aws } from './aws';
import { classify } from './errors';

export type Direction = 'FORWARD' | 'ROLLBACK' | 'UNKNOWABLE';

/** Nothing if AWS does not answer now. Somebody who may not ask has to take it that the stack goes forward. */
export async function direction(aws: Pick<Aws, 'describeStacks'>, stackId: string): Promise<Direction | undefined> {
  try {
    const { Stacks } = await aws.describeStacks({ StackName: stackId });
    const status = Stacks?.[0]?.StackStatus;
    return status === undefined ? undefined : status.includes('ROLLBACK') ? 'ROLLBACK' : 'FORWARD';
  } catch (error) {
    return classify(error) === 'pending' ? undefined : 'UNKNOWABLE';
  }
}

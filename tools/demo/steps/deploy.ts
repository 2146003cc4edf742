/** The first deployment, into an empty account. */
import { expectThat, Step } from '../context';

export const deploy: Step = {
  title: 'cdk deploy',
  run: async ({ aws, life, first }) => {
    await life.deploy(first);
    const stacks = aws.cloudFormation.list();
    expectThat(stacks.length > 0 && stacks.every(stack => stack.status === 'CREATE_COMPLETE'), 'a stack is not CREATE_COMPLETE');
    return `${aws.account.live().length} resources in ${stacks.length} stack${stacks.length === 1 ? '' : 's'}`;
  },
};

/** The first deployment, into an empty account. */
import { expectThat, Step } from '../context';

export const deploy: Step = {
  title: 'cdk deploy',
  run: async ({ aws, life, first }) => {
    await life.deploy(first);
    const places = aws.places.all().filter(({ cloudFormation }) => cloudFormation.list().length > 0);
    const stacks = places.flatMap(({ cloudFormation }) => cloudFormation.list());
    const resources = places.flatMap(({ account }) => account.live());
    expectThat(stacks.length > 0 && stacks.every(stack => stack.status === 'CREATE_COMPLETE'), 'a stack is not CREATE_COMPLETE');
    const where = places.length === 1 ? '' : ` in ${places.length} accounts and regions`;
    return `${resources.length} resources in ${stacks.length} stack${stacks.length === 1 ? '' : 's'}${where}`;
  },
};

/** The same version again: nothing may happen. */
import { expectThat, Step } from '../context';

export const noop: Step = {
  title: 'cdk deploy (nothing new)',
  run: async ({ aws, life, second }) => {
    const events = () => aws.places.all().flatMap(({ cloudFormation }) => cloudFormation.list()).reduce((sum, stack) => sum + stack.events.length, 0);
    const before = events();
    await life.deploy(second);
    expectThat(events() === before, 'something was deployed although nothing changed');
    return 'no changes';
  },
};

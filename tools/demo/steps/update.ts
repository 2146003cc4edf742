/** The second version: a new image, so a new revision of every task definition, which its service follows. */
import { DemoContext, expectThat, Step } from '../context';

const revisions = ({ aws }: DemoContext): string[] =>
  aws.account.live('AWS::ECS::Service').map(live => `${live.logicalId} ${String(live.properties.TaskDefinition).split('/').pop()}`);

export const update: Step = {
  title: 'cdk deploy (new image)',
  run: async context => {
    const before = revisions(context);
    await context.life.deploy(context.second);
    const after = revisions(context);
    expectThat(after.length === before.length && after.every(revision => !before.includes(revision)), 'a service still runs the old revision');
    expectThat(context.aws.cloudFormation.list().every(stack => stack.status.endsWith('_COMPLETE')), 'a stack is not settled');
    return `${after.length} services on revision ${[...new Set(after.map(revision => revision.split(':').pop()))].join(', ')}`;
  },
};

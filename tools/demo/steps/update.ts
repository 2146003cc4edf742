/** The second version: a new image, so a new revision of every task definition and of every Deployment's pods. */
import { clustersOf } from '../clusters';
import { DemoContext, expectThat, Step } from '../context';

const REVISION = 'cdk-container-platform/revision';

function revisions({ aws }: DemoContext): string[] {
  const tasks = aws.account.live('AWS::ECS::Service').map(live => `${live.logicalId} ${String(live.properties.TaskDefinition).split('/').pop()}`);
  const pods = clustersOf(aws).flatMap(cluster => cluster.pods().filter(({ labels }) => REVISION in labels).map(({ labels, ready }) => {
    expectThat(ready, `a pod of ${labels['app.kubernetes.io/name']} is not ready`);
    return `${labels['app.kubernetes.io/name']} ${labels[REVISION]}`;
  }));
  return [...tasks, ...new Set(pods)];
}

export const update: Step = {
  title: 'cdk deploy (new image)',
  run: async context => {
    const before = revisions(context);
    await context.life.deploy(context.second);
    const after = revisions(context);
    expectThat(after.length === before.length && after.every(revision => !before.includes(revision)), 'a service still runs the old revision');
    expectThat(context.aws.cloudFormation.list().every(stack => stack.status.endsWith('_COMPLETE')), 'a stack is not settled');
    return `${after.length} services on a new revision`;
  },
};

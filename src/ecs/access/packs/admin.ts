import { PASSES } from './deployer';
import { SESSIONS } from './exec';
import { STEERS_CODEDEPLOY } from './operator';
import { PackRules, together } from './pack-rules';
import { READS_LOGS, VIEWER } from './viewer';

/** Everything of ECS on the cluster and what is in it. */
const OWNS: PackRules = {
  base: ({ scope, shellLogs }) => [
    {
      actions: ['ecs:*'],
      resources: [
        scope.clusterArn, ...scope.ofServices('service', 'service-deployment', 'service-revision', 'task-set'),
        ...scope.ofCluster('task', 'container-instance'),
      ],
    },
    { actions: ['ecs:RunTask', 'ecs:StartTask'], resources: ['*'], conditions: scope.inCluster },
    { actions: ['ecs:DeregisterTaskDefinition'], resources: ['*'] },
    { actions: READS_LOGS, resources: shellLogs },
  ],
  each: ({ scope }, workloads) => [{ actions: ['ecs:*'], resources: scope.families(workloads) }],
};

export const ADMIN: PackRules = together(VIEWER, OWNS, SESSIONS, PASSES, STEERS_CODEDEPLOY);

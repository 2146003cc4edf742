import { RUNS_JOBS } from './jobs';
import { PackRules, together } from './pack-rules';
import { VIEWER } from './viewer';
import { and } from '../rule';

/** What takes tasks away, and lets deployments go on or takes them back. */
export const STEERS: PackRules = {
  base: ({ scope }) => [
    { actions: ['ecs:StopTask', 'ecs:UpdateTaskProtection'], resources: scope.ofCluster('task'), conditions: and(scope.ofTasks, scope.inCluster) },
    { actions: ['ecs:StopServiceDeployment', 'ecs:ContinueServiceDeployment'], resources: scope.ofServices('service'), conditions: scope.tagged },
    { actions: ['ecs:StopServiceDeployment', 'ecs:ContinueServiceDeployment'], resources: scope.ofServices('service-deployment') },
    // Another number of tasks, or new tasks of what there is. IAM is told which task definition the call names; here it names none.
    {
      actions: ['ecs:UpdateService'],
      resources: scope.ofServices('service'),
      conditions: and(scope.tagged, { Null: { 'ecs:task-definition': 'true' } }),
    },
    // Machines are nobody's in particular.
    {
      actions: ['ecs:UpdateContainerInstancesState'],
      resources: scope.named || scope.tagged ? [] : scope.ofCluster('container-instance'),
      conditions: scope.inCluster,
    },
  ],

  each: () => [],
};

/** The same for deployments by CodeDeploy, where there are any. IAM cannot limit these calls to anything. */
export const STEERS_CODEDEPLOY: PackRules = {
  base: () => [],
  each: (_, workloads) => workloads.some(({ deploymentGroup }) => deploymentGroup)
    ? [{ actions: ['codedeploy:ContinueDeployment', 'codedeploy:StopDeployment'], resources: ['*'] }] : [],
};

/** A viewer who keeps things running. */
export const OPERATOR: PackRules = together(VIEWER, STEERS, STEERS_CODEDEPLOY, RUNS_JOBS);

/** Changes the bounds within which services scale. IAM has resources for that, but their names are chosen by AWS. */
export const SCALING_BOUNDS: PackRules = {
  base: () => [{
    actions: ['application-autoscaling:RegisterScalableTarget'],
    resources: ['*'],
    conditions: {
      StringEquals: {
        'application-autoscaling:service-namespace': 'ecs',
        'application-autoscaling:scalable-dimension': 'ecs:service:DesiredCount',
      },
    },
  }],
  each: () => [],
};

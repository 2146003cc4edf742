import { PackRules } from './pack-rules';
import { and } from '../rule';

/** Starts runs of jobs, with their own roles: whoever may do that has what the job has, because a run may be told another command. */
export const RUNS_JOBS: PackRules = {
  base: () => [],
  each: ({ scope }, workloads) => {
    const jobs = workloads.filter(({ service }) => service === undefined);
    return jobs.length === 0 ? [] : [
      { actions: ['ecs:RunTask'], resources: scope.families(jobs), conditions: and(scope.tagged, scope.inCluster) },
      {
        actions: ['ecs:TagResource'],
        resources: scope.ofCluster('task'),
        conditions: and(scope.notMistagging, { StringEquals: { 'ecs:CreateAction': 'RunTask' } }),
      },
      {
        actions: ['iam:PassRole'],
        resources: jobs.flatMap(({ taskRole, executionRole }) => [taskRole.roleArn, executionRole.roleArn]),
        conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
    ];
  },
};

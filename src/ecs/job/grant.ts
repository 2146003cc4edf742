import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { EcsJob } from './job';
import { explain, Right, rightsToRun, tasksOf } from './rights';
import { workloadTag } from '../access/workload-tag';
import { EcsGround } from '../ground';

const BECAUSE = 'Revisions of the task definition come and go, and tasks get their names when they start; a tag limits what is done to tasks to those of the job.';

/** Starts runs of the job, and looks at and stops those of this job only. */
export function grantRun(job: EcsJob, { cluster }: EcsGround, grantee: iam.IGrantable): iam.Grant {
  workloadTag.set(job);
  const { taskDefinition, taskRole, executionRole } = job;
  const rights: Right[] = [
    ...rightsToRun({ scope: job, cluster, taskDefinition, taskRole, executionRole }),
    {
      actions: ['ecs:DescribeTasks', 'ecs:StopTask'],
      resources: [tasksOf(job, cluster)],
      conditions: { StringEquals: { [workloadTag.condition]: workloadTag.of(job) } },
    },
  ];
  const [first, ...others] = rights.map(({ resources, ...right }) => iam.Grant.addToPrincipal({ grantee, resourceArns: resources, ...right }));
  if (Construct.isConstruct(grantee.grantPrincipal)) {
    explain(grantee.grantPrincipal, rights, BECAUSE);
  }
  return others.reduce((all, grant) => all.combine(grant), first);
}

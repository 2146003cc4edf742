import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Tagged } from './workload-tag';
import { IWorkload } from '../../platform';
import { EcsJob } from '../job';
import { EcsWorkload } from '../workload';

/** What packs are about: the services and the jobs of a platform, by what they have in common. */
export interface Subject extends Tagged {
  readonly containers: ecs.ContainerDefinition[];
  readonly taskRole: iam.Role;
  readonly executionRole: iam.Role;
  readonly logGroup?: logs.ILogGroup;
  readonly deploymentGroup?: codedeploy.EcsDeploymentGroup;
}

/** The subject behind a workload. Throws when there is none. */
export function subjectOf(workload: IWorkload): Subject {
  return workload.placement instanceof EcsJob ? workload.placement : EcsWorkload.of(workload);
}

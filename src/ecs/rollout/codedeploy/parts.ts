import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CodeDeployRollout, WorkloadSpec } from '../../../model';
import { RenderedExposure } from '../../../platform';
import { Capacity } from '../../../vocabulary';
import { EcsGround } from '../../ground';
import { Traffic } from '../traffic';

/** What a rollout by CodeDeploy works on. */
export interface CodeDeployParts {
  readonly ground: EcsGround;
  readonly spec: WorkloadSpec;
  readonly rollout: CodeDeployRollout;
  readonly service: ecs.BaseService;
  readonly securityGroups: readonly ec2.ISecurityGroup[];
  readonly subnets: ec2.SubnetSelection;
  readonly assignPublicIp: boolean;
  readonly capacity: readonly Capacity[];
  /** CodeDeploy moves the traffic of one way in. */
  readonly exposure: RenderedExposure;
  readonly traffic: Traffic;
  readonly alarms: readonly cloudwatch.IAlarm[];
}

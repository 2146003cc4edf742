import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { WorkloadSpec } from '../../model';
import { EcsGround } from '../ground';
import { ecsOptions } from '../options';

/** Where the tasks run, in one subnet of each zone. */
export function mountTargetSubnets(spec: WorkloadSpec, { network }: EcsGround): ec2.SubnetSelection {
  const { subnets } = ecsOptions(spec);
  return subnets
    ? { subnets: ec2.SubnetFilter.onePerAz().selectSubnets(network.vpc.selectSubnets(subnets).subnets) }
    : network.internalSubnets;
}

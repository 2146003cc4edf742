import * as ecs from 'aws-cdk-lib/aws-ecs';
import { isWindows, WorkloadSpec } from '../../model';
import { CAPACITY_ATTRIBUTE } from '../capacity/ec2/user-data';
import { ecsOptions } from '../options';

/**
 * Which machines get a copy: those that can run it, and of EC2 instances only those that the daemon names, if it names any.
 *
 * A capacity provider cannot say it, because ECS takes none from a daemon, only a launch type. The processor is asked for, because a
 * daemon is the one workload that is started wherever nothing speaks against it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
 */
export function daemonConstraints(spec: WorkloadSpec): ecs.PlacementConstraint[] {
  const { os, architecture } = spec.runtime;
  const pools = namedPools(spec);
  const conditions = [
    `attribute:ecs.os-type == ${isWindows(os) ? 'windows' : 'linux'}`,
    `attribute:ecs.cpu-architecture == ${architecture}`,
    ...pools.length > 0 ? [`attribute:${CAPACITY_ATTRIBUTE} in [${pools.join(', ')}]`] : [],
  ];
  return [ecs.PlacementConstraint.memberOf(conditions.join(' and '))];
}

/** EC2 instances carry the name of their capacity; other machines do not. */
function namedPools(spec: WorkloadSpec): string[] {
  return (ecsOptions(spec).capacity ?? []).flatMap(choice => {
    const { pool } = choice._toSpec();
    return pool.kind === 'ec2' ? [pool.options.name] : [];
  });
}

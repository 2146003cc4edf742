import { reportMissing } from './launch-types';
import { EcsRule } from './target';
import { isSideBySide } from '../../model';
import { LaunchType } from '../launch-type';
import { ecsOptions } from '../options';

const INSIDE_OF_AWS: readonly LaunchType[] = ['fargate', 'ec2', 'managedInstances'];

const LOAD_BALANCER = {
  name: 'load balancer in front of tasks',
  has: INSIDE_OF_AWS,
  instead: 'leave the exposures out and reach the machines by ways of their own, or run the workload in AWS (option `ecs.capacity`)',
};
const AUTO_SCALING = {
  name: 'scaling of the number of copies', has: INSIDE_OF_AWS, instead: 'give a fixed desiredCount; the number of machines does not change by itself either',
};
const FAST_METRICS = { name: 'measuring of CPU and memory every 20 seconds', has: INSIDE_OF_AWS, instead: 'leave `ecs.highResolutionMetrics` out' };
const SIDE_BY_SIDE = { name: 'shifting of traffic from version to version', has: INSIDE_OF_AWS, instead: 'use Rollout.rolling()' };

/**
 * Nobody finds tasks on machines outside of AWS but those who know the machines, and nothing adds machines.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
 */
export const externalDoesWithout: EcsRule = ({ launchType }) => (spec, report) => {
  const { exposures, networkListeners, scaling, rollout } = spec;
  if (exposures.length > 0) {
    reportMissing(report, LOAD_BALANCER, 'exposures', launchType);
  }
  if (networkListeners.length > 0) {
    reportMissing(report, LOAD_BALANCER, 'listeners', launchType);
  }
  if (scaling.kind === 'range') {
    reportMissing(report, AUTO_SCALING, 'scaling', launchType);
  }
  if (isSideBySide(rollout) && rollout.kind !== 'codeDeploy') {
    reportMissing(report, SIDE_BY_SIDE, 'rollout', launchType);
  }
  if (ecsOptions(spec).highResolutionMetrics) {
    reportMissing(report, FAST_METRICS, 'ecs.highResolutionMetrics', launchType);
  }
};

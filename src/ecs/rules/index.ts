/**
 * What ECS refuses, and what Fargate or other machines refuse on top: limits that other platforms do not have or draw elsewhere.
 *
 * Whatever the service would answer minutes into a deployment is answered here, at synthesis.
 */
import { accountsCanBeUsed } from './accounts-can-be-used';
import { atMostFiveExposures } from './at-most-five-exposures';
import { atMostOneDisk } from './at-most-one-disk';
import { atMostTenContainers } from './at-most-ten-containers';
import { balancedPortsAreMappedOnce } from './balanced-ports-are-mapped-once';
import { codedeployDoesWithout } from './codedeploy-does-without';
import { containersGetWhatTheyAsk } from './containers-get-what-they-ask';
import { DAEMON_RULES } from './daemons';
import { definitionFits } from './definition-fits';
import { environmentFilesAreRead } from './environment-files-are-read';
import { execNeedsAWritableRoot } from './exec-needs-a-writable-root';
import { externalDoesWithout } from './external-does-without';
import { fargateAddsFewCapabilities } from './fargate-adds-few-capabilities';
import { fargateHasNoGpus } from './fargate-has-no-gpus';
import { fargateKillsAfterTwoMinutes } from './fargate-kills-after-two-minutes';
import { fargateSetsFewUlimits } from './fargate-sets-few-ulimits';
import { healthChecksAreInRange } from './health-checks-are-in-range';
import { logsFindTheirWay } from './logs-find-their-way';
import { managedInstancesRegisterAddresses } from './managed-instances-register-addresses';
import { memoryIsEnoughToStart } from './memory-is-enough-to-start';
import { namesFit } from './names-fit';
import { probesAreCommands } from './probes-are-commands';
import { restartsAreInRange } from './restarts-are-in-range';
import { rolloutsEndInTime } from './rollouts-end-in-time';
import { shiftedTrafficIsOnlyForwarded } from './shifted-traffic-is-only-forwarded';
import { sizesExist } from './sizes-exist';
import { storageIsThere } from './storage-is-there';
import { systemControlsAreTheContainers } from './system-controls-are-the-containers';
import { EcsRule, EcsTarget } from './target';
import { tasksAreCountedOnce } from './tasks-are-counted-once';
import { telemetryIsReached } from './telemetry-is-reached';
import { VOLUME_RULES } from './volumes';
import { windowsDoesWithout } from './windows-does-without';
import { windowsHasNoGpus } from './windows-has-no-gpus';
import { windowsIsThere } from './windows-is-there';
import { Finding } from '../../findings';
import { WorkloadSpec } from '../../model';
import { applyRules, Rule } from '../../model/rules/rule';
import { AWS_RULES } from '../../platform/rules';
import { jobsDoWithout } from '../job/rules';

export type { EcsTarget } from './target';

const ECS_RULES: readonly Rule[] = [
  // How much fits into a task definition and a service.
  atMostTenContainers,
  atMostFiveExposures,
  balancedPortsAreMappedOnce,
  atMostOneDisk,
  namesFit,
  definitionFits,
  memoryIsEnoughToStart,

  // How ECS asks, and what it reads.
  probesAreCommands,
  healthChecksAreInRange,
  environmentFilesAreRead,
  execNeedsAWritableRoot,
  windowsDoesWithout,
  windowsHasNoGpus,
  restartsAreInRange,

  // How a new version arrives.
  rolloutsEndInTime,
  shiftedTrafficIsOnlyForwarded,
  codedeployDoesWithout,
  jobsDoWithout,
];

/** Rules that look at what the workload runs on, too. */
const TARGET_RULES: readonly EcsRule[] = [
  windowsIsThere,
  sizesExist,
  storageIsThere,
  externalDoesWithout,
  managedInstancesRegisterAddresses,
  ...VOLUME_RULES,
  ...DAEMON_RULES,
  fargateHasNoGpus,
  fargateAddsFewCapabilities,
  fargateSetsFewUlimits,
  fargateKillsAfterTwoMinutes,
  containersGetWhatTheyAsk,
  systemControlsAreTheContainers,
  logsFindTheirWay,
  telemetryIsReached,
  tasksAreCountedOnce,
  accountsCanBeUsed,
];

/** Everything about the workload that ECS would refuse. */
export function ecsFindings(spec: WorkloadSpec, target: EcsTarget): Finding[] {
  return applyRules([...AWS_RULES, ...ECS_RULES, ...TARGET_RULES.map(rule => rule(target))], spec);
}

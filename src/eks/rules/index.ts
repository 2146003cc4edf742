/**
 * What Kubernetes and EKS refuse, or would silently do otherwise, although the model allows it.
 *
 * Each of these has a rendering on ECS; what one platform cannot do is said here, with the way out.
 */
import { alarmsAreMeasured } from './alarms-are-measured';
import { capabilitiesPassPodSecurity } from './capabilities-pass-pod-security';
import { containersAlwaysRestart } from './containers-always-restart';
import { dependenciesAreStartOrder } from './dependencies-are-start-order';
import { disksStartEmpty } from './disks-start-empty';
import { environmentFilesAreLocal } from './environment-files-are-local';
import { environmentFilesAreUnderstood } from './environment-files-are-understood';
import { imagesAreAskedAbout } from './images-are-asked-about';
import { logsGoToThePlatform } from './logs-go-to-the-platform';
import { mountPathsHaveNoColon } from './mount-paths-have-no-colon';
import { namesComeFromTheCluster } from './names-come-from-the-cluster';
import { namesFit } from './names-fit';
import { namespacesExist } from './namespaces-exist';
import { nodesPullImages } from './nodes-pull-images';
import { podsGetWhatTheyAsk } from './pods-get-what-they-ask';
import { podsShareNames } from './pods-share-names';
import { probesAreUnderstood } from './probes-are-understood';
import { releasesAreWaitedFor } from './releases-are-waited-for';
import { rolloutsAreGated } from './rollouts-are-gated';
import { rotationIsLeftToTheCluster } from './rotation-is-left-to-the-cluster';
import { scalingUsesWhatTheClusterMeasures } from './scaling-uses-what-the-cluster-measures';
import { signalsAreAnAddOn } from './signals-are-an-add-on';
import { systemControlsAreSafe } from './system-controls-are-safe';
import { EksTarget } from './target';
import { tasksDoNotProtectThemselves } from './tasks-do-not-protect-themselves';
import { trafficIsShiftedByTheStack } from './traffic-is-shifted-by-the-stack';
import { ulimitsStayDefault } from './ulimits-stay-default';
import { usersAreNumbers } from './users-are-numbers';
import { volumesAreThere } from './volumes-are-there';
import { Finding } from '../../findings';
import { WorkloadSpec } from '../../model';
import { applyRules, Rule } from '../../model/rules/rule';
import { AWS_RULES } from '../../platform/rules';
import { jobsAreCronJobs } from '../job/rules';
import { checkPlacement } from '../nodes';

export type { EksTarget } from './target';

const KUBERNETES_RULES: readonly Rule[] = [
  // How things are called and run.
  namesFit,
  usersAreNumbers,
  ulimitsStayDefault,
  capabilitiesPassPodSecurity,
  mountPathsHaveNoColon,
  podsGetWhatTheyAsk,
  podsShareNames,
  namesComeFromTheCluster,
  systemControlsAreSafe,

  // Which containers start, in which order, and when they are well.
  containersAlwaysRestart,
  dependenciesAreStartOrder,
  probesAreUnderstood,

  // What the cluster has no part for.
  alarmsAreMeasured,
  nodesPullImages,
  environmentFilesAreLocal,
  environmentFilesAreUnderstood,
  volumesAreThere,
  disksStartEmpty,
  scalingUsesWhatTheClusterMeasures,
  tasksDoNotProtectThemselves,
  rolloutsAreGated,
  signalsAreAnAddOn,
  jobsAreCronJobs,
  rotationIsLeftToTheCluster,
];

/** Rules that look at the platform, too. */
const PLATFORM_RULES: readonly ((target: EksTarget) => Rule)[] = [
  logsGoToThePlatform, namespacesExist, trafficIsShiftedByTheStack, releasesAreWaitedFor, imagesAreAskedAbout,
];

/** Everything about the workload that EKS would refuse. */
export function eksFindings(spec: WorkloadSpec, target: EksTarget): Finding[] {
  return [
    ...applyRules([...AWS_RULES, ...KUBERNETES_RULES, ...PLATFORM_RULES.map(rule => rule(target))], spec),
    ...checkPlacement(spec, target),
  ];
}

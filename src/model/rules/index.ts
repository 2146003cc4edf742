/**
 * All invariants of a workload, one per file. This list is their table of contents.
 *
 * The order is the order of the findings: names first, since the paths of all other findings speak them.
 */
import { alarmsCanGoOff } from './alarms-can-go-off';
import { applicationsSpeakTcp } from './applications-speak-tcp';
import { architectureFitsTheSystem } from './architecture-fits-the-system';
import { capabilitiesAreKnown } from './capabilities-are-known';
import { circuitBreakersMakeSense } from './circuit-breakers-make-sense';
import { containerNamesAreUnique } from './container-names-are-unique';
import { containerNamesAreWellFormed } from './container-names-are-well-formed';
import { containersFitTheSize } from './containers-fit-the-size';
import { countsAreInOrder } from './counts-are-in-order';
import { daemonsReplaceInPlace } from './daemons-replace-in-place';
import { dependenciesCanBeMet } from './dependencies-can-be-met';
import { dependenciesExist } from './dependencies-exist';
import { dependenciesHaveNoCycle } from './dependencies-have-no-cycle';
import { devicesAreSound } from './devices-are-sound';
import { discoveriesAreSound } from './discoveries-are-sound';
import { disksAreSound } from './disks-are-sound';
import { essentialFitsTheRole } from './essential-fits-the-role';
import { exposuresDiffer } from './exposures-differ';
import { exposuresReachAPort } from './exposures-reach-a-port';
import { exposuresSpeakThePortsLanguage } from './exposures-speak-the-ports-language';
import { hostVolumesAreSound } from './host-volumes-are-sound';
import { imageFindingsAreSound } from './image-findings-are-sound';
import { imagesAreNamed } from './images-are-named';
import { imagesStayTheSame } from './images-stay-the-same';
import { initContainersHaveNoProbe } from './init-containers-have-no-probe';
import { jobsRunToTheirEnd } from './jobs-run-to-their-end';
import { labelsAreSound } from './labels-are-sound';
import { linuxOptionsNeedLinux } from './linux-options-need-linux';
import { loggingKeepsSomething } from './logging-keeps-something';
import { memoryFeaturesAreInRange } from './memory-features-are-in-range';
import { memoryVolumesAreSound } from './memory-volumes-are-sound';
import { mountPathsAreSound } from './mount-paths-are-sound';
import { mountsNameAVolume } from './mounts-name-a-volume';
import { namesCanBeResolved } from './names-can-be-resolved';
import { networkListenersAreSound } from './network-listeners-are-sound';
import { networkListenersRollOut } from './network-listeners-roll-out';
import { oneContainerIsMainAndFirst } from './one-container-is-main-and-first';
import { permissionsAreHandles } from './permissions-are-handles';
import { portNamesAreUnique } from './port-names-are-unique';
import { portNamesAreWellFormed } from './port-names-are-well-formed';
import { portsAreInRange } from './ports-are-in-range';
import { portsAreUnique } from './ports-are-unique';
import { privilegesAreWhole } from './privileges-are-whole';
import { probeTimingIsPositive } from './probe-timing-is-positive';
import { probesAskSomethingThatIsThere } from './probes-ask-something-that-is-there';
import { programsAreNamed } from './programs-are-named';
import { queuesAreSound } from './queues-are-sound';
import { restartsMakeSense } from './restarts-make-sense';
import { rolloutHooksAreFew } from './rollout-hooks-are-few';
import { rolloutPercentagesAreInRange } from './rollout-percentages-are-in-range';
import { rolloutTimesAreInRange } from './rollout-times-are-in-range';
import { rolloutsHaveRoom } from './rollouts-have-room';
import { rolloutsHaveTrafficToShift } from './rollouts-have-traffic-to-shift';
import { rolloutsWatchAlarmsThatExist } from './rollouts-watch-alarms-that-exist';
import { applyRules, Rule } from './rule';
import { runsAreStartedInTime } from './runs-are-started-in-time';
import { scalingCanLeaveZero } from './scaling-can-leave-zero';
import { scalingTargetsAreSound } from './scaling-targets-are-sound';
import { schedulesAreSound } from './schedules-are-sound';
import { secretsNameOneValue } from './secrets-name-one-value';
import { secretsStayOutOfTheEnvironment } from './secrets-stay-out-of-the-environment';
import { sharedVolumesAreSound } from './shared-volumes-are-sound';
import { sizeIsPositive } from './size-is-positive';
import { stagesCanBeReached } from './stages-can-be-reached';
import { systemControlsAreNamespaced } from './system-controls-are-namespaced';
import { telemetryHasItsPlace } from './telemetry-has-its-place';
import { testTrafficCanBeTold } from './test-traffic-can-be-told';
import { thereIsAContainer } from './there-is-a-container';
import { ulimitsAreSound } from './ulimits-are-sound';
import { usersAreWellFormed } from './users-are-well-formed';
import { variableNamesAreWellFormed } from './variable-names-are-well-formed';
import { variablesAreSetOnce } from './variables-are-set-once';
import { volumeNamesAreSound } from './volume-names-are-sound';
import { volumesAreMounted } from './volumes-are-mounted';
import { windowsSharesAreSound } from './windows-shares-are-sound';
import { workersEndInTime } from './workers-end-in-time';
import { workingDirectoriesAreAbsolute } from './working-directories-are-absolute';
import { workloadHasAName } from './workload-has-a-name';
import { Finding } from '../../findings';
import { WorkloadSpec } from '../workload';

export const RULES: readonly Rule[] = [
  // Who is there, and what they are called.
  workloadHasAName,
  thereIsAContainer,
  containerNamesAreWellFormed,
  containerNamesAreUnique,
  oneContainerIsMainAndFirst,
  essentialFitsTheRole,

  // What runs.
  imagesAreNamed,
  imagesStayTheSame,
  imageFindingsAreSound,
  programsAreNamed,
  workingDirectoriesAreAbsolute,
  usersAreWellFormed,
  labelsAreSound,

  // How it is reached.
  portsAreInRange,
  portsAreUnique,
  portNamesAreWellFormed,
  portNamesAreUnique,
  applicationsSpeakTcp,
  namesCanBeResolved,

  // What it is told.
  variableNamesAreWellFormed,
  variablesAreSetOnce,
  secretsStayOutOfTheEnvironment,
  secretsNameOneValue,

  // Whether it is well, and in which order it starts.
  probesAskSomethingThatIsThere,
  probeTimingIsPositive,
  initContainersHaveNoProbe,
  dependenciesExist,
  dependenciesHaveNoCycle,
  dependenciesCanBeMet,
  restartsMakeSense,

  // What it gets and what it may do.
  sizeIsPositive,
  containersFitTheSize,
  architectureFitsTheSystem,
  linuxOptionsNeedLinux,
  ulimitsAreSound,
  capabilitiesAreKnown,
  privilegesAreWhole,
  memoryFeaturesAreInRange,
  devicesAreSound,
  systemControlsAreNamespaced,
  permissionsAreHandles,

  // Where it keeps things.
  volumeNamesAreSound,
  volumesAreMounted,
  mountsNameAVolume,
  mountPathsAreSound,
  memoryVolumesAreSound,
  disksAreSound,
  hostVolumesAreSound,
  sharedVolumesAreSound,
  windowsSharesAreSound,
  loggingKeepsSomething,
  telemetryHasItsPlace,

  // How many there are.
  countsAreInOrder,
  scalingTargetsAreSound,
  scalingCanLeaveZero,
  schedulesAreSound,

  // Where its work comes from.
  queuesAreSound,
  workersEndInTime,

  daemonsReplaceInPlace,
  jobsRunToTheirEnd,
  runsAreStartedInTime,

  // Who may come in.
  exposuresReachAPort,
  exposuresSpeakThePortsLanguage,
  exposuresDiffer,
  networkListenersAreSound,
  discoveriesAreSound,

  // How a new version arrives.
  rolloutPercentagesAreInRange,
  rolloutsHaveRoom,
  circuitBreakersMakeSense,
  alarmsCanGoOff,
  rolloutsWatchAlarmsThatExist,
  rolloutTimesAreInRange,
  rolloutHooksAreFew,
  rolloutsHaveTrafficToShift,
  stagesCanBeReached,
  testTrafficCanBeTold,
  networkListenersRollOut,
];

/** Everything that is wrong with a complete specification. */
export function checkWorkload(spec: WorkloadSpec): Finding[] {
  return applyRules(RULES, spec);
}

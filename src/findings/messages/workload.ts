import { message } from '../message';
import { chosenFrom, range } from './wording';

/** What is refused about a workload as a whole: its containers together, size, volumes, scaling, ways in, rollout. */
export const workloadMessages = {
  WorkloadNameMissing: message<object>({
    what: () => 'the workload has no name',
    remedy: () => 'give it a name',
  }),
  NoContainers: message<object>({
    what: () => 'the workload has no containers',
    remedy: () => 'give it at least a main container',
  }),
  MainContainerMissing: message<{ candidate: string }>({
    what: () => 'no container is the main one',
    remedy: p => `give '${p.candidate}' the role main`,
  }),
  MainContainerNotAlone: message<{ first: string; also: string }>({
    what: p => `container '${p.also}' is a main container, but '${p.first}' is one already`,
    remedy: p => `make '${p.also}' a sidecar`,
  }),
  MainContainerNotFirst: message<{ main: string }>({
    what: p => `the main container '${p.main}' is not the first one`,
    remedy: p => `put '${p.main}' in front of the others`,
  }),

  OutOfRange: message<{
    what: string; given: number; min?: number; max?: number; above?: number; below?: number; unit?: string; whole?: boolean; nearest: number;
  }>({
    what: p => `${p.what} is ${p.given}${p.unit ? ` ${p.unit}` : ''}, but must be ${p.whole ? 'a whole number ' : ''}${bounds(p)}`,
    remedy: p => `choose ${p.nearest}${p.unit ? ` ${p.unit}` : ''}, the nearest ${isOpen(p) ? 'whole number' : 'value'} there is`,
  }),
  ContainersExceedSize: message<{ resource: string; unit: string; wanted: number; available: number }>({
    what: p => `the containers ask for ${p.wanted} ${p.unit} of ${p.resource} together, but a copy of the workload has ${p.available}`,
    remedy: p => `raise the size to at least ${p.wanted} ${p.unit}, or give the containers less`,
  }),
  ContainerExceedsSize: message<{ container: string; limit: number; available: number }>({
    what: p => `container '${p.container}' may use ${p.limit} MiB of memory, but a copy of the workload has ${p.available}`,
    remedy: p => `lower the limit to at most ${p.available} MiB, or raise the size`,
  }),
  ArchitectureUnavailable: message<{ os: string }>({
    what: p => `${p.os} does not run on arm64`,
    remedy: () => 'choose x86_64, or Linux',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
  }),

  VolumeNameMalformed: message<{ given: string; nearest: string }>({
    what: p => `volume name '${p.given}' may consist of letters, digits, hyphens and underscores only`,
    remedy: p => `call the volume '${p.nearest}'`,
  }),
  VolumeNameTaken: message<{ given: string; free: string }>({
    what: p => `another volume is called '${p.given}' already`,
    remedy: p => `give each volume a name of its own, for example '${p.free}'`,
  }),
  VolumeUnused: message<{ given: string }>({
    what: p => `no container mounts volume '${p.given}'`,
    remedy: () => 'mount it in a container, or remove it',
  }),
  VolumeDirectoryRelative: message<{ given: string; nearest: string }>({
    what: p => `directory '${p.given}' of the file system is relative`,
    remedy: p => `start at the root, for example '${p.nearest}'`,
  }),
  VolumePermissionsMalformed: message<{ given: string }>({
    what: p => `permissions '${p.given}' are not three or four octal digits`,
    remedy: () => "write for example '0750'",
    see: 'https://docs.aws.amazon.com/efs/latest/ug/API_CreationInfo.html',
  }),
  AccessPointWithoutFileSystem: message<{ volume: string }>({
    what: p => `volume '${p.volume}' has an access point, but not the file system it belongs to`,
    remedy: () => 'name the file system, too',
  }),
  DiskSizeMissing: message<{ volume: string }>({
    what: p => `disk '${p.volume}' has neither a size nor a snapshot to take it from`,
    remedy: () => 'say the size, for example 20 GiB',
  }),
  DiskSnapshotMalformed: message<{ given: string }>({
    what: p => `'${p.given}' is not the id of a snapshot`,
    remedy: () => "write an id as EC2 shows it, for example 'snap-0123456789abcdef0'",
    see: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html',
  }),

  ScalingBoundsReversed: message<{ min: number; max: number }>({
    what: p => `the smallest count ${p.min} is above the largest count ${p.max}`,
    remedy: p => `set max to at least ${p.min}, or min to at most ${p.max}`,
  }),
  ScalingPolicyTaken: message<{ kind: string }>({
    what: p => `there are two targets for ${p.kind}, and they would pull the count to and fro`,
    remedy: () => 'keep one of the two',
  }),
  ScalingFromZero: message<object>({
    what: () => 'with no copy running there is nothing to measure, so the count would never leave 0 again',
    remedy: () => 'set min to 1, or add a schedule that raises it',
  }),
  RequestsWithoutExposure: message<object>({
    what: () => 'the count follows requests, but no requests come in: the workload is not exposed',
    remedy: () => 'expose the workload, or scale on CPU',
  }),
  ScheduleNameTaken: message<{ given: string; free: string }>({
    what: p => `another schedule is called '${p.given}' already`,
    remedy: p => `give each schedule a name of its own, for example '${p.free}'`,
  }),
  ScheduleNameMissing: message<object>({
    what: () => 'the schedule has no name',
    remedy: () => "give it one that says what it is for, for example 'business-hours'",
  }),
  ScheduleChangesNothing: message<{ name: string }>({
    what: p => `schedule '${p.name}' sets neither min nor max`,
    remedy: () => 'set at least one of them',
  }),
  ScheduleExpressionMalformed: message<{ given: string; reason: string; example: string }>({
    what: p => `'${p.given}' is not a schedule: ${p.reason}`,
    remedy: p => `write for example '${p.example}'`,
    see: 'https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html',
  }),
  TimeZoneUnknown: message<{ given: string; nearest?: string }>({
    what: p => `there is no time zone called '${p.given}'`,
    remedy: p => p.nearest ? `write '${p.nearest}'` : "choose a name from the IANA time zone database, for example 'Europe/Berlin' or 'UTC'",
  }),

  ExposureContainerUnknown: message<{ given: string; nearest?: string; known: readonly string[] }>({
    what: p => `there is no container called '${p.given}' to send requests to`,
    remedy: p => p.nearest ? `send them to '${p.nearest}'` : `send them to ${chosenFrom(p.known)}`,
  }),
  ExposureOfInitContainer: message<{ container: string }>({
    what: p => `init container '${p.container}' has ended when requests come in`,
    remedy: () => 'expose the main container or a sidecar',
  }),
  ExposurePortMissing: message<{ container: string }>({
    what: p => `container '${p.container}' opens no port that requests could go to`,
    remedy: p => `give '${p.container}' a port, for example 8080`,
  }),
  ExposurePortNotOpen: message<{ container: string; port: number; open: readonly number[] }>({
    what: p => `container '${p.container}' does not open port ${p.port}`,
    remedy: p => `send requests to ${chosenFrom(p.open)}, or open the port`,
  }),
  ExposurePortUdp: message<{ container: string; port: number }>({
    what: p => `port ${p.port} of container '${p.container}' is open for udp, but HTTP comes over tcp`,
    remedy: () => 'open the port for tcp',
  }),
  ExposureApplicationMismatch: message<{ port: number; speaks: string; protocol: string }>({
    what: p => `port ${p.port} speaks ${p.speaks}, but requests would come as ${p.protocol}`,
    remedy: p => `set the protocol of the exposure to ${p.speaks === 'http' ? 'http1' : p.speaks}`,
  }),
  ExposureTaken: message<{ other: string; audience: string }>({
    what: p => `${p.other} takes the same ${p.audience} requests already`,
    remedy: () => 'tell the two apart by host name, path or another condition, or remove one',
  }),

  RolloutStuck: message<{ count: number; min: number; max: number; minAtMost: number; maxAtLeast: number }>({
    what: p => `with ${p.count === 1 ? '1 copy' : `${p.count} copies`}, ${p.min} % healthy and ${p.max} % running at most, no copy may stop before another has started and none may start before another has stopped`,
    remedy: p => `set maxHealthyPercent to at least ${p.maxAtLeast}, or minHealthyPercent to at most ${p.minAtMost}`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
  }),
  ThresholdWithoutCircuitBreaker: message<object>({
    what: () => 'a threshold is set for a circuit breaker that is off',
    remedy: () => 'turn the circuit breaker on, or remove the threshold',
  }),
  RolloutAlarmsMissing: message<object>({
    what: () => 'the list of alarms that roll a version back is empty',
    remedy: () => 'name an alarm, or choose no alarms',
  }),
  RolloutAlarmsOff: message<object>({
    what: () => "the rollout is to watch the workload's own alarms, but those are turned off",
    remedy: () => 'turn the alarms of the workload on, or name alarms of your own',
  }),

  PermissionMalformed: message<object>({
    what: () => 'this is not a permission',
    remedy: () => 'pass a policy statement',
  }),
};

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
  readonly unit?: string;
}

/** Whether a bound is not reached itself. */
function isOpen({ above, below }: Bounds): boolean {
  return above !== undefined || below !== undefined;
}

function bounds(p: Bounds): string {
  if (!isOpen(p)) {
    return range(p.min, p.max, p.unit);
  }
  const suffix = p.unit ? ` ${p.unit}` : '';
  const least = p.above === undefined ? `at least ${p.min}${suffix}` : `above ${p.above}${suffix}`;
  return `${least} and ${p.below === undefined ? `at most ${p.max}${suffix}` : `below ${p.below}${suffix}`}`;
}

import { message } from '../message';
import { chosenFrom, count, list, range } from './wording';

const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference';
const EBS = 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html';
const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest';

/** What a platform refuses although the model allows it: the limits of ECS, Fargate, load balancers, file systems, disks, logs. */
export const platformMessages = {
  EcsTooManyContainers: message<{ given: number }>({
    what: p => `the workload has ${p.given} containers, but a task definition holds at most 10`,
    remedy: () => 'move some of them to a workload of their own',
    see: `${GUIDE}/service-quotas.html`,
  }),
  EcsTooManyExposures: message<{ given: number }>({
    what: p => `the workload is exposed in ${p.given} ways, but a service registers with at most 5 target groups`,
    remedy: () => 'put host names or paths that lead to the same port into one exposure, or give listeners to several services',
    see: `${GUIDE}/service-quotas.html`,
  }),
  EcsNameTooLong: message<{ what: string; given: string; max: number }>({
    what: p => `the ${p.what} '${p.given}' has ${p.given.length} characters, but ECS takes at most ${p.max}`,
    remedy: p => `shorten it to '${p.given.slice(0, p.max)}' or something better`,
    see: `${ECS}/API_ContainerDefinition.html`,
  }),
  EcsDefinitionTooLarge: message<{ kib: number }>({
    what: p => `names, commands and variables alone take ${p.kib} KiB, but a task definition holds at most 64`,
    remedy: () => 'move variables to an environment file',
    see: `${GUIDE}/service-quotas.html`,
  }),
  EcsProbeNeedsCommand: message<{ kind: string }>({
    what: p => `ECS asks containers by running a command inside them; it cannot ask by ${p.kind === 'http' ? 'HTTP' : 'TCP'}`,
    remedy: p => p.kind === 'http'
      ? 'use Probe.command() with a program of the image, or leave the question to the load balancer (`Probe.http()` of an exposed service)'
      : 'use Probe.command() with a program of the image',
    see: `${GUIDE}/healthcheck.html`,
  }),
  EcsProbeSuccesses: message<{ given: number }>({
    what: p => `ECS takes a container for healthy after one success, and cannot be told to wait for ${p.given}`,
    remedy: () => 'leave successes out',
    see: `${ECS}/API_HealthCheck.html`,
  }),
  EcsHealthCheckOutOfRange: message<{ what: string; given: number; min: number; max: number; unit: string; nearest: number }>({
    what: p => `the ${p.what} of the container's probe is ${p.given}${p.unit}, but must be ${range(p.min, p.max)}${p.unit}`,
    remedy: p => `choose ${p.nearest}${p.unit}`,
    see: `${ECS}/API_HealthCheck.html`,
  }),
  EcsEnvironmentFileName: message<{ given: string; nearest: string }>({
    what: p => `the name of environment file '${p.given}' does not end in '.env'`,
    remedy: p => `call it '${p.nearest}'`,
    see: `${ECS}/API_EnvironmentFile.html`,
  }),
  EcsTooManyEnvironmentFiles: message<{ given: number }>({
    what: p => `the container has ${p.given} environment files, but ECS reads at most 10`,
    remedy: () => 'merge some of them',
    see: `${ECS}/API_EnvironmentFile.html`,
  }),
  EcsExecNeedsWritableRoot: message<{ container: string }>({
    what: p => `nobody can open a shell in container '${p.container}', because its root file system is read-only`,
    remedy: () => 'set readOnlyRootFilesystem to false, or exec to false',
    see: `${GUIDE}/ecs-exec.html`,
  }),
  EcsMemoryTooSmall: message<{ given: number }>({
    what: p => `${p.given} MiB of memory are too little for a container to start`,
    remedy: () => 'choose at least 6 MiB',
    see: `${ECS}/API_ContainerDefinition.html`,
  }),
  EcsWindowsUser: message<{ container: string }>({
    what: p => `ECS cannot choose the user of Windows container '${p.container}'`,
    remedy: () => 'set the user in the image',
    see: `${GUIDE}/windows_task_definitions.html`,
  }),
  EcsWindowsSharedVolume: message<{ volume: string }>({
    what: p => `volume '${p.volume}' is an EFS file system, which Windows containers cannot mount`,
    remedy: () => 'use an ephemeral volume, on EC2 instances Volume.fsxWindows(), or run the workload on Linux',
    see: `${GUIDE}/efs-volumes.html`,
  }),

  EcsDisksTooMany: message<{ volumes: readonly string[] }>({
    what: p => `the workload has ${count(p.volumes.length, 'disk')} (${list(p.volumes)}), and a task on ECS can have one`,
    remedy: p => `keep '${p.volumes[0]}', and put the others' directories on it`,
    see: `${GUIDE}/ebs-volumes.html`,
  }),

  FargateSizeUnknown: message<{ cpuUnits: number; memoryMiB: number; nearest: readonly { cpuUnits: number; memoryMiB: number }[] }>({
    what: p => `Fargate has no size of ${p.cpuUnits} CPU units and ${p.memoryMiB} MiB`,
    remedy: p => `choose ${p.nearest.map(size => `${size.cpuUnits} CPU units and ${size.memoryMiB} MiB`).join(', or ')}`,
    see: `${GUIDE}/fargate-tasks-services.html#fargate-tasks-size`,
  }),
  FargateStorageOutOfRange: message<{ given: number; nearest: number }>({
    what: p => `the ephemeral storage is ${p.given} GiB, but Fargate offers 20, or from 21 to 200 GiB`,
    remedy: p => `choose ${p.nearest} GiB`,
    see: `${GUIDE}/fargate-task-storage.html`,
  }),
  FargateHasNoGpus: message<{ given: number }>({
    what: p => `the workload asks for ${p.given} GPU${p.given === 1 ? '' : 's'}, but Fargate has none`,
    remedy: () => 'leave GPUs out, or run the workload on EC2 instances or Managed Instances that have them (option `ecs.capacity`)',
    see: `${GUIDE}/fargate-tasks-services.html`,
  }),
  FargateCapability: message<{ given: readonly string[] }>({
    what: p => `Fargate adds no capability but SYS_PTRACE, and so not ${chosenFrom(p.given)}`,
    remedy: p => `leave ${p.given.length === 1 ? 'it' : 'them'} out; where the image needs what containers have by default, set the dropped capabilities to an empty list instead; other machines (option \`ecs.capacity\`) add any`,
    see: `${ECS}/API_KernelCapabilities.html`,
  }),
  FargateUlimit: message<{ given: string }>({
    what: p => `Fargate lets nobody set ulimit '${p.given}'`,
    remedy: () => "leave it out, 'nofile' is the only one that can be set; other machines (option `ecs.capacity`) set any",
    see: `${ECS}/API_ContainerDefinition.html`,
  }),
  FargateStopTimeoutTooLong: message<{ seconds: number }>({
    what: p => `the container may take ${p.seconds} seconds to stop, but Fargate kills it after at most 120`,
    remedy: () => 'choose at most 120 seconds',
    see: `${ECS}/API_ContainerDefinition.html`,
  }),

  TargetGroupHealthOutOfRange: message<{ what: string; given: number; min: number; max: number; unit: string; nearest: number }>({
    what: p => `the ${p.what} of the load balancer's health check is ${p.given}${p.unit}, but must be ${range(p.min, p.max)}${p.unit}`,
    remedy: p => `choose ${p.nearest}${p.unit}`,
    see: `${ELB}/application/target-group-health-checks.html`,
  }),
  TargetGroupTimeoutTooLong: message<{ timeout: number; interval: number }>({
    what: p => `the load balancer would wait ${p.timeout} seconds for an answer and ask again after ${p.interval}`,
    remedy: p => p.interval > 5
      ? `choose a timeout of at most ${p.interval - 1} seconds, or a longer interval`
      : `choose a timeout of at most ${Math.max(2, p.interval - 1)} seconds, or an interval of at least ${p.timeout + 1}`,
    see: `${ELB}/application/target-group-health-checks.html`,
  }),
  TargetGroupDurationOutOfRange: message<{ what: string; given: number; min: number; max: number; nearest: number }>({
    what: p => `the ${p.what} is ${p.given} seconds, but must be ${range(p.min, p.max, 'seconds')}`,
    remedy: p => `choose ${p.nearest} seconds`,
    see: `${ELB}/application/edit-target-group-attributes.html`,
  }),
  TargetGroupCodesOutOfRange: message<{ given: string; min: number; max: number }>({
    what: p => `success codes '${p.given}' are not all ${range(p.min, p.max)}, which is what the load balancer takes`,
    remedy: p => `write for example '${p.min}-${p.max === 499 ? 399 : p.max}'`,
    see: `${ELB}/APIReference/API_Matcher.html`,
  }),
  DiskIopsMissing: message<{ type: string; min: number; max: number }>({
    what: p => `a disk of type ${p.type} does not say how many reads and writes a second it is for`,
    remedy: p => `say the IOPS, ${range(p.min, p.max)}`,
    see: EBS,
  }),
  DiskTooSmallForIops: message<{ type: string; iops: number; available: number; sizeGiB: number; nearestSizeGiB: number }>({
    what: p => `a disk of type ${p.type} and ${p.sizeGiB} GiB gets at most ${p.available} IOPS, not ${p.iops}`,
    remedy: p => `make it ${p.nearestSizeGiB} GiB large, or ask for at most ${p.available} IOPS`,
    see: EBS,
  }),
  DiskThroughputFixed: message<{ type: string }>({
    what: p => `the throughput of a disk of type ${p.type} follows from its IOPS`,
    remedy: () => 'leave the throughput out',
    see: EBS,
  }),
  DiskTooSlowForThroughput: message<{ throughputMiB: number; iops: number; nearestIops: number }>({
    what: p => `a disk with ${p.iops} IOPS does not reach ${p.throughputMiB} MiB/s: it moves at most a quarter of a MiB with each`,
    remedy: p => `ask for ${p.nearestIops} IOPS, or for at most ${Math.floor(p.iops / 4)} MiB/s`,
    see: EBS,
  }),
  FileSystemDirectoryRefused: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the root of an access point: at most four levels, 100 characters, and none of $ # < > ; | & ? { } ^ * or a back-quote`,
    remedy: () => "choose a directory near the root, for example '/data'",
    see: 'https://docs.aws.amazon.com/efs/latest/ug/API_RootDirectory.html',
  }),
  LogRetentionUnknown: message<{ given: number; nearest: number }>({
    what: p => `CloudWatch Logs cannot keep logs for ${p.given} days`,
    remedy: p => `choose ${p.nearest} days, the nearest it can`,
    see: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  }),
};

/**
 * What a workload gets when nobody says otherwise: the one table of defaults, each with its reason.
 *
 * Nothing else in the library fills in a value. What differs between production and development comes in from the
 * platform's profile (`WorkloadDefaults`) and is not here.
 */
import { Duration } from 'aws-cdk-lib/core';
import { OperatingSystem, SizeSpec } from './workload';
import { deepFreeze } from '../private/deep-freeze';

export const DEFAULTS = deepFreeze({
  size: {
    /** The smallest size that every platform offers: cheap to start with, and alarms tell when it is not enough. */
    cpuUnits: 256,
    /** Every size of Fargate has at least this much memory for its CPU, so that saying one of the two is enough. */
    memoryMiBPerCpuUnit: 2,
    /** The most memory that goes with a CPU unit; it decides the CPU where only the memory is said. */
    maxMemoryMiBPerCpuUnit: 8,
    /** Windows needs a whole virtual CPU before it runs anything. */
    windowsCpuUnits: 1024,
    /** What a copy gets for free. */
    ephemeralStorageGiB: 20,
  },
  runtime: {
    os: 'linux',
    /** Every image exists for it; arm64 is cheaper, and a conscious choice. */
    architecture: 'x86_64',
  },
  container: {
    /** Time for requests in flight; also what both platforms do by themselves. */
    stopTimeout: Duration.seconds(30),
    /** An attacker can neither change the program nor leave one behind. Off where a shell needs somewhere to write. */
    readOnlyRoot: true,
    /** Forwards signals and reaps children, which most programs forget when they run as process 1. */
    initProcess: true,
    /** Few programs need any; those that do can say which to keep. */
    dropCapabilities: ['ALL'],
    /** Whoever needs a device reads and writes it; making further devices is for few. */
    devicePermissions: ['read', 'write'],
  },
  alarms: {
    /** One request in twenty: more than the odd failure, less than an outage. */
    errorPercent: 5,
    /** Longer than people wait, and than most programs that answer them take; those that do say so. */
    latency: Duration.seconds(5),
    /** Where scaling aims at half, this is what is left when there are no more copies to be had. */
    cpuPercent: 90,
    /** What is full is killed, without a word to the program. */
    memoryPercent: 90,
    /** Once is chance, twice is bad luck. */
    restarts: 3,
    /** Who was woken looks anyway, and news that is good hides the other. */
    tellWhenOver: false,
  },
  restart: {
    /** Long enough that a container which cannot start brings its copy down instead of starting for ever. */
    attemptPeriod: Duration.minutes(5),
  },
  probe: {
    /** Unwell for half a minute before a copy is replaced: slow enough for a hiccup, fast enough for a reader. */
    interval: Duration.seconds(10),
    timeout: Duration.seconds(5),
    failures: 3,
    /** One good answer proves that a container lives. Neither platform can be told to want more. */
    successes: 1,
    /** Failures after the start count; a slow starter says how long it takes. */
    startPeriod: Duration.seconds(0),
  },
  exposure: {
    protocol: 'http1',
    encrypted: false,
    health: {
      kind: 'http',
      path: '/',
      /** A redirect to a login page is a sign of life. */
      successCodes: '200-399',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      failures: 3,
      /** Twice ten seconds from start to traffic, instead of the load balancer's five times thirty. */
      successes: 2,
      startPeriod: Duration.seconds(0),
    },
    /** Answers from any gRPC server, with `UNIMPLEMENTED` (12) when it does not know the method. */
    grpcHealth: { path: '/AWS.ALB/healthcheck', successCodes: '0,12' },
    /** Longer than nearly all requests; the load balancer's own five minutes make deployments crawl. */
    drainTime: Duration.seconds(30),
  },
  networkListener: {
    /** Whoever means everyone says so. */
    audience: 'internal',
    encrypted: false,
    health: {
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      failures: 3,
      successes: 2,
      startPeriod: Duration.seconds(0),
    },
    /** Containers would have to understand it. */
    proxyProtocol: false,
    sticky: false,
    /** As long as for requests: whoever keeps connections open for hours says how long they may take. */
    drainTime: Duration.seconds(30),
    /** The copy goes away in any case; clients that are told so connect again, others wait for an answer. */
    closeWhenDrained: true,
    /** What it is when nobody says it, and what it cannot but be where TLS ends. */
    idleTimeout: Duration.seconds(350),
  },
  discovery: {
    /** Copies come and go; whoever remembers them longer talks to the dead. */
    ttl: Duration.seconds(10),
  },
  rollout: {
    basics: {
      /** A minute in which failing health checks do not kill a starting copy. */
      healthCheckGracePeriod: Duration.seconds(60),
    },
    rolling: {
      /** Never fewer copies than wanted, and at most twice as many while they are replaced. */
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      /** A version that does not come up is taken back, instead of being started for three hours. */
      circuitBreaker: { enabled: true, rollback: true },
      /** Asking costs a custom resource, and only those need it that have shifted traffic before. */
      followTraffic: false,
    },
    perInstance: {
      /**
       * A machine has room for one copy only, so the old one goes before the new one comes. Nothing more is promised, because
       * any share above none would never begin on a single machine; platforms still go a few machines at a time where they can.
       */
      minHealthyPercent: 0,
      maxHealthyPercent: 100,
    },
    sideBySide: {
      /** Long enough for an alarm to see three bad minutes, short enough to wait for. */
      bakeTime: Duration.minutes(10),
    },
    native: {
      /** Pulling a large image and passing health checks takes minutes; an hour of hoping helps nobody. */
      startTimeout: Duration.minutes(20),
      hookTimeout: Duration.minutes(60),
    },
    codeDeploy: {
      /** Five minutes fewer, because everything has to fit into the hour of a custom resource. */
      startTimeout: Duration.minutes(15),
      /** A function that answers at once needs no time of its own. */
      hookTimeout: Duration.minutes(5),
      /** All at once is done before the load balancer has looked at the new copies. */
      shift: { kind: 'canary', percent: 10, interval: Duration.minutes(5) },
      /** Somebody else's deployment has its reasons. */
      onActiveDeployment: 'wait',
      /** Otherwise nobody could deploy the version that mends what is alarming. */
      alarmsFiringAtStart: 'ignore',
      trigger: 'cloudFormation',
      /** Two versions look like too many copies to a policy that counts them together. */
      suspendedScaling: 'scaleIn',
    },
    shifts: {
      /** Enough requests to see a mistake, few enough to forgive it. */
      canary: { percent: 10, interval: Duration.minutes(10) },
      linear: { percent: 10, interval: Duration.minutes(6) },
    },
    /** With nothing to compare with, or on the way back, a hook can only be in the way. */
    hook: { skipOnFirstDeployment: true, skipOnRollback: true },
    approval: {
      /** Whoever decides has seen the new version alone, and nobody else has. */
      stage: 'beforeProductionTraffic',
      timeout: Duration.hours(1),
      onTimeout: 'rollback',
    },
  },
  logging: {
    /** A program that cannot write its log should go on working. */
    blocking: false,
    /** Some minutes of a busy service's lines. */
    bufferMiB: 25,
  },
  routing: {
    /** About as much as the buffer of a log group holds, with lines of usual length. */
    bufferedLines: 100_000,
    /** Whoever reads the lines of many tasks in one place wants to know which is which. */
    taskMetadata: true,
  },
  scaling: {
    /** Room for a surge, and a bill that one can still explain. */
    max: 10,
    /** Leaves room for the minutes until new copies are up. */
    cpuTargetPercent: 60,
    /** Slow down, fast up: a copy too many is cheap, a copy too few is an outage. */
    scaleInCooldown: Duration.seconds(300),
    scaleOutCooldown: Duration.seconds(60),
    work: {
      /** What SQS hands out at a time. */
      perCopy: 10,
      /** As programs begin; those that do more at once say so. */
      concurrency: 1,
      /** Longer than a lull between two batches, shorter than anybody wants to pay for nothing. */
      idleTime: Duration.minutes(15),
      /** New copies take that long to show; what was asked for until then counts as there. */
      scaleOutCooldown: Duration.minutes(3),
    },
  },
  queue: {
    variable: 'QUEUE_URL',
    made: {
      fifo: false,
      contentBasedDeduplication: false,
      /** As long as Fargate waits for a copy to end, so that a copy that is stopped can finish what it has taken. */
      visibilityTimeout: Duration.minutes(2),
      /** A long weekend. */
      retention: Duration.days(4),
      /** A copy that is stopped or a database that restarts is no fault of the message. */
      maxReceives: 4,
      /** As long as SQS keeps anything: somebody has to look at them first. */
      deadLetterRetention: Duration.days(14),
    },
    /** Messages wait in a copy that has taken several, and some take much longer than others. */
    visibilityPerProcessingTime: 6,
    /** The most that Fargate waits. */
    stopTimeout: Duration.minutes(2),
    maxMessageAge: Duration.minutes(30),
    /** What it takes from too many messages to enough copies. */
    reactionTime: Duration.minutes(10),
  },
  job: {
    /** Services wait for the run; long enough for most migrations, and short enough for both platforms. */
    releaseTimeout: Duration.minutes(10),
    /** Whether a run may be repeated only its author knows. */
    retries: 0,
    timeZone: 'Etc/UTC',
    /** What both platforms do by themselves. */
    overlap: 'allow',
  },
  sharedVolume: {
    /** The first ordinary user of most images. */
    uid: 1000,
    gid: 1000,
    /** The owner writes, the group reads, nobody else sees it. */
    permissions: '0750',
  },
  disk: {
    /** Fast enough for nearly everything, at a price that does not depend on how much is read and written. */
    type: 'gp3',
    /** What most tools expect to find. */
    format: 'ext4',
  },
  driverVolume: {
    /** Docker's own, a directory of the machine. */
    driver: 'local',
    /** Nothing stays behind on the machine. */
    scope: 'task',
  },
  windowsShare: {
    /** The share that every new file system has. */
    directory: 'share',
  },
} as const);

/** Whether a Linux-only default or option is out of place. */
export function isWindows(os: OperatingSystem): boolean {
  return os.startsWith('windows');
}

/** The size of one copy: whichever of CPU and memory is missing follows from the other. */
export function defaultSize(given: Partial<SizeSpec>, os: OperatingSystem, gpus: number): SizeSpec {
  const { size } = DEFAULTS;
  const smallest = isWindows(os) ? size.windowsCpuUnits : size.cpuUnits;
  const cpuUnits = given.cpuUnits ?? cpuFor(given.memoryMiB, smallest);
  const memoryMiB = given.memoryMiB ?? size.memoryMiBPerCpuUnit * (cpuUnits > 0 ? cpuUnits : smallest);
  return { cpuUnits, memoryMiB, ephemeralStorageGiB: given.ephemeralStorageGiB ?? size.ephemeralStorageGiB, gpus: given.gpus ?? gpus };
}

/** The smallest power of two that may carry the memory. Tokens, which are negative numbers, get the smallest size. */
function cpuFor(memoryMiB: number | undefined, smallest: number): number {
  const needed = (memoryMiB ?? 0) / DEFAULTS.size.maxMemoryMiBPerCpuUnit;
  return needed <= smallest || !Number.isFinite(needed) ? smallest : 2 ** Math.ceil(Math.log2(needed));
}

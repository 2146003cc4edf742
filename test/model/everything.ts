import { Aws, Duration } from 'aws-cdk-lib/core';
import { Handle, WorkloadDraft } from '../../src/model';
import { main, sidecar, workload } from '../wrong-inputs/wrong-input';

/** A workload with every kind of everything, none of it at its default. */
const everything = workload({
  name: 'shop',
  containers: [
    main({
      image: { kind: 'registry', reference: 'registry.example/shop:2', credentials: new Handle('App/Login', 0) },
      entryPoint: ['tini', '--'],
      command: ['serve', '--port', '8080'],
      workingDirectory: '/app',
      user: 'node',
      ports: [{ port: 8080 }, { name: 'stats', port: 8125, protocol: 'udp' }],
      environment: { LOG_LEVEL: 'debug', REGION: Aws.REGION, MOTTO: 'line one\nl\u00efne two' },
      environmentFiles: [{ kind: 'file', file: 'shop.env' }, { kind: 'object', bucket: new Handle('App/Bucket', 0), key: 'more.env' }],
      secrets: {
        DB_PASSWORD: { kind: 'vault', secret: new Handle('App/Db', 0), field: 'password', versionStage: 'AWSCURRENT' },
        OTHER: { kind: 'vault', secret: new Handle('App/Other', 0), versionId: 'v1' },
        LICENSE: { kind: 'parameter', parameter: new Handle('App/License', 0) },
      },
      probe: { kind: 'command', command: ['wget', '-q', 'http://localhost:8080/'], startPeriod: Duration.seconds(20), failures: 5 },
      resources: { cpuUnits: 512, memoryLimitMiB: 1024, memoryReservationMiB: 768, gpus: 1 },
      ulimits: [{ name: 'nofile', soft: 1024, hard: 4096 }],
      capabilities: { add: ['SYS_PTRACE'], drop: ['NET_RAW'] },
      readOnlyRoot: false,
      initProcess: false,
      mounts: [{ volume: 'cache', path: '/tmp', readOnly: false }, { volume: 'data', path: '/data', readOnly: true }],
      stopTimeout: Duration.minutes(2),
    }),
    sidecar('proxy', {
      image: { kind: 'repository', repository: new Handle('App/Repository', 0), tag: 'v7' },
      essential: false,
      ports: [{ name: 'admin', port: 9901, application: 'http2' }],
      probe: { kind: 'http', path: '/ready', port: 9901, successCodes: '200' },
      dependsOn: [{ container: 'web', condition: 'healthy' }],
    }),
    sidecar('migrate', {
      role: 'init',
      image: { kind: 'directory', directory: './api', file: 'Migrate.dockerfile', target: 'migrate', buildArgs: { NODE: '22' }, exclude: ['test'] },
    }),
    sidecar('seed', { role: 'init', image: { kind: 'tarball', file: './seed.tar' } }),
  ],
  size: { cpuUnits: 1024, memoryMiB: 4096, ephemeralStorageGiB: 50, gpus: 2 },
  runtime: { architecture: 'arm64' },
  volumes: [
    { kind: 'ephemeral', name: 'cache' },
    { kind: 'shared', name: 'data', fileSystem: new Handle('App/Files', 0), accessPoint: new Handle('App/Point', 0), directory: '/shop', uid: 33, gid: 34, permissions: '0700' },
    { kind: 'ephemeral', name: 'spare' },
  ],
  scaling: {
    kind: 'range',
    min: 3,
    max: 30,
    policies: [
      { kind: 'cpu', targetPercent: 50 }, { kind: 'memory', targetPercent: 70 }, { kind: 'requests', perMinuteAndCopy: 900 },
      { kind: 'schedule', name: 'day', expression: 'cron(0 7 ? * MON-FRI *)', timeZone: 'Europe/Berlin', min: 6, max: 40 },
    ],
    scaleInCooldown: Duration.minutes(10),
    scaleOutCooldown: Duration.seconds(30),
  },
  exposures: [
    {
      kind: 'http',
      audience: 'public',
      match: {
        hostNames: ['shop.example', 'www.shop.example'],
        paths: ['/api/*'],
        headers: [{ name: 'X-Version', values: ['1', '2'] }],
        queryStrings: [{ key: 'beta', value: 'yes' }, { value: 'debug' }],
        sourceIps: ['192.0.2.0/24'],
        methods: ['GET', 'POST'],
      },
      priority: 100,
      authentication: new Handle('App/Users', 0),
      encrypted: true,
      health: { path: '/health', port: 8080, successCodes: '200', startPeriod: Duration.seconds(5) },
      drainTime: Duration.seconds(60),
      stickiness: Duration.hours(1),
    },
    { kind: 'http', audience: 'internal', container: 'proxy', port: 9901, protocol: 'http2' },
  ],
  rollout: {
    kind: 'rolling',
    minHealthyPercent: 50,
    maxHealthyPercent: 150,
    circuitBreaker: { rollback: false, threshold: { kind: 'count', value: 3 } },
    alarms: { kind: 'given', alarms: [new Handle('App/Alarm', 0)] },
    healthCheckGracePeriod: Duration.minutes(5),
  },
  logging: { kind: 'group', group: new Handle('App/Logs', 0), retentionDays: 30, blocking: true, bufferMiB: 5 },
  permissions: [new Handle('s3:GetObject on App/Bucket', 0)],
  exec: true,
  platformOptions: { ecs: new Handle('circuit', 0) },
}) as WorkloadDraft;

/** Mounts everywhere, so that no volume is left unused. */
export const complete: WorkloadDraft = {
  ...everything,
  containers: everything.containers.map(container =>
    container.name === 'proxy' ? { ...container, mounts: [{ volume: 'spare', path: '/spare', readOnly: true }] } : container),
};

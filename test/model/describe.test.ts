import { Aws, Duration, Lazy } from 'aws-cdk-lib/core';
import { described } from './described';
import { complete } from './everything';
import { variations } from './variations';
import { describe as text, Handle, seal, WorkloadSpec, VolumeDraft } from '../../src/model';
import { main, NGINX, PRODUCTION, sidecar, workload } from '../wrong-inputs/wrong-input';

test('a workload that says nothing beyond its image is described with its defaults', () => {
  expect(described(workload())).toEqual([
    'workload shop',
    '  runs         linux on x86_64',
    '  size         256 CPU units, 512 MiB memory, 20 GiB storage',
    '  copies       2',
    '  logs         group of its own, 90 days, non-blocking, buffer 25 MiB',
    '  rollout      rolling, 100 % stay healthy, 200 % may run',
    '               circuit breaker on, rolls back',
    '               watches its own alarms',
    '               forgives failing health checks for 60 s',
    '  alarms       CPU at 90 % or more',
    '               memory at 90 % or more',
    '               3 restarts in a quarter of an hour',
    '',
    '  main web',
    '    image      public.ecr.aws/nginx/nginx:1.29',
    '    port       port-8080 8080/tcp',
    '    security   read-only root, init process, drops ALL',
    '',
  ]);
});

test('a web service with a database secret and a sidecar reads like its README', () => {
  expect(described(workload({
    containers: [
      main({ secrets: { DB_PASSWORD: { kind: 'vault', secret: new Handle('Shop/Database', 0), field: 'password' } } }),
      sidecar('otel', { essential: false, dependsOn: [{ container: 'web', condition: 'start' }] }),
    ],
    exposures: [{ kind: 'http', audience: 'public', match: { hostNames: ['shop.example'] } }],
    scaling: { kind: 'range', max: 20 },
    logging: { kind: 'none' },
    alarms: false,
  }))).toEqual([
    'workload shop',
    '  runs         linux on x86_64',
    '  size         256 CPU units, 512 MiB memory, 20 GiB storage',
    '  copies       2 to 20',
    '               CPU at 60 %',
    '               at least 60 s apart upwards, 300 s downwards',
    '  logs         not kept',
    '  rollout      rolling, 100 % stay healthy, 200 % may run',
    '               circuit breaker on, rolls back',
    '               watches no alarms',
    '               forgives failing health checks for 60 s',
    '  alarms       off',
    '',
    '  main web',
    '    image      public.ecr.aws/nginx/nginx:1.29',
    '    port       http 8080/tcp speaks http',
    '    secret     DB_PASSWORD from vault Shop/Database, field password',
    '    security   read-only root, init process, drops ALL',
    '',
    '  sidecar otel',
    '    image      public.ecr.aws/nginx/nginx:1.29',
    '    security   read-only root, init process, drops ALL',
    '    waits      until web has started',
    '    essential  no',
    '',
    '  public http',
    '    requests   host shop.example',
    '    to         web, port 8080, as http1',
    '    health     GET / gives 200-399',
    '               every 10 s within 5 s, well after 2, unwell after 3',
    '    drains     for 30 s',
    '',
  ]);
});

test('a workload with everything hides nothing', () => {
  expect(described(complete)).toEqual([
    'workload shop',
    '  runs         linux on arm64',
    '  size         1024 CPU units, 4096 MiB memory, 50 GiB storage, 2 GPU',
    '  copies       3 to 30',
    '               CPU at 50 %',
    '               memory at 70 %',
    '               900 requests a minute and copy',
    '               day: from 6 to 40 at cron(0 7 ? * MON-FRI *) Europe/Berlin',
    '               at least 30 s apart upwards, 600 s downwards',
    '  logs         group App/Logs, 30 days, blocking, buffer 5 MiB',
    '  rollout      rolling, 50 % stay healthy, 150 % may run',
    '               circuit breaker on, after 3 copies, stops',
    '               watches alarms App/Alarm',
    '               forgives failing health checks for 300 s',
    '  alarms       failed requests over 5 %',
    '               one request in a hundred over 5 s',
    '               a copy that is unwell',
    '               no copy that is well',
    '               CPU at 90 % or more',
    '               memory at 90 % or more',
    '               3 restarts in a quarter of an hour',
    '  shell        may be opened',
    '  may          s3:GetObject on App/Bucket',
    '  options      ecs: circuit',
    '',
    '  main web',
    '    image      registry.example/shop:2',
    '               with credentials App/Login',
    '    entry      ["tini", "--"]',
    '    command    ["serve", "--port", "8080"]',
    '    directory  /app',
    '    user       node',
    '    port       http 8080/tcp',
    '               stats 8125/udp',
    '    env        LOG_LEVEL=debug',
    '               REGION=<AWS.Region>',
    '               MOTTO=line one\\nl\\u00efne two',
    '    env file   shop.env',
    '               more.env of App/Bucket',
    '    secret     DB_PASSWORD from vault App/Db, field password, stage AWSCURRENT',
    '               OTHER from vault App/Other, version v1',
    '               LICENSE from parameter App/License',
    '    probe      run ["wget", "-q", "http://localhost:8080/"]',
    '               every 10 s within 5 s, well after 1, unwell after 5, forgiven for 20 s',
    '    gets       512 CPU units, 768 MiB memory promised, 1024 MiB memory at most, 1 GPU',
    '    ulimit     nofile 1024, at most 4096',
    '    security   writable root, drops NET_RAW, adds SYS_PTRACE',
    '    mount      cache at /tmp',
    '               data at /data, read-only',
    '    waits      until migrate has succeeded',
    '               until seed has succeeded',
    '    stops      within 120 s',
    '',
    '  sidecar proxy',
    '    image      repository App/Repository:v7',
    '    port       admin 9901/tcp speaks http2',
    '    probe      GET /ready on port 9901 gives 200',
    '               every 10 s within 5 s, well after 1, unwell after 3',
    '    security   writable root, init process, drops ALL',
    '    mount      spare at /spare, read-only',
    '    waits      until web is healthy',
    '               until migrate has succeeded',
    '               until seed has succeeded',
    '    essential  no',
    '',
    '  init container migrate',
    '    image      built from ./api, Migrate.dockerfile, target migrate',
    '               argument NODE=22',
    '               without ["test"]',
    '    security   writable root, init process, drops ALL',
    '',
    '  init container seed',
    '    image      saved in ./seed.tar',
    '    security   writable root, init process, drops ALL',
    '    waits      until migrate has succeeded',
    '',
    '  volume cache',
    '    kind       ephemeral',
    '',
    '  volume data',
    '    kind       shared',
    '    stored on  App/Files',
    '    through    App/Point',
    '    directory  /shop',
    '    owner      33:34, 0700',
    '',
    '  volume spare',
    '    kind       ephemeral',
    '',
    '  public http',
    '    requests   host shop.example or www.shop.example',
    '               path /api/*',
    '               method GET or POST',
    '               header X-Version 1 or 2',
    '               query beta=yes or debug',
    '               from 192.0.2.0/24',
    '    to         web, port 8080, as http1 over TLS',
    '    health     GET /health on port 8080 gives 200',
    '               every 10 s within 5 s, well after 2, unwell after 3, forgiven for 5 s',
    '    drains     for 60 s',
    '    sticks     for 3600 s',
    '    sign-in    App/Users',
    '    priority   100',
    '',
    '  internal http',
    '    requests   all',
    '    to         proxy, port 9901, as http2',
    '    health     GET / gives 200-399',
    '               every 10 s within 5 s, well after 2, unwell after 3',
    '    drains     for 30 s',
    '',
  ]);
});

test('two workloads that differ in anything are described differently', () => {
  const { spec } = seal(complete, PRODUCTION);
  const original = text(spec);
  const changes = [...variations(spec, 'spec')];

  expect(changes.length).toBeGreaterThan(150);
  expect(changes.filter(({ value }) => text(value as WorkloadSpec) === original).map(({ path }) => path)).toEqual([]);
});

test('the same workload is described in the same words, whatever else the app has made tokens for', () => {
  const draft = () => workload({ containers: [main({ environment: { STACK: Aws.STACK_NAME }, image: NGINX })] });

  expect(described(draft())).toEqual(described(draft()));
  expect(described(draft()).join('\n')).toMatch(/STACK=<[A-Za-z:.]+>/);
});

test('what is decided at deployment is described by its kind', () => {
  const later = Lazy.number({ produce: () => 1 });
  const lines = described(workload({
    containers: [main({ ports: [{ port: later }], stopTimeout: Duration.seconds(later) })],
    size: { cpuUnits: later, memoryMiB: later },
    rollout: { kind: 'rolling', circuitBreaker: { threshold: { kind: 'percent', value: 25 } } },
  }));

  expect(lines).toEqual(expect.arrayContaining([
    '  size         <number> CPU units, <number> MiB memory, 20 GiB storage',
    '    port       port-1 <number>/tcp',
    '    stops      within <duration>',
    '               circuit breaker on, after 25 %, rolls back',
  ]));
});

test('a disk is described by what it costs to have it', () => {
  const disk = (given: object) => described(workload({
    volumes: [{ kind: 'disk', name: 'data', ...given }],
    containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
  }));

  expect(disk({ sizeGiB: 100 }).slice(-6)).toEqual([
    '    kind       disk',
    '    size       100 GiB',
    '    type       gp3',
    '    format     ext4',
    '    key        that of the platform',
    '',
  ]);
  expect(disk({ type: 'io2', iops: 500, snapshotId: 'snap-0a', format: 'xfs', encryptionKey: new Handle('App/Key', 0) })).toEqual(expect.arrayContaining([
    '    size       that of the snapshot',
    '    type       io2, 500 IOPS',
    '    content    snap-0a',
    '    key        App/Key',
  ]));
});

test.each<[string, VolumeDraft, string[]]>([
  ['files in memory', { kind: 'memory', name: 'data', sizeMiB: 64, mountOptions: ['noatime', 'exec'] }, ['kind       memory', 'size       64 MiB', 'options    noatime, exec']],
  ['a directory of the machine', { kind: 'hostPath', name: 'data', hostPath: '/var/log' }, ['kind       hostPath', 'path       /var/log']],
  ['a volume that Docker makes', { kind: 'driver', name: 'data', driverOptions: { size: '20' }, labels: { team: 'shop' }, scope: 'shared' }, [
    'kind       driver', 'driver     local', 'option     size=20', 'label      team=shop', 'lives      as long as the machine, and is made where it is missing',
  ]],
  ['the files of a bucket', { kind: 'bucket', name: 'data', bucket: new Handle('App/Media', 0), prefix: 'in/' }, [
    'kind       bucket', 'bucket     App/Media, in/', 'stored on  a file system of its own', 'directory  /data', 'owner      1000:1000, 0750',
  ]],
  ['a Windows share', { kind: 'windowsShare', name: 'data', fileSystemId: 'fs-0a', domain: 'corp', credentials: { kind: 'vault', secret: new Handle('App/Login', 0) } }, [
    'kind       windowsShare', 'stored on  fs-0a', 'directory  share', 'user       vault App/Login in corp',
  ]],
  ['a disk with a snapshot', { kind: 'disk', name: 'data', snapshotId: 'snap-0a', initializationMiB: 200 }, [
    'kind       disk', 'size       that of the snapshot', 'type       gp3', 'format     ext4', 'content    snap-0a, fetched at 200 MiB/s', 'key        that of the platform',
  ]],
])('%s is described by what it is', (_, volume, lines) => {
  const all = described(workload({
    runtime: volume.kind === 'windowsShare' ? { os: 'windows-server-2022-core' } : {},
    volumes: [volume],
    containers: [main({ mounts: [{ volume: 'data', path: volume.kind === 'windowsShare' ? 'C:\\data' : '/data', readOnly: false }] })],
  }));

  expect(all.slice(all.indexOf('  volume data') + 1, -1)).toEqual(lines.map(line => `    ${line}`));
});

test('the text is plain ASCII without blanks at the end of a line', () => {
  const lines = described(complete);

  expect(lines.filter(line => /[^\x20-\x7e]|\s$/.test(line))).toEqual([]);
});

import { Duration, Lazy } from 'aws-cdk-lib/core';
import { complete, ContainerDraft, DEFAULTS, describe as inWords, Handle, WorkloadDraft } from '../../src/model';
import { main, NGINX, PRODUCTION, sidecar, withExposure, withMain, workload } from '../wrong-inputs/wrong-input';

const completed = (draft: WorkloadDraft, defaults = PRODUCTION) => complete(draft, defaults);

describe('the main container', () => {
  const roles = (...containers: ContainerDraft[]) => completed(workload({ containers })).containers.map(({ role }) => role);

  test('is the first one, and the others are sidecars', () => {
    expect(roles(main(), sidecar('a'), sidecar('b'))).toEqual(['main', 'sidecar', 'sidecar']);
  });

  test('is the one that says so', () => {
    expect(roles(sidecar('a'), main({ role: 'main' }))).toEqual(['sidecar', 'main']);
  });
});

test('main containers and sidecars are essential, init containers are not', () => {
  const { containers } = completed(workload({ containers: [main(), sidecar('a'), sidecar('b', { role: 'init' })] }));

  expect(containers.map(({ essential }) => essential)).toEqual([true, true, false]);
});

describe('init containers', () => {
  const { containers } = completed(workload({
    containers: [
      main({ dependsOn: [{ container: 'second', condition: 'complete' }] }),
      sidecar('first', { role: 'init' }), sidecar('helper'), sidecar('second', { role: 'init' }),
    ],
  }));
  const waits = (name: string) => containers.find(container => container.name === name)!.dependsOn;

  test('are waited for by everybody else', () => {
    expect(waits('helper')).toEqual([{ container: 'first', condition: 'success' }, { container: 'second', condition: 'success' }]);
  });

  test('are waited for in the way that is asked for', () => {
    expect(waits('web')).toEqual([{ container: 'second', condition: 'complete' }, { container: 'first', condition: 'success' }]);
  });

  test('run one after the other', () => {
    expect([waits('first'), waits('second')]).toEqual([[], [{ container: 'first', condition: 'success' }]]);
  });
});

describe('security', () => {
  const security = (draft: WorkloadDraft) => {
    const { readOnlyRoot, initProcess, capabilities } = completed(draft).containers[0];
    return { readOnlyRoot, initProcess, ...capabilities };
  };

  test('is on', () => {
    expect(security(workload())).toEqual({ readOnlyRoot: true, initProcess: true, add: [], drop: ['ALL'] });
  });

  test('leaves a shell somewhere to write', () => {
    expect(security(workload({ exec: true }))).toEqual({ readOnlyRoot: false, initProcess: true, add: [], drop: ['ALL'] });
  });

  test('asks Windows for nothing that it does not know', () => {
    expect(security(workload({ runtime: { os: 'windows-server-2022-core' } }))).toEqual({ readOnlyRoot: false, initProcess: false, add: [], drop: [] });
  });

  test('is what was asked for', () => {
    expect(security({ ...withMain({ readOnlyRoot: true, initProcess: false, capabilities: { add: ['cap_chown'] } }), exec: true }))
      .toEqual({ readOnlyRoot: true, initProcess: false, add: ['CHOWN'], drop: ['ALL'] });
  });
});

describe('the size', () => {
  const size = (given: WorkloadDraft['size'], os: 'linux' | 'windows-server-2022-core' = 'linux') => {
    const { cpuUnits, memoryMiB } = completed(workload({ size: given, runtime: { os } })).size;
    return [cpuUnits, memoryMiB];
  };

  test.each([
    [undefined, [256, 512]],
    [{ cpuUnits: 1024 }, [1024, 2048]],
    [{ cpuUnits: 16384 }, [16384, 32768]],
    [{ memoryMiB: 512 }, [256, 512]],
    [{ memoryMiB: 2048 }, [256, 2048]],
    [{ memoryMiB: 3072 }, [512, 3072]],
    [{ memoryMiB: 30720 }, [4096, 30720]],
    [{ cpuUnits: 512, memoryMiB: 4096 }, [512, 4096]],
  ])('%p becomes %p', (given, expected) => {
    expect(size(given)).toEqual(expected);
  });

  test('is a whole virtual CPU at least on Windows', () => {
    expect(size(undefined, 'windows-server-2022-core')).toEqual([1024, 2048]);
  });

  test('can be left to the deployment', () => {
    const later = Lazy.number({ produce: () => 1024 });

    expect([size({ cpuUnits: later }), size({ memoryMiB: later })]).toEqual([[later, 512], [256, later]]);
  });

  test('has as many GPUs as the containers ask for', () => {
    expect(completed(workload({ containers: [main({ resources: { gpus: 1 } }), sidecar('a', { resources: { gpus: 2 } })] })).size.gpus).toBe(3);
  });
});

describe('an exposure', () => {
  const exposed = (...arguments_: Parameters<typeof withExposure>) => completed(withExposure(...arguments_)).exposures[0];

  test('goes to the first port of the main container', () => {
    expect(exposed({}, [sidecar('proxy', { ports: [{ port: 1 }] }), main({ role: 'main', ports: [{ port: 80 }, { port: 81 }] })]))
      .toMatchObject({ container: 'web', port: 80, protocol: 'http1', encrypted: false });
  });

  test('goes to the first port of the container it names', () => {
    expect(exposed({ container: 'proxy' }, [main(), sidecar('proxy', { ports: [{ port: 81 }] })])).toMatchObject({ container: 'proxy', port: 81 });
  });

  test('is up after twice ten seconds', () => {
    const { health } = exposed({});

    expect(health).toMatchObject({ kind: 'http', path: '/', successCodes: '200-399', failures: 3, successes: 2 });
    expect(health.interval.toSeconds() * health.successes).toBe(20);
  });

  test('keeps the rest of the health check when one part is said', () => {
    expect(exposed({ health: { path: '/up' } }).health).toMatchObject({ path: '/up', successCodes: '200-399' });
  });

  test('asks a gRPC server what any gRPC server answers', () => {
    expect(exposed({ protocol: 'grpc' }).health).toMatchObject({ path: '/AWS.ALB/healthcheck', successCodes: '0,12' });
  });
});

describe('names of ports', () => {
  const ports = (draft: WorkloadDraft) =>
    completed(draft).containers.flatMap(container => container.ports.map(({ name, application }) => [name, application]));

  test('http is the one that takes the traffic', () => {
    expect(ports(withExposure({}, [main({ ports: [{ port: 8080 }, { port: 9090 }] })]))).toEqual([['http', 'http'], ['port-9090', undefined]]);
  });

  test('without traffic there are only numbers', () => {
    expect(ports(workload())).toEqual([['port-8080', undefined]]);
  });

  test('a name that is taken is left to its owner', () => {
    expect(ports(withExposure({}, [main({ ports: [{ port: 8080 }, { port: 9090, name: 'http' }] })]))).toEqual([['port-8080', 'http'], ['http', undefined]]);
  });

  test('the port of another container that takes the traffic leaves the name http to whoever has it', () => {
    const draft = withExposure({ container: 'proxy' }, [
      main({ ports: [{ port: 8080, name: 'http' }] }), sidecar('proxy', { ports: [{ port: 9090 }] }),
    ]);
    expect(completed(draft).containers.map(container => container.ports.map(({ name }) => name))).toEqual([['http'], ['port-9090']]);
    expect(completed(draft).exposures[0]).toMatchObject({ container: 'proxy', port: 9090 });
  });

  test('nobody looks into what is encrypted', () => {
    expect(ports(withExposure({ encrypted: true }))).toEqual([['http', undefined]]);
  });

  test('a second exposed port speaks http, too, but is called by its number', () => {
    const draft = workload({
      containers: [main({ ports: [{ port: 80 }, { port: 81 }] })],
      exposures: [{ kind: 'http', audience: 'public' }, { kind: 'http', audience: 'internal', port: 81, protocol: 'http2' }],
    });

    expect(ports(draft)).toEqual([['http', 'http'], ['port-81', 'http2']]);
  });
});

describe('the count', () => {
  const scaling = (given: WorkloadDraft['scaling'], desiredCount = 2) => completed(workload({ scaling: given }), { ...PRODUCTION, desiredCount }).scaling;

  test('is that of the profile', () => {
    expect([scaling(undefined, 2), scaling({ kind: 'fixed' }, 3)]).toEqual([{ kind: 'fixed', count: 2 }, { kind: 'fixed', count: 3 }]);
  });

  test('ranges from that of the profile, following the CPU', () => {
    expect(scaling({ kind: 'range', max: 20, policies: [] })).toMatchObject({ min: 2, max: 20, policies: [{ kind: 'cpu', targetPercent: 60 }] });
  });

  test('never starts above its end', () => {
    expect([scaling({ kind: 'range', max: 1 }), scaling({ kind: 'range', min: 50 })]).toMatchObject([{ min: 1, max: 1 }, { min: 50, max: 50 }]);
  });

  test('follows only what it is told to follow', () => {
    expect(scaling({ kind: 'range', policies: [{ kind: 'memory', targetPercent: 70 }] })).toMatchObject({ policies: [{ kind: 'memory', targetPercent: 70 }] });
  });
});

describe('alarms', () => {
  const alarms = (draft: WorkloadDraft, on: boolean) => {
    const spec = completed(draft, { ...PRODUCTION, alarms: on });
    return [spec.alarms !== undefined, spec.rollout.alarms.kind];
  };

  test('are those of the profile, and watched by rollouts where there are some', () => {
    expect([alarms(workload(), true), alarms(workload(), false)]).toEqual([[true, 'default'], [false, 'none']]);
  });

  test('can be turned on and off for one workload', () => {
    expect([alarms(workload({ alarms: false }), true), alarms(workload({ alarms: true }), false)]).toEqual([[false, 'none'], [true, 'default']]);
  });

  test('are of every kind, at values that are usual', () => {
    expect(completed(workload({ alarms: true })).alarms).toEqual({
      errorPercent: 5,
      latency: Duration.seconds(5),
      unhealthy: true,
      noneHealthy: true,
      cpuPercent: 90,
      memoryPercent: 90,
      restarts: 3,
      tellWhenOver: false,
    });
  });

  test('are what one says, and none of the kinds that one does without', () => {
    const { alarms: spec } = completed(workload({
      alarms: { kind: 'standard', errorPercent: 1, restarts: 10, tellWhenOver: true, without: ['latency', 'cpu', 'memory', 'noneHealthy'] },
    }));
    expect(spec).toEqual({ errorPercent: 1, unhealthy: true, noneHealthy: false, restarts: 10, tellWhenOver: true, asked: { cpu: false } });
  });

  test.each<[string, Partial<WorkloadDraft>]>([
    ['has a queue', { queue: { source: { kind: 'made' } } }],
    ['follows the messages of a queue', { scaling: { kind: 'range', min: 0, max: 4, policies: [{ kind: 'backlog' }] } }],
    ['follows work of its own', { scaling: { kind: 'range', min: 0, max: 4, policies: [{ kind: 'metric', metric: new Handle('lag', {}), perCopy: 9 }] } }],
  ])('do not tell that a worker is busy, which %s, unless one says from where on', (_, given) => {
    const cpu = (draft: WorkloadDraft['alarms']) => completed(workload({ ...given, alarms: draft })).alarms?.cpuPercent;

    expect([cpu(true), cpu({ kind: 'standard' }), cpu({ kind: 'standard', cpuPercent: 95 })]).toEqual([undefined, undefined, 95]);
    expect(completed(workload({ ...given, alarms: true })).alarms).toMatchObject({ memoryPercent: 90, restarts: 3 });
    expect(inWords(completed(workload({ ...given, alarms: true })))).not.toContain('CPU at');
    expect(inWords(completed(workload({ ...given, alarms: { kind: 'standard', cpuPercent: 95 } })))).toContain('CPU at 95 % or more');
  });

  test('are not watched where none tells how users fare', () => {
    expect(alarms(workload({ alarms: { kind: 'standard', without: ['errors', 'latency', 'unhealthy'] } }), true)).toEqual([true, 'none']);
    expect(alarms(workload({ alarms: { kind: 'standard', without: ['errors', 'latency'] } }), true)).toEqual([true, 'default']);
  });
});

test('a shared volume keeps its data in a directory of its own name', () => {
  expect(completed(workload({ volumes: [{ kind: 'shared', name: 'data' }] })).volumes)
    .toEqual([{ kind: 'shared', name: 'data', directory: '/data', uid: 1000, gid: 1000, permissions: '0750' }]);
});

test('a disk is one for general purposes, as fast as its type is for free', () => {
  expect(completed(workload({ volumes: [{ kind: 'disk', name: 'data', sizeGiB: 20 }] })).volumes)
    .toEqual([{ kind: 'disk', name: 'data', sizeGiB: 20, type: 'gp3', format: 'ext4' }]);
});

test('a disk of a Windows copy is formatted for Windows', () => {
  expect(completed(workload({ runtime: { os: 'windows-server-2022-core' }, volumes: [{ kind: 'disk', name: 'data', sizeGiB: 20 }] })).volumes)
    .toMatchObject([{ format: 'ntfs' }]);
});

test('a volume that Docker makes goes with the copy, and one that stays is made where it is missing', () => {
  const volumes = (given: object) => completed(workload({ volumes: [{ kind: 'driver', name: 'data', ...given }] })).volumes;

  expect(volumes({})).toEqual([{ kind: 'driver', name: 'data', driver: 'local', scope: 'task', autoprovision: false, driverOptions: {}, labels: {} }]);
  expect(volumes({ scope: 'shared' })).toMatchObject([{ autoprovision: true }]);
});

test('the files of a bucket and of a Windows share are where nobody has to say it', () => {
  const bucket = new Handle('Media', {});
  const share = { kind: 'windowsShare', name: 'files', fileSystemId: 'fs-0a', domain: 'corp', credentials: { kind: 'parameter', parameter: bucket } } as const;

  expect(completed(workload({ volumes: [{ kind: 'bucket', name: 'media', bucket }, share] })).volumes)
    .toMatchObject([{ directory: '/media', uid: 1000, gid: 1000, permissions: '0750' }, { directory: 'share' }]);
});

test('logs are kept as long as the profile says', () => {
  expect(completed(workload(), { ...PRODUCTION, logRetentionDays: 7 }).logging).toEqual({ kind: 'group', retentionDays: 7, blocking: false, bufferMiB: 25 });
  expect(completed(workload({ logging: { kind: 'none' } })).logging).toEqual({ kind: 'none' });
});

test('a member that is undefined is a member that is missing', () => {
  const draft = withExposure(
    { port: undefined, health: { path: undefined }, match: { paths: undefined } },
    [main({ user: undefined, stopTimeout: undefined, probe: { kind: 'command', command: ['true'], interval: undefined } })],
  );

  expect(completed(draft)).toEqual(completed(withExposure({}, [main({ probe: { kind: 'command', command: ['true'] } })])));
  expect(Object.keys(completed(draft).containers[0])).not.toContain('user');
});

test('what was given wins over every default', () => {
  const given = { ...DEFAULTS.probe, interval: Duration.seconds(42), timeout: Duration.seconds(7), failures: 9, successes: 1 };

  expect(completed(withMain({ probe: { kind: 'command', command: ['true'], ...given } })).containers[0].probe).toMatchObject(given);
});

test('completing is pure: twice the same, in the order given, and the draft stays as it was', () => {
  const draft = workload({ containers: [main({ environment: { B: '1', A: '2' } }), sidecar('z'), sidecar('a')] });
  const before = JSON.stringify(draft);

  expect(completed(draft)).toEqual(completed(draft));
  expect(completed(draft).containers.map(({ name }) => name)).toEqual(['web', 'z', 'a']);
  expect(Object.keys(completed(draft).containers[0].environment)).toEqual(['B', 'A']);
  expect(JSON.stringify(draft)).toBe(before);
  expect(NGINX.reference).toBe(completed(draft).containers[0].image.kind === 'registry' ? NGINX.reference : undefined);
});

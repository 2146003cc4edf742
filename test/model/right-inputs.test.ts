import { Duration, Lazy, Token } from 'aws-cdk-lib/core';
import { ecsFindings } from '../../src/ecs/rules';
import { Handle, seal, WorkloadDraft } from '../../src/model';
import { main, NGINX, PRODUCTION, sidecar, withExposure, withMain, workload } from '../wrong-inputs/wrong-input';

function findings(draft: WorkloadDraft): string[] {
  const { spec, findings: own } = seal(draft, PRODUCTION);
  return [...own, ...ecsFindings(spec, { launchType: 'fargate' })].map(String);
}

function expectAccepted(draft: WorkloadDraft): void {
  expect(findings(draft)).toEqual([]);
}

const later = Lazy.number({ produce: () => 1 });
const laterText = Lazy.string({ produce: () => 'x' });

describe('what is right is accepted', () => {
  test('the smallest workload there is', () => expectAccepted(workload()));

  test('a workload that uses nearly everything at once', () => expectAccepted(workload({
    containers: [
      main({
        command: ['serve'],
        workingDirectory: '/app',
        user: '1000:1000',
        ports: [{ port: 8080 }, { name: 'stats', port: 8125, protocol: 'udp' }],
        environment: { LOG_LEVEL: 'info' },
        environmentFiles: [{ kind: 'file', file: 'settings.env' }],
        secrets: { DB_PASSWORD: { kind: 'vault', secret: new Handle('Db', 0), field: 'password' } },
        probe: { kind: 'command', command: ['curl', '-f', 'http://localhost:8080/'] },
        resources: { cpuUnits: 512, memoryLimitMiB: 1024 },
        ulimits: [{ name: 'nofile', soft: 1024, hard: -1 }],
        capabilities: { add: ['CAP_SYS_PTRACE'] },
        mounts: [{ volume: 'cache', path: '/tmp', readOnly: false }, { volume: 'data', path: '/data', readOnly: true }],
        stopTimeout: Duration.seconds(120),
      }),
      sidecar('migrate', { role: 'init' }),
      sidecar('proxy', { dependsOn: [{ container: 'web', condition: 'healthy' }] }),
    ],
    size: { cpuUnits: 1024 },
    runtime: { architecture: 'arm64' },
    volumes: [{ kind: 'ephemeral', name: 'cache' }, { kind: 'shared', name: 'data' }],
    scaling: { kind: 'range', min: 2, max: 10, policies: [{ kind: 'requests', perMinuteAndCopy: 500 }] },
    exposures: [{ kind: 'http', audience: 'public', match: { hostNames: ['shop.example'] } }, { kind: 'http', audience: 'internal' }],
    permissions: [new Handle('s3', 0)],
  })));

  test.each([
    'nginx', 'nginx:1.29', 'library/nginx', 'localhost/app:dev', 'localhost:5000/app', 'ghcr.io/a/b/c:v1.2.3_x-y', 'REGISTRY.example:443/app',
    `nginx:1.29@sha256:${'a'.repeat(64)}`, 'a__b/c--d.e', '123456789012.dkr.ecr.eu-central-1.amazonaws.com/app:1',
  ])('image %s, where tags may move', reference =>
    expectAccepted({ ...withMain({ image: { kind: 'registry', reference } }), pinnedImages: false }));

  test.each([
    'nginx:1.29', 'ghcr.io/shop/latest:2026.11', `nginx@sha256:${'a'.repeat(64)}`, `nginx:latest@sha256:${'a'.repeat(64)}`, 'localhost:5000/app:7',
    'ghcr.io/shop/web:deadbeef',
  ])('image %s, where they may not', reference => expectAccepted(withMain({ image: { kind: 'registry', reference } })));

  test.each([
    ['TOKEN_URL', 'https://auth.example/token'], ['SECRET_NAME', 'shop/db'], ['DB_SECRET_ARN', 'x'], ['PASSWORD_FILE', '/run/secrets/db'],
    ['PRIVATE_KEY_PATH', '/etc/key'], ['AWS_ACCESS_KEY_ID', 'x'], ['MAX_TOKENS', '4096'], ['TOKENIZER', 'bpe'], ['BYPASS_CACHE', 'no'], ['PWD', '/app'],
    ['OLDPWD', '/'], ['PASSWORD_MIN_LENGTH', '12'], ['ALLOW_EMPTY_PASSWORD', 'yes'], ['KEY', 'name'], ['PUBLIC_KEY', 'ssh-ed25519'], ['PARTITION_KEY', 'id'],
    ['SECRET', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:x'], ['DB_PASSWORD', ''], ['DATABASE_URL', 'postgres://db/shop'],
    ['TOKEN_TTL', '60'], ['PASSENGER_COUNT', '4'], ['COMPASS', 'north'], ['SECRETARY', 'Jane'],
  ])('variable %s=%s is no secret', (name, value) => expectAccepted(withMain({ environment: { [name]: value } })));

  test.each([
    'cron(0 8 ? * MON-FRI *)', 'cron(*/15 0-6,22 L * ? *)', 'cron(0 0 1W JAN,jul ? 2030-2035)', 'cron(0 0 ? * 2#1 *)', 'rate(1 minute)', 'rate(90 days)',
    'at(2030-01-31T08:00:00)',
  ])('schedule %s', expression => expectAccepted(workload({
    scaling: { kind: 'range', policies: [{ kind: 'schedule', name: 's', expression, timeZone: 'UTC', min: 1 }] },
  })));

  test.each(['Europe/Berlin', 'UTC', 'Etc/UTC', 'US/Pacific', 'GMT', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires'])('time zone %s', timeZone =>
    expectAccepted(workload({ scaling: { kind: 'range', policies: [{ kind: 'schedule', name: 's', expression: 'rate(1 day)', timeZone, min: 1 }] } })));

  test('a range from zero that a schedule wakes', () => expectAccepted(workload({
    scaling: { kind: 'range', min: 0, max: 4, policies: [{ kind: 'schedule', name: 'day', expression: 'rate(1 day)', timeZone: 'UTC', min: 1 }] },
  })));

  test('one port for tcp and udp', () => expectAccepted(withMain({ ports: [{ port: 53, name: 'tcp' }, { port: 53, name: 'udp', protocol: 'udp' }] })));

  test('exposures that differ in audience only, or in what they match only', () => expectAccepted(workload({
    exposures: [
      { kind: 'http', audience: 'public' }, { kind: 'http', audience: 'internal' }, { kind: 'http', audience: 'public', match: { paths: ['/a'] } },
    ],
  })));

  test.each(['200-499', '200', '200,204,301-302'])('success codes %s', successCodes => expectAccepted(withExposure({ health: { successCodes } })));

  test.each(['0', '0-99', '0,12', '0-9'])('success codes %s of gRPC', successCodes => expectAccepted(withExposure({ protocol: 'grpc', health: { successCodes } })));

  test('gRPC with the defaults', () => expectAccepted(withExposure({ protocol: 'grpc' })));

  test('Windows with the defaults', () => expectAccepted(workload({ runtime: { os: 'windows-server-2022-core' } })));

  test('a shell with the defaults', () => expectAccepted(workload({ exec: true })));

  test('a circuit breaker that is off', () => expectAccepted(workload({ rollout: { kind: 'rolling', circuitBreaker: { enabled: false } } })));

  test('a workload with no copies', () => expectAccepted(workload({ scaling: { kind: 'fixed', count: 0 } })));

  test('a copy that is stopped before the next one starts', () => expectAccepted(workload({
    scaling: { kind: 'fixed', count: 1 }, rollout: { kind: 'rolling', minHealthyPercent: 0, maxHealthyPercent: 100 },
  })));
});

describe('what is decided at deployment is not judged', () => {
  test.each<[string, WorkloadDraft]>([
    ['image', withMain({ image: { kind: 'registry', reference: `${laterText} with blanks` } })],
    ['tag', withMain({ image: { kind: 'repository', repository: new Handle('r', 0), tag: `-${laterText}` } })],
    ['user', withMain({ user: `${laterText}::` })],
    ['directory', withMain({ workingDirectory: laterText })],
    ['port', withExposure({}, [main({ ports: [{ port: later }] })])],
    ['size', workload({ size: { cpuUnits: later, memoryMiB: later, ephemeralStorageGiB: later } })],
    ['memory alone', workload({ size: { cpuUnits: 512, memoryMiB: later } })],
    ['count', workload({ scaling: { kind: 'fixed', count: later } })],
    ['bounds', workload({ scaling: { kind: 'range', min: later, max: later } })],
    ['interval', withMain({ probe: { kind: 'command', command: ['true'], interval: Duration.seconds(later) } })],
    ['health', withExposure({ health: { path: laterText, interval: Duration.seconds(later), failures: later }, drainTime: Duration.seconds(later) })],
    ['stop timeout', withMain({ stopTimeout: Duration.seconds(later) })],
    ['percentages', workload({ rollout: { kind: 'rolling', minHealthyPercent: later, maxHealthyPercent: later } })],
    ['retention', workload({ logging: { kind: 'group', retentionDays: later } })],
    ['schedule', workload({ scaling: { kind: 'range', policies: [{ kind: 'schedule', name: 's', expression: laterText, timeZone: laterText, min: later }] } })],
  ])('%s', (_, draft) => expectAccepted(draft));

  test('but the name of a variable says that it is a secret, whatever its value will be', () => {
    expect(findings(withMain({ environment: { DB_PASSWORD: laterText } }))).toEqual([expect.stringContaining('SecretInPlainEnvironment')]);
  });

  test('the test means tokens', () => {
    expect([later, laterText].every(value => Token.isUnresolved(value))).toBe(true);
  });
});

describe('nothing makes the checks stumble', () => {
  const weird: [string, unknown][] = [
    ['nothing at all', {}],
    ['no containers', { name: 'a', containers: [], exposures: [{ kind: 'http', audience: 'public' }] }],
    ['a container without a name or an image', { name: 'a', containers: [{}] }],
    ['only init containers', { name: 'a', containers: [{ name: 'x', image: NGINX, role: 'init' }] }],
    ['numbers that are none', { name: 'a', containers: [main({ ports: [{ port: NaN }] })], size: { cpuUnits: NaN, memoryMiB: Infinity } }],
    ['variables that are no text', { name: 'a', containers: [main({ environment: { A: 5, B: null, C: true } as never })] }],
    ['members that are undefined', { name: 'a', containers: [main({ ports: undefined, probe: undefined, user: undefined })], size: undefined, rollout: undefined }],
  ];

  test.each(weird)('%s', (_, draft) => {
    expect(() => findings(draft as WorkloadDraft)).not.toThrow();
  });

  test('a workload without containers is told so once, not in ten ways', () => {
    const draft = { name: 'a', containers: [], exposures: [{ kind: 'http', audience: 'public' }] } as WorkloadDraft;

    expect(seal(draft, PRODUCTION).findings.map(({ code }) => code)).toEqual(['NoContainers']);
  });
});

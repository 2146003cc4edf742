/** DaemonService as a front-end: what its own options come to, before any platform makes something of it. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { Capacity, Logging, Probe, RolloutAlarms, TransportProtocol } from '../../src/vocabulary';
import { DaemonService, DaemonServiceProps } from '../../src/workloads';
import { ground, NGINX, refusals } from '../ecs/support';

const managed = () => Capacity.managedInstances({ name: 'general' });

function daemon(id: string, props: Partial<DaemonServiceProps> = {}): DaemonService {
  const on = ground();
  return new DaemonService(on.stack, id, { platform: on.platform({ capacity: [managed()] }), image: NGINX, ...props });
}

test('is called what its id says, like any workload', () => {
  expect(daemon('LogAgent').workloadName).toBe('log-agent');
  expect(daemon('LogAgent', { workloadName: 'logs' }).workloadName).toBe('logs');
});

test('tells people everything about itself, down to the last default', () => {
  expect(daemon('Agent').describe().split('\n').slice(0, 8)).toEqual([
    'workload agent',
    '  runs         linux on x86_64',
    '  size         256 CPU units, 512 MiB memory, 20 GiB storage',
    '  copies       one on each machine',
    '  logs         group of its own, 90 days, non-blocking, buffer 25 MiB',
    '  rollout      rolling, 0 % stay healthy, 100 % may run',
    '               circuit breaker on, rolls back',
    '               watches no alarms',
  ]);
});

test('has ports, a probe and logs of its own', () => {
  const text = daemon('Agent', {
    ports: [{ port: 8125, protocol: TransportProtocol.UDP }], probe: Probe.command(['true'], { startPeriod: Duration.seconds(30) }), logging: Logging.none(),
  }).describe();

  expect(text).toContain('8125');
  expect(text).toContain('"true"');
  expect(text).toContain('logs         not kept');
});

test('is held to the rules of all workloads', () => {
  expect(refusals(() => daemon('Agent', { ports: [{ port: 0 }], environment: { DB_PASSWORD: 'secret' } }))).toEqual([
    'PortOutOfRange containers.agent.ports.port-0.port', 'SecretInPlainEnvironment containers.agent.environment.DB_PASSWORD',
  ]);
});

test('needs alarms where it is told to watch some', () => {
  expect(refusals(() => daemon('Agent', { rollout: { alarms: RolloutAlarms.of() } }))).toHaveLength(1);
});

test('takes no notice of shares, because each instance gets a copy', () => {
  const on = ground();
  const general = managed();
  const platform = on.platform({ capacity: [general] });

  expect(() => new DaemonService(on.stack, 'Agent', { platform, image: NGINX, ecs: { capacity: [general.withShare({ weight: 3, base: 2 })] } })).not.toThrow();
});

test('offers nothing that would be refused of every daemon', () => {
  // These do not compile, which is the point: the options are not there.
  const refusedAnywhere: (keyof DaemonServiceProps)[] = [
    // @ts-expect-error there are no copies to count
    'desiredCount',
    // @ts-expect-error there are no copies to scale
    'scaling',
    // @ts-expect-error nothing leads to a daemon
    'exposures',
    // @ts-expect-error alarms are about exposures
    'alarms',
  ];
  // @ts-expect-error the scheduler of daemons decides alone
  const ecsOptions: DaemonServiceProps['ecs'] = { placementStrategies: [ecs.PlacementStrategy.randomly()] };

  expect([refusedAnywhere.length, ecsOptions]).toBeTruthy();
});

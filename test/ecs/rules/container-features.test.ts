import { ecsFindings } from '../../../src/ecs/rules';
import { CONTAINER_FEATURES } from '../../../src/ecs/rules/container-features';
import { seal } from '../../../src/model';
import { main, PRODUCTION, workload } from '../../wrong-inputs/wrong-input';

const NOWHERE_ON_MANAGED_INSTANCES = main({
  ports: [],
  names: { hostname: 'shop', dnsServers: ['10.0.0.2'], searchDomains: ['example.com'], extraHosts: { db: '10.0.0.9' } },
  labels: { team: 'orders' },
  linux: { sharedMemoryMiB: 64, maxSwapMiB: 0 },
});

test.each([['a service', {}], ['a managed daemon', { scaling: { kind: 'perInstance' } as const }]])('what Managed Instances lack is said once of %s', (_, given) => {
  const { spec } = seal(workload({ ...given, containers: [NOWHERE_ON_MANAGED_INSTANCES] }), PRODUCTION);

  expect(ecsFindings(spec, { launchType: 'managedInstances' }).map(({ code, path }) => `${code} ${path}`)).toEqual([
    'LaunchTypeHasNot containers.web.linux.sharedMemory',
    'LaunchTypeHasNot containers.web.linux.maxSwap',
    'LaunchTypeHasNot containers.web.nameResolution.hostname',
    'LaunchTypeHasNot containers.web.nameResolution.dnsServers',
    'LaunchTypeHasNot containers.web.nameResolution.dnsSearchDomains',
    'LaunchTypeHasNot containers.web.nameResolution.extraHosts',
    'LaunchTypeHasNot containers.web.dockerLabels',
  ]);
});

test('no feature is nowhere, and none of Linux alone is said to be on Windows', () => {
  expect(CONTAINER_FEATURES.filter(({ has, windows }) => has.length + windows.length === 0).map(({ option }) => option)).toEqual([]);
  expect(CONTAINER_FEATURES.filter(({ ofLinux, windows }) => ofLinux && windows.length > 0).map(({ option }) => option)).toEqual([]);
});

/** What ECS refuses about the ways in which a workload is found. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Token } from 'aws-cdk-lib/core';
import { finding, Finding } from '../../findings';
import { CloudMapSpec, DiscoverySpec, hasLoadBalancer, LatticeSpec, ServiceConnectSpec, WorkloadSpec } from '../../model';
import { Capacity } from '../../vocabulary';
import { LaunchType } from '../launch-type';
import { keepsOutput } from '../logging';
import { hasOwnAddress, networkModeOf } from '../task-network';
import { recordOf } from './cloud-map';
import { latticePort } from './lattice';
import { checkName, discoveryName } from './names';
import { tcpPorts } from './parts';
import { withoutProxy } from './proxy';

/** Where a workload runs, as far as it matters to how it is found. */
interface Where {
  readonly launchType: LaunchType;
  readonly mode: ecs.NetworkMode;
  readonly capacity: readonly Capacity[];
}

/** What a workload of this platform would be refused for. */
export function checkDiscovery(spec: WorkloadSpec, launchType: LaunchType, capacity: readonly Capacity[]): Finding[] {
  const where = { launchType, capacity, mode: networkModeOf(spec, launchType) };
  return spec.discovery.flatMap((way, index) => {
    const path = `discovery[${index}]`;
    if (spec.rollout.kind === 'codeDeploy') {
      return [finding('CodeDeployFindsNobody', path, { way: way.kind })];
    }
    return [...checkWay(way, path, spec, where), ...checkRollout(way, path, spec)];
  });
}

/** Private zones have the names of zones. */
export function checkPrivateNamespace(given: string | undefined, path: string): Finding[] {
  if (given === undefined || Token.isUnresolved(given) || (given.length <= 253 && given.split('.').every(label => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)))) {
    return [];
  }
  const nearest = given.toLowerCase().split('.').map(label => label.replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63)).filter(Boolean).join('.');
  return [finding('PrivateNamespaceMalformed', path, { given, nearest: nearest || 'platform.internal' })];
}

function checkWay(way: DiscoverySpec, path: string, spec: WorkloadSpec, where: Where): Finding[] {
  switch (way.kind) {
    case 'serviceConnect': return checkServiceConnect(way, path, spec, where);
    case 'cloudMap': return checkCloudMap(way, path, spec, where);
    case 'lattice': return checkLattice(way, path, spec, where);
  }
}

function checkServiceConnect(way: ServiceConnectSpec, path: string, spec: WorkloadSpec, { launchType, mode, capacity }: Where): Finding[] {
  const { endpoints, tls, requestTimeout, accessLogs } = way;
  const lacking = withoutProxy(spec, launchType, mode, capacity);
  const ports = tcpPorts(spec).filter(({ port }) => endpoints.some(endpoint => endpoint.port === port));
  return [
    ...lacking ? [finding('DiscoveryMissing', path, { way: way.kind, on: lacking })] : [],
    ...ports.flatMap(port => checkName('discovery', discoveryName(spec, port), 'workloadName')),
    ...endpoints.flatMap(({ name }, index) => name === spec.name ? [] : checkName('alias', name, `${path}.endpoints[${index}].dnsName`)),
    ...tls && !Token.isUnresolved(tls.authorityArn) && !/^arn:[^:]+:acm-pca:[^:]+:\d{12}:certificate-authority\/.+$/.test(tls.authorityArn)
      ? [finding('AuthorityMalformed', `${path}.tls.certificateAuthorityArn`, { given: tls.authorityArn })] : [],
    ...tls && hasLoadBalancer(spec) ? [finding('TlsBehindLoadBalancer', `${path}.tls`, {})] : [],
    ...requestTimeout ? ports.filter(({ application }) => application === undefined)
      .map(({ port }) => finding('RequestTimeoutNeedsHttp', `${path}.perRequestTimeout`, { port })) : [],
    ...accessLogs && !keepsOutput(spec.logging) ? [finding('AccessLogsWithoutLogs', `${path}.accessLogs`, {})] : [],
  ];
}

function checkCloudMap(way: CloudMapSpec, path: string, spec: WorkloadSpec, { launchType, mode }: Where): Finding[] {
  if (launchType === 'external') {
    return [finding('DiscoveryMissing', path, { way: way.kind, on: 'on external machines' })];
  }
  if (mode === ecs.NetworkMode.NONE || mode === ecs.NetworkMode.NAT) {
    return [finding('DiscoveryMissing', path, { way: way.kind, on: `in the network mode '${mode}'` })];
  }
  const record = recordOf(way, mode);
  return [
    ...checkName('record', spec.name, 'workloadName'),
    ...record === 'A' && !hasOwnAddress(mode) ? [finding('RecordOfOtherNetwork', `${path}.recordType`, { record, mode, instead: 'SRV' })] : [],
  ];
}

function checkLattice(way: LatticeSpec, path: string, spec: WorkloadSpec, { launchType, mode }: Where): Finding[] {
  const port = latticePort(spec, way);
  return [
    ...launchType === 'external' ? [finding('DiscoveryMissing', path, { way: way.kind, on: 'on external machines' })]
      : hasOwnAddress(mode) ? [] : [finding('LatticeNeedsAddresses', path, { mode })],
    ...port && port.application === undefined ? [finding('LatticeSpeaksHttp', `${path}.port`, { port: port.port })] : [],
  ];
}

/** Proxies move traffic from version to version. A record in DNS leads to both, and target groups of Lattice would need a second one. */
function checkRollout(way: DiscoverySpec, path: string, spec: WorkloadSpec): Finding[] {
  const { rollout } = spec;
  if (rollout.kind !== 'shifting') {
    return [];
  }
  if (way.kind !== 'serviceConnect') {
    return [finding('DiscoveryRollsOnly', path, { way: way.kind })];
  }
  const { testTraffic } = rollout;
  if (!testTraffic || hasLoadBalancer(spec)) {
    return [];
  }
  const plain = tcpPorts(spec)
    .filter(({ port, application }) => !application && way.endpoints.some(endpoint => endpoint.port === port));
  return testTraffic.kind === 'header' ? plain.map(({ port }) => finding('ShiftBetweenProxiesNeedsHttp', 'rollout.testTraffic', { port }))
    : [finding('TestTrafficByHeaderOnly', 'rollout.testTraffic', {})];
}

import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration } from 'aws-cdk-lib/core';
import { DiscoveryDraft, EndpointDraft, Handle, WorkloadDraft } from '../../../src/model';
import { Capacity } from '../../../src/vocabulary';
import { main, NONE, Place, refuses, renders, Row, service } from '../matrix';

const AUTHORITY = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d';

function found(way: DiscoveryDraft): Partial<WorkloadDraft> {
  return { containers: [main({ ports: [{ port: 8080, application: 'http' }] })], discovery: [way] };
}

function mesh(given: Omit<Extract<DiscoveryDraft, { kind: 'serviceConnect' }>, 'kind'> = {}): Partial<WorkloadDraft> {
  return found({ kind: 'serviceConnect', ...given });
}

function endpoint(given: Omit<EndpointDraft, 'port'>): Partial<WorkloadDraft> {
  return mesh({ endpoints: [{ port: 8080, ...given }] });
}

/** What the proxies are told. */
function proxies(properties: object) {
  return service({ ServiceConnectConfiguration: Match.objectLike(properties) });
}

function offered(properties: object) {
  return proxies({ Services: [Match.objectLike(properties)] });
}

const prefixList = ({ stack }: Place) => new Handle('prefix list', ec2.PrefixList.fromPrefixListId(stack, 'Lattice', 'pl-0123456789abcdef0'));

function lattice(given: Omit<Extract<DiscoveryDraft, { kind: 'lattice' }>, 'kind' | 'prefixList'> = {}) {
  return (on: Place) => found({ kind: 'lattice', prefixList: prefixList(on), ...given });
}

/** How others find a workload by its name. */
export const DISCOVERY: readonly Row[] = [
  {
    feature: 'a name that nobody asked for',
    covers: ['workload.discovery'],
    given: {},
    ecs: service({ ServiceConnectConfiguration: Match.absent(), ServiceRegistries: Match.absent() }),
    eks: renders({ Service: {} }),
  },
  {
    feature: 'a name in Service Connect, which is a Service on EKS',
    covers: ['discovery.serviceConnect', 'discovery.endpoints', 'endpoint.port'],
    given: mesh(),
    ecs: offered({ PortName: 'port-8080', DiscoveryName: 'shop', ClientAliases: [{ Port: 8080, DnsName: 'shop' }] }),
    eks: renders({ Service: { spec: Match.objectLike({ type: 'ClusterIP' }) } }),
  },
  {
    feature: 'another name and port for others',
    covers: ['endpoint.name', 'endpoint.clientPort'],
    given: endpoint({ name: 'market', clientPort: 80 }),
    ecs: offered({ DiscoveryName: 'shop', ClientAliases: [{ Port: 80, DnsName: 'market' }] }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a port of the proxy',
    covers: ['endpoint.ingressPort'],
    given: endpoint({ ingressPort: 15000 }),
    ecs: offered({ IngressPortOverride: 15000 }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'TLS between proxies',
    covers: ['discovery.tls', 'tls.authorityArn'],
    given: mesh({ tls: { authorityArn: AUTHORITY } }),
    ecs: offered({ Tls: Match.objectLike({ IssuerCertificateAuthority: { AwsPcaAuthorityArn: AUTHORITY } }) }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a key for the private keys of TLS',
    covers: ['tls.key'],
    given: on => mesh({
      tls: { authorityArn: AUTHORITY, key: new Handle('key', kms.Key.fromKeyArn(on.stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1')) },
    }),
    ecs: offered({ Tls: Match.objectLike({ KmsKey: 'arn:aws:kms:eu-west-1:111122223333:key/1' }) }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'an end to connections that are silent',
    covers: ['discovery.idleTimeout'],
    given: mesh({ idleTimeout: Duration.minutes(1) }),
    ecs: offered({ Timeout: { IdleTimeoutSeconds: 60 } }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'an end to requests',
    covers: ['discovery.requestTimeout'],
    given: mesh({ requestTimeout: Duration.seconds(5) }),
    ecs: offered({ Timeout: { PerRequestTimeoutSeconds: 5 } }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a line for each request',
    covers: ['discovery.accessLogs', 'discovery.logQueryParameters'],
    given: mesh({ accessLogs: 'json', logQueryParameters: true }),
    ecs: proxies({ AccessLogConfiguration: { Format: 'JSON', IncludeQueryParameters: 'ENABLED' } }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a canary between proxies',
    covers: ['discovery.serviceConnect', 'rollout.shifting', 'test.header'],
    given: { ...mesh(), rollout: { kind: 'shifting', shift: { kind: 'canary' }, testTraffic: { kind: 'header', name: 'x-test', value: '1' } } },
    ecs: offered({ ClientAliases: [Match.objectLike({ TestTrafficRules: { Header: { Name: 'x-test', Value: { Exact: '1' } } } })] }),
    eks: refuses('EksShiftNeedsExposure', 'EksRolloutIsNotTested'),
  },
  {
    feature: 'a name in DNS',
    covers: ['discovery.cloudMap', 'discovery.ttl'],
    given: found({ kind: 'cloudMap', ttl: Duration.seconds(60) }),
    ecs: renders({
      'AWS::ServiceDiscovery::Service': { Name: 'shop', DnsConfig: Match.objectLike({ DnsRecords: [{ TTL: 60, Type: 'A' }] }) },
      'AWS::ECS::Service': { ServiceRegistries: [{ RegistryArn: Match.anyValue() }], ServiceConnectConfiguration: Match.absent() },
    }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a name in DNS that tells ports',
    covers: ['discovery.record', 'discovery.port'],
    given: found({ kind: 'cloudMap', record: 'SRV', port: 8080 }),
    ecs: renders({
      'AWS::ServiceDiscovery::Service': { DnsConfig: Match.objectLike({ DnsRecords: [{ TTL: 10, Type: 'SRV' }] }) },
      'AWS::ECS::Service': { ServiceRegistries: [Match.objectLike({ ContainerName: 'shop', ContainerPort: 8080 })] },
    }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a name in DNS for tasks without addresses',
    covers: ['discovery.cloudMap'],
    capacity: () => Capacity.ec2({ name: 'general' }),
    ecsOptions: { networkMode: ecs.NetworkMode.BRIDGE },
    given: found({ kind: 'cloudMap' }),
    ecs: renders({ 'AWS::ServiceDiscovery::Service': { DnsConfig: Match.objectLike({ DnsRecords: [{ TTL: 10, Type: 'SRV' }] }) } }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a service of VPC Lattice',
    covers: ['discovery.lattice', 'discovery.prefixList', 'discovery.healthPath', 'discovery.port'],
    given: lattice({ port: 8080, healthPath: '/health' }),
    ecs: renders({
      'AWS::VpcLattice::TargetGroup': { Config: Match.objectLike({ Port: 8080, HealthCheck: Match.objectLike({ Path: '/health' }) }) },
      'AWS::VpcLattice::Service': { AuthType: 'AWS_IAM' },
      'AWS::VpcLattice::AuthPolicy': {},
      'AWS::ECS::Service': { VpcLatticeConfigurations: [Match.objectLike({ PortName: 'port-8080' })] },
    }),
    eks: refuses('EksFindsByService'),
  },
  {
    feature: 'a service of VPC Lattice that lets in everybody',
    covers: ['discovery.openBecause'],
    given: lattice({ openBecause: 'The catalogue is public.' }),
    ecs: renders({ 'AWS::VpcLattice::Service': { AuthType: 'NONE' }, 'AWS::VpcLattice::AuthPolicy': NONE }),
    eks: refuses('EksFindsByService'),
  },
];

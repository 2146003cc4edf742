import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { wrongOnEks } from './eks';
import { main, workload, WrongInput } from './wrong-input';
import { EcsPlatform } from '../../src/ecs';
import { Code } from '../../src/findings';
import { AccessLogFormat, BackendProtocol, Capacity, Discovery, DnsRecord, Logging, Rollout, ServiceConnectOptions, TestTraffic } from '../../src/vocabulary';
import { BackendService, BackendServiceProps } from '../../src/workloads';
import { DraftWorkload, Ground, ground, NGINX, refused } from '../ecs/support';

type Props = Partial<BackendServiceProps>;

const AUTHORITY = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d';
const BRIDGE = { capacity: [Capacity.ec2({ name: 'general' })], networkMode: ecs.NetworkMode.BRIDGE };

function backend(on: Ground, props: Props = {}, platform = on.platform(), id = 'Orders', scope: Stack = on.stack): BackendService {
  return new BackendService(scope, id, { platform, image: NGINX, port: 8080, ...props });
}

function wrong(code: Code, path: string, remedy: string, act: (on: Ground) => unknown): WrongInput {
  return { code, path, remedy, findings: () => refused(() => act(ground())) };
}

/** A backend that is found in a wrong way. */
function wrongWay(code: Code, path: string, remedy: string, props: Props | ((on: Ground) => Props)): WrongInput {
  return wrong(code, path, remedy, on => backend(on, typeof props === 'function' ? props(on) : props));
}

function mesh(options: ServiceConnectOptions, more: Props = {}): Props {
  return { ...more, discovery: [Discovery.serviceConnect(options)] };
}

const LIST = (on: Ground) => ec2.PrefixList.fromPrefixListId(on.stack, `List${on.stack.node.children.length}`, 'pl-0123456789abcdef0');

const lattice = (on: Ground, more: Props = {}, options: { readonly unauthenticatedBecause?: string; readonly healthPath?: string } = {}): Props => ({
  ...more, discovery: [Discovery.lattice({ prefixList: LIST(on), ...options })],
});

const EXPOSED = { audience: 'public', kind: 'http' } as const;

/** Mistakes about how workloads find each other by name. */
export const DISCOVERY_MISTAKES: readonly WrongInput[] = [
  wrongWay('DiscoveryTwice', 'discovery[1]', 'list it once', { discovery: [Discovery.cloudMap(), Discovery.cloudMap()] }),
  wrongWay('DiscoveryPortUnknown', 'discovery[0].endpoints[0].port', 'name 8080', mesh({ endpoints: [{ port: 1 }] })),
  wrongWay('EndpointTwice', 'discovery[0].endpoints[1]', 'another dnsName or clientPort',
    mesh({ endpoints: [{ port: 8080, clientPort: 80 }, { port: 9090, clientPort: 80 }] }, { additionalPorts: [{ port: 9090 }] })),
  wrongWay('DiscoveryNameMalformed', 'workloadName', 'call it \'orders\'', mesh({}, { workloadName: 'Orders' })),
  wrongWay('DiscoveryNameMalformed', 'workloadName', `call it '${'o'.repeat(63)}'`, { workloadName: 'o'.repeat(64), discovery: [Discovery.cloudMap()] }),
  wrongWay('DiscoveryNameMalformed', 'discovery[0].endpoints[0].dnsName', 'call it \'orders-api\'', mesh({ endpoints: [{ port: 8080, dnsName: 'Orders API' }] })),
  wrongWay('AuthorityMalformed', 'discovery[0].tls.certificateAuthorityArn', 'pass an ARN', mesh({ tls: { certificateAuthorityArn: '' } })),
  wrong('TlsBehindLoadBalancer', 'discovery[0].tls', 'leave `tls` out', on => new DraftWorkload(on.stack, 'Orders', on.platform(), {
    name: 'orders',
    containers: [{ name: 'orders', image: NGINX._toSpec(), ports: [{ port: 8080 }] }],
    exposures: [EXPOSED],
    discovery: [{ kind: 'serviceConnect', tls: { authorityArn: AUTHORITY } }],
  })),
  wrongWay('RequestTimeoutNeedsHttp', 'discovery[0].perRequestTimeout', 'idleTimeout instead',
    mesh({ perRequestTimeout: Duration.seconds(5) }, { protocol: BackendProtocol.TCP })),
  wrongWay('AccessLogsWithoutLogs', 'discovery[0].accessLogs', 'a log group', mesh({ accessLogs: AccessLogFormat.JSON }, { logging: Logging.none() })),
  wrongWay('OutOfRange', 'discovery[0].ttl', 'choose 2 s', { discovery: [Discovery.cloudMap({ ttl: Duration.millis(1500) })] }),
  wrongWay('RecordOfOtherNetwork', 'discovery[0].recordType', 'leave recordType out',
    { ecs: BRIDGE, discovery: [Discovery.cloudMap({ recordType: DnsRecord.A })] }),
  wrongWay('DiscoveryMissing', 'discovery[0]', 'an internal exposure', mesh({}, { ecs: { capacity: [Capacity.external({ name: 'warehouse' })] } })),
  wrongWay('DiscoveryMissing', 'discovery[0]', 'an internal exposure',
    { ecs: { capacity: [Capacity.external({ name: 'warehouse' })] }, discovery: [Discovery.cloudMap()] }),
  wrongWay('LatticeNeedsAddresses', 'discovery[0]', 'AWS_VPC', on => lattice(on, { ecs: BRIDGE })),
  wrongWay('LatticeSpeaksHttp', 'discovery[0].port', 'say the protocol', on => lattice(on, { protocol: BackendProtocol.TCP })),
  wrongWay('LatticeReasonMissing', 'discovery[0].unauthenticatedBecause', 'say in unauthenticatedBecause',
    on => lattice(on, {}, { unauthenticatedBecause: ' ' })),
  wrongWay('LatticeHealthPathMalformed', 'discovery[0].healthPath', 'write \'/health\'', on => lattice(on, {}, { healthPath: 'health' })),
  wrong('VpcInOtherServiceNetwork', 'serviceNetworkIdentifier', 'pass its id to both platforms', on => {
    const { network } = backend(on, lattice(on)).platform as EcsPlatform;
    new BackendService(on.stack, 'Bills', {
      platform: new EcsPlatform(on.stack, 'Other', { network }), image: NGINX, port: 8080, discovery: [Discovery.lattice({ prefixList: LIST(on) })],
    });
  }),
  wrongWay('DiscoveryRollsOnly', 'discovery[0]', 'Rollout.rolling()', { rollout: Rollout.blueGreen(), discovery: [Discovery.cloudMap()] }),
  wrong('CodeDeployFindsNobody', 'discovery[0]', 'an internal exposure', on => new DraftWorkload(on.stack, 'Orders', on.platform(), {
    name: 'orders',
    containers: [{ name: 'orders', image: NGINX._toSpec(), ports: [{ port: 8080 }] }],
    exposures: [EXPOSED],
    rollout: { kind: 'codeDeploy' },
    discovery: [{ kind: 'cloudMap' }],
  })),
  wrongWay('ShiftBetweenProxiesNeedsHttp', 'rollout.testTraffic', 'leave testTraffic out',
    mesh({}, { protocol: BackendProtocol.TCP, rollout: Rollout.blueGreen({ testTraffic: TestTraffic.header('x-test', '1') }) })),
  wrongWay('TestTrafficByHeaderOnly', 'rollout.testTraffic', 'TestTraffic.header()',
    mesh({}, { rollout: Rollout.blueGreen({ testTraffic: TestTraffic.paths('/test/*') }) })),
  wrong('PortNotOffered', 'connectTo.port', 'connect to port 8080', on => {
    const platform = on.platform();
    backend(on, {}, platform, 'Shop').connectTo(backend(on, {}, platform), { port: 1234 });
  }),
  wrong('ConnectedInCircle', 'connectTo', 'put both into one stack', on => {
    const platform = on.platform();
    const props = lattice(on);
    const [back, front] = ['Back', 'Front'].map(id => backend(on, props, platform, id, new Stack(on.scope, id)));
    front.connectTo(back);
    back.connectTo(front);
  }),
  wrong('PrivateNamespaceMalformed', 'privateDnsNamespaceName', 'write \'shop-internal\'', on => on.platform({ privateDnsNamespaceName: 'Shop Internal' })),
  wrongOnEks('EksFindsByService', 'discovery[0]', 'leave it out', workload({ containers: [main()], discovery: [{ kind: 'cloudMap' }] })),
];

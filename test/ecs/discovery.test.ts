import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { DraftWorkload, Ground, ground, NGINX, only, PLAIN, RECOMMENDED, refusals, resources, service, statementsOf, templates } from './support';
import { EcsPlatform, EcsPlatformProps, EcsWorkload } from '../../src/ecs';
import { Workload } from '../../src/platform';
import { AccessLogFormat, BackendProtocol, Capacity, Discovery, Exposure, NetworkListener, Rollout, TestTraffic } from '../../src/vocabulary';
import { BackendService, BackendServiceProps, NetworkService } from '../../src/workloads';

const AUTHORITY = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d';

function backend(scope: Stack, id: string, platform: EcsPlatform, props: Partial<BackendServiceProps> = {}): BackendService {
  return new BackendService(scope, id, { platform, image: NGINX, port: 8080, ...props });
}

/** A shop that may connect to a backend called orders. */
function scene(props: Partial<BackendServiceProps> | ((on: Ground) => Partial<BackendServiceProps>) = {}, platformProps: EcsPlatformProps = {}) {
  const on = ground();
  const platform = on.platform(platformProps);
  const orders = backend(on.stack, 'Orders', platform, typeof props === 'function' ? props(on) : props);
  return { ...on, ecsPlatform: platform, orders, shop: service(on.stack, 'Shop', platform, { exposures: [] }) };
}

function job(scope: Stack, platform: EcsPlatform, id = 'Report'): DraftWorkload {
  return new DraftWorkload(scope, id, platform, {
    name: id.toLowerCase(), containers: [{ name: id.toLowerCase(), image: NGINX._toSpec() }], job: { trigger: { kind: 'request' } },
  });
}

function meshOf(template: Template, name: string): any {
  return Object.entries(template.findResources('AWS::ECS::Service')).find(([id]) => id.startsWith(name))![1].Properties.ServiceConnectConfiguration;
}

function variables(workload: Workload): Record<string, unknown> {
  const definition = workload.placement.node.findChild('TaskDefinition') as ecs.TaskDefinition;
  const [{ environment }] = Stack.of(workload).resolve((definition.node.defaultChild as ecs.CfnTaskDefinition).containerDefinitions);
  return Object.fromEntries((environment ?? []).map(({ name, value }: any) => [name, value]));
}

function doors(template: Template): string[] {
  return resources(template, 'AWS::EC2::SecurityGroupIngress').map(({ Description, FromPort }) => `${Description} ${FromPort}`);
}

const prefixList = ({ stack }: Ground) => ec2.PrefixList.fromPrefixListId(stack, 'Lattice', 'pl-0123456789abcdef0');

describe('a backend that says nothing about how it is found', () => {
  test('has no load balancer, and no proxy until somebody connects', () => {
    const { stack } = scene();
    const template = Template.fromStack(stack);

    template.resourceCountIs('AWS::ElasticLoadBalancingV2::TargetGroup', 0);
    expect(meshOf(template, 'Orders')).toBeUndefined();
  });

  test('is found through Service Connect by those who connect', () => {
    const { stack, shop, orders } = scene();
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(meshOf(template, 'Orders').Services).toEqual([
      { PortName: 'http', DiscoveryName: 'orders', ClientAliases: [{ Port: 8080, DnsName: 'orders' }] },
    ]);
    expect(variables(shop)).toMatchObject({ ORDERS_URL: 'http://orders:8080' });
    expect(doors(template)).toEqual(['to orders 8080']);
  });
});

describe('several ports', () => {
  const PORTS: Partial<BackendServiceProps> = {
    protocol: BackendProtocol.GRPC, additionalPorts: [{ port: 9090, name: 'admin' }, { port: 5432, protocol: BackendProtocol.TCP }],
  };

  test('each have a name in the namespace and a variable of their own', () => {
    const { stack, shop, orders } = scene(PORTS);
    shop.connectTo(orders);
    shop.connectTo(orders, { port: 9090 });
    shop.connectTo(orders, { port: 5432, environmentVariable: 'DATABASE' });
    const template = Template.fromStack(stack);

    expect(variables(shop)).toEqual({ ORDERS_URL: 'grpc://orders:8080', ORDERS_ADMIN_URL: 'http://orders:9090', DATABASE: 'tcp://orders:5432' });
    expect(meshOf(template, 'Orders').Services.map(({ DiscoveryName, PortName }: any) => [DiscoveryName, PortName]))
      .toEqual([['orders', 'grpc'], ['orders-admin', 'admin'], ['orders-port-5432', 'port-5432']]);
    expect(doors(template).sort()).toEqual(['to orders 5432', 'to orders 8080', 'to orders 9090']);
  });

  test('are offered only when somebody asks for them, or all at once when the workload says so', () => {
    const asked = scene(PORTS);
    asked.shop.connectTo(asked.orders, { port: 9090 });
    expect(meshOf(Template.fromStack(asked.stack), 'Orders').Services).toHaveLength(1);

    const said = scene({ ...PORTS, discovery: [Discovery.serviceConnect()] });
    expect(meshOf(Template.fromStack(said.stack), 'Orders').Services).toHaveLength(3);
  });

  test('that the workload does not have are refused with those that it has', () => {
    const { shop, orders } = scene(PORTS);

    expect(refusals(() => shop.connectTo(orders, { port: 1234 }))).toEqual(['PortNotOffered connectTo.port']);
    expect(() => shop.connectTo(orders, { port: 1234 })).toThrow(/connect to port 8080 or 9090 or 5432/);
  });
});

describe('Service Connect', () => {
  test('encrypts with certificates of one authority, kept under the platform\'s key, by a role that may do nothing else', () => {
    const { stack, shop, orders } = scene({ discovery: [Discovery.serviceConnect({ tls: { certificateAuthorityArn: AUTHORITY } })] });
    shop.connectTo(orders);
    const template = Template.fromStack(stack);
    const [{ Tls }] = meshOf(template, 'Orders').Services;

    expect(Tls).toEqual({
      IssuerCertificateAuthority: { AwsPcaAuthorityArn: AUTHORITY },
      KmsKey: { 'Fn::GetAtt': [expect.stringMatching(/^Platform/), 'Arn'] },
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^OrdersServiceConnectRole/), 'Arn'] },
    });
    const statements = statementsOf(template, 'OrdersServiceConnectRole');
    expect(statements.filter(({ Action }) => JSON.stringify(Action).includes('acm-pca')).map(({ Resource }) => Resource)).toEqual([AUTHORITY, AUTHORITY]);
    expect(statements.filter(({ Resource }) => Resource === '*')).toEqual([]);
    expect(statements.filter(({ Action }) => JSON.stringify(Action).includes('secretsmanager')).every(({ Condition }) => Condition.StringEquals)).toBe(true);
    // The program speaks to the proxy beside it, in plain text.
    expect(variables(shop)).toEqual({ ORDERS_URL: 'http://orders:8080' });
    expect(EcsWorkload.of(orders).serviceConnectRole).toBeDefined();
  });

  test('takes a key of one\'s own', () => {
    const { stack } = scene(on => ({
      discovery: [Discovery.serviceConnect({ tls: { certificateAuthorityArn: AUTHORITY, encryptionKey: new kms.Key(on.stack, 'Own') } })],
    }));
    const template = Template.fromStack(stack);

    expect(meshOf(template, 'Orders').Services[0].Tls.KmsKey).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Own/), 'Arn'] });
    expect(statementsOf(template, 'OrdersServiceConnectRole').find(({ Action }) => Action.includes('kms:Decrypt'))!.Resource)
      .toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Own/), 'Arn'] });
  });

  test('ends what takes too long, writes what was asked, and answers to other names and ports', () => {
    const { stack, shop, orders } = scene({
      discovery: [Discovery.serviceConnect({
        idleTimeout: Duration.minutes(2),
        perRequestTimeout: Duration.seconds(0),
        accessLogs: AccessLogFormat.JSON,
        endpoints: [{ port: 8080, dnsName: 'orders.internal', clientPort: 80, ingressPortOverride: 15000 }],
      })],
    });
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(meshOf(template, 'Orders')).toMatchObject({
      AccessLogConfiguration: { Format: 'JSON', IncludeQueryParameters: 'DISABLED' },
      Services: [{
        ClientAliases: [{ Port: 80, DnsName: 'orders.internal' }],
        IngressPortOverride: 15000,
        Timeout: { IdleTimeoutSeconds: 120, PerRequestTimeoutSeconds: 0 },
      }],
    });
    expect(variables(shop)).toEqual({ ORDERS_URL: 'http://orders.internal:80' });
    expect(doors(template)).toEqual(['to orders.internal 15000']);
  });

  test('opens a port of the machine where the workload says which, and else those that Docker may choose', () => {
    const general = Capacity.ec2({ name: 'general' });
    const given = (ingressPortOverride?: number): Partial<BackendServiceProps> => ({
      ecs: { capacity: [general], networkMode: ecs.NetworkMode.BRIDGE },
      discovery: [Discovery.serviceConnect({ endpoints: [{ port: 8080, ingressPortOverride }] })],
    });
    const fixed = scene(given(15000));
    fixed.shop.connectTo(fixed.orders);
    expect(doors(Template.fromStack(fixed.stack))).toEqual(['to orders 15000']);

    const dynamic = scene(given());
    dynamic.shop.connectTo(dynamic.orders);
    expect(doors(Template.fromStack(dynamic.stack))).toEqual(['to orders 32768']);
  });

  test('moves traffic to a new version by itself, and tells who tests it by a header', () => {
    const { stack } = scene({
      rollout: Rollout.canary({ testTraffic: TestTraffic.header('x-test', 'green') }), discovery: [Discovery.serviceConnect()],
    });
    const template = Template.fromStack(stack);

    expect(meshOf(template, 'Orders').Services[0].ClientAliases).toEqual([
      { Port: 8080, DnsName: 'orders', TestTrafficRules: { Header: { Name: 'x-test', Value: { Exact: 'green' } } } },
    ]);
    const orders = Object.values(template.findResources('AWS::ECS::Service')).find(({ Properties }) => Properties.DeploymentConfiguration.Strategy)!;
    expect(orders.Properties.DeploymentConfiguration.Strategy).toBe('CANARY');
    expect(orders.Properties.LoadBalancers ?? []).toEqual([]);
  });

  test('is not enough for a rollout in steps when nobody has asked for it', () => {
    expect(refusals(() => scene({ rollout: Rollout.canary() }))).toContain('NoTrafficToShift rollout');
  });
});

describe('Cloud Map', () => {
  const FOUND: Partial<BackendServiceProps> = { discovery: [Discovery.cloudMap({ ttl: Duration.seconds(30) })] };

  test('enters the tasks into a private zone that the platform makes once', () => {
    const { stack, shop, orders, ecsPlatform } = scene(FOUND);
    backend(stack, 'Mail', ecsPlatform, FOUND);
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(only(template, 'AWS::ServiceDiscovery::PrivateDnsNamespace')).toMatchObject({ Name: 'shop-platform.internal', Vpc: 'vpc-0123456789abcdef0' });
    expect(resources(template, 'AWS::ServiceDiscovery::Service').find(({ Name }) => Name === 'orders')).toMatchObject({
      DnsConfig: { DnsRecords: [{ TTL: 30, Type: 'A' }], RoutingPolicy: 'MULTIVALUE' }, HealthCheckCustomConfig: { FailureThreshold: 1 },
    });
    const registered = Object.values(template.findResources('AWS::ECS::Service')).filter(({ Properties }) => Properties.ServiceRegistries);
    expect(registered).toHaveLength(2);
    expect(variables(shop)).toEqual({ ORDERS_URL: 'http://orders.shop-platform.internal:8080' });
    expect(doors(template)).toEqual(['to orders.shop-platform.internal 8080']);
    expect(meshOf(template, 'Shop')).toBeUndefined();
    expect(ecsPlatform.privateDnsNamespace).toBeDefined();
  });

  test('lets jobs in, which know nothing of Service Connect', () => {
    const { stack, ecsPlatform, orders, shop } = scene({ discovery: [Discovery.serviceConnect(), Discovery.cloudMap()] });
    const report = job(stack, ecsPlatform);
    report.connectTo(orders);
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(variables(report)).toEqual({ ORDERS_URL: 'http://orders.shop-platform.internal:8080' });
    expect(variables(shop)).toEqual({ ORDERS_URL: 'http://orders:8080' });
    expect(doors(template).sort()).toEqual(['to orders 8080', 'to orders.shop-platform.internal 8080']);
  });

  test('tells ports where tasks share the address of their machine, which an URL has no place for', () => {
    const { stack, shop, orders } = scene({
      ecs: { capacity: [Capacity.ec2({ name: 'general' })], networkMode: ecs.NetworkMode.BRIDGE }, discovery: [Discovery.cloudMap()],
    }, { privateDnsNamespaceName: 'shop.example' });
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(only(template, 'AWS::ServiceDiscovery::Service').DnsConfig.DnsRecords).toEqual([{ TTL: 10, Type: 'SRV' }]);
    const [registry] = Object.values(template.findResources('AWS::ECS::Service')).flatMap(({ Properties }) => Properties.ServiceRegistries ?? []);
    expect(registry).toMatchObject({ ContainerName: 'orders', ContainerPort: 8080 });
    expect(variables(shop)).toEqual({ ORDERS_SRV: 'orders.shop.example' });
  });

  test.each([['weak', { flags: RECOMMENDED }], ['strong', PLAIN]])('goes both ways between stacks without a circle, with %s references', (_, setting) => {
    const on = ground(setting);
    const platform = on.platform();
    const back = backend(new Stack(on.scope, 'Back'), 'Orders', platform, FOUND);
    const front = backend(new Stack(on.scope, 'Front'), 'Shop', platform, FOUND);
    front.connectTo(back);
    back.connectTo(front);
    job(new Stack(on.scope, 'Jobs'), platform).connectTo(back);

    expect(() => templates(on)).not.toThrow();
  });
});

describe('VPC Lattice', () => {
  const found = (on: Ground): Partial<BackendServiceProps> => ({ discovery: [Discovery.lattice({ prefixList: prefixList(on), healthPath: '/health' })] });

  test('stands in front of the tasks, in a service network that the platform makes once', () => {
    const { stack, shop, orders, ecsPlatform } = scene(found);
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(only(template, 'AWS::VpcLattice::TargetGroup')).toMatchObject({
      Type: 'IP', Config: { Port: 8080, Protocol: 'HTTP', ProtocolVersion: 'HTTP1', VpcIdentifier: 'vpc-0123456789abcdef0', HealthCheck: { Path: '/health' } },
    });
    expect(only(template, 'AWS::VpcLattice::Listener')).toMatchObject({ Protocol: 'HTTPS', Port: 443 });
    template.resourceCountIs('AWS::VpcLattice::ServiceNetwork', 1);
    template.resourceCountIs('AWS::VpcLattice::ServiceNetworkVpcAssociation', 1);
    const [registered] = Object.values(template.findResources('AWS::ECS::Service')).flatMap(({ Properties }) => Properties.VpcLatticeConfigurations ?? []);
    expect(registered).toMatchObject({ PortName: 'http', TargetGroupArn: { 'Fn::GetAtt': [expect.stringMatching(/^OrdersLatticeTargetGroup/), 'Arn'] } });
    expect(ecsPlatform.serviceNetwork).toBeDefined();
    expect(EcsWorkload.of(orders).latticeService).toBeDefined();
    expect(JSON.stringify(variables(shop).ORDERS_URL)).toMatch(/https:\/\/.*OrdersLatticeService.*DnsEntry\.DomainName.*:443/);
  });

  test('is in one service network with other platforms of the VPC, in whichever stack they are', () => {
    const on = ground();
    const shared = new vpclattice.CfnServiceNetwork(on.stack, 'Shared').attrId;
    const others = new Stack(on.scope, 'Others');
    const list = prefixList(on);
    const one = backend(on.stack, 'Orders', on.platform({ serviceNetworkIdentifier: shared }), { discovery: [Discovery.lattice({ prefixList: list })] });
    const second = new EcsPlatform(others, 'Second', { network: one.platform.network, serviceNetworkIdentifier: shared });
    const bills = backend(others, 'Bills', second, { discovery: [Discovery.lattice({ prefixList: list })] });
    backend(others, 'Shop', second).connectTo(bills);

    const all = templates(on);
    expect(all.flatMap(template => resources(template, 'AWS::VpcLattice::ServiceNetwork'))).toHaveLength(1);
    expect(all.flatMap(template => resources(template, 'AWS::VpcLattice::ServiceNetworkVpcAssociation'))).toHaveLength(1);
    expect(all.flatMap(template => resources(template, 'AWS::VpcLattice::ServiceNetworkServiceAssociation'))).toHaveLength(2);
    expect(second.serviceNetwork).toBeUndefined();
  });

  test('lets in Lattice at the tasks, callers at Lattice, and asks callers who they are', () => {
    const { stack, shop, orders } = scene(found);
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(doors(template).sort()).toEqual(['from VPC Lattice 8080', 'to orders 443']);
    expect(resources(template, 'AWS::EC2::SecurityGroupIngress').map(({ SourcePrefixListId }) => SourcePrefixListId).filter(Boolean))
      .toEqual(['pl-0123456789abcdef0']);
    expect(only(template, 'AWS::VpcLattice::Service').AuthType).toBe('AWS_IAM');
    expect(only(template, 'AWS::VpcLattice::AuthPolicy').Policy.Statement[0].Principal.AWS).toBeDefined();
    expect(statementsOf(template, 'ShopTaskRole').map(({ Action }) => Action)).toEqual(['vpc-lattice-svcs:Invoke']);
    expect(statementsOf(template, 'OrdersLatticeRole').filter(({ Resource }) => Resource === '*').map(({ Action }) => Action))
      .toEqual([['ec2:DescribeInstances', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs']]);
  });

  test('asks nobody when there is a reason not to', () => {
    const { stack, shop, orders } = scene(on => ({
      protocol: BackendProtocol.GRPC, discovery: [Discovery.lattice({ prefixList: prefixList(on), unauthenticatedBecause: 'The catalogue is public.' })],
    }));
    shop.connectTo(orders);
    const template = Template.fromStack(stack);

    expect(only(template, 'AWS::VpcLattice::Service').AuthType).toBe('NONE');
    template.resourceCountIs('AWS::VpcLattice::AuthPolicy', 0);
    expect(only(template, 'AWS::VpcLattice::TargetGroup').Config.ProtocolVersion).toBe('GRPC');
    expect(JSON.stringify(variables(shop).ORDERS_URL)).toContain('grpcs://');
  });

  test.each([['weak', { flags: RECOMMENDED }], ['strong', PLAIN]])('may be in another stack than who calls, with %s references', (_, setting) => {
    const on = ground(setting);
    const platform = on.platform();
    const orders = backend(new Stack(on.scope, 'Back'), 'Orders', platform, found(on));
    const front = new Stack(on.scope, 'Front');
    service(front, 'Web', platform, { exposures: [] }).connectTo(orders);

    expect(() => templates(on)).not.toThrow();
    expect(doors(Template.fromStack(front))).toEqual(['to orders 443']);
  });

  test('cannot be mutual between stacks, because addresses are known after the deployment only', () => {
    const on = ground();
    const platform = on.platform();
    const list = prefixList(on);
    const back = backend(new Stack(on.scope, 'Back'), 'Orders', platform, { discovery: [Discovery.lattice({ prefixList: list })] });
    const front = backend(new Stack(on.scope, 'Front'), 'Shop', platform, { discovery: [Discovery.lattice({ prefixList: list })] });
    front.connectTo(back);

    expect(refusals(() => back.connectTo(front))).toEqual(['ConnectedInCircle connectTo']);
  });
});

test('a network service is reached past its load balancer, and reaches others', () => {
  const { stack, ecsPlatform, shop, orders } = scene();
  const broker = new NetworkService(stack, 'Broker', {
    platform: ecsPlatform, image: NGINX, listeners: [NetworkListener.tcp({ port: 1883 }), NetworkListener.tcp({ port: 8883 })],
  });
  shop.connectTo(broker);
  shop.connectTo(broker, { port: 8883 });
  broker.connectTo(orders);
  const template = Template.fromStack(stack);

  expect(Object.values(variables(shop))).toEqual(['tcp://broker:1883', 'tcp://broker:8883']);
  expect(variables(broker)).toEqual({ ORDERS_URL: 'http://orders:8080' });
  expect(meshOf(template, 'Broker').Services).toHaveLength(2);
});

describe('a job', () => {
  test('reaches what an internal load balancer leads to', () => {
    const on = ground();
    const platform = on.platform();
    const orders = service(on.stack, 'Orders', platform, { exposures: [Exposure.internal()] });
    const report = job(on.stack, platform);
    report.connectTo(orders);

    expect(variables(report)).toEqual({ ORDERS_URL: 'https://orders-internal.example.com/' });
    expect(() => templates(on)).not.toThrow();
  });

  test('is refused where only Service Connect knows the name', () => {
    const { stack, ecsPlatform, orders } = scene();

    expect(refusals(() => job(stack, ecsPlatform).connectTo(orders))).toEqual(['JobKnowsNoNames connectTo']);
  });
});

describe('what proxies count', () => {
  const dimensions = (metric: { dimensions?: Record<string, unknown> }) => Object.keys(metric.dimensions ?? {}).sort();

  test('is that of this service alone where requests arrive, and of the name where they are sent', () => {
    const { orders, shop } = scene({ additionalPorts: [{ port: 9090, name: 'admin' }] });
    const workload = EcsWorkload.of(orders);

    expect(dimensions(workload.metricServiceConnect('RequestCount'))).toEqual(['ClusterName', 'DiscoveryName', 'ServiceName']);
    expect(workload.metricServiceConnect('TargetResponseTime').dimensions).toEqual({ TargetDiscoveryName: 'orders' });
    expect(workload.metricServiceConnect('HTTPCode_Target_5XX_Count', { port: 9090 }).dimensions).toEqual({ TargetDiscoveryName: 'orders-admin' });
    expect(dimensions(workload.metricServiceConnect('TargetResponseTime', { caller: shop }))).toEqual(['ClusterName', 'ServiceName', 'TargetDiscoveryName']);
    expect(workload.metricServiceConnect('RequestCount')).toMatchObject({ statistic: 'Sum', namespace: 'AWS/ECS' });
    expect(workload.metricServiceConnect('TargetResponseTime', { statistic: 'p99' })).toMatchObject({ statistic: 'p99' });
  });

  test('is nothing where there is no name', () => {
    const { orders } = scene();

    expect(refusals(() => EcsWorkload.of(orders).metricServiceConnect('RequestCount', { port: 1 }))).toEqual(['PortNotOffered port']);
  });
});

describe('the dashboard', () => {
  const boards = (stack: Stack) => JSON.stringify(resources(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard'));

  test('shows what proxies count of each port, once it has a name', () => {
    expect(boards(scene().stack)).not.toContain('connections to port');

    const connected = scene({ additionalPorts: [{ port: 5432, protocol: BackendProtocol.TCP }] });
    connected.shop.connectTo(connected.orders);
    connected.shop.connectTo(connected.orders, { environmentVariable: 'AGAIN' });
    connected.shop.connectTo(connected.orders, { port: 5432 });
    const shown = boards(connected.stack);
    expect(shown.match(/# orders: connections to port 8080/g)).toHaveLength(1);
    expect(shown.match(/# orders-port-5432: connections to port 5432/g)).toHaveLength(1);
    // Plain TCP has no requests.
    expect(shown.match(/HTTPCode_Target_5XX_Count/g)).toHaveLength(1);
  });
});

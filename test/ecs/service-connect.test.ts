import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import { Stack } from 'aws-cdk-lib/core';
import { Ground, ground, PLAIN, RECOMMENDED, refusals, resources, service, templates } from './support';
import { EcsWorkload } from '../../src/ecs';
import { WebService } from '../../src/workloads';

const STRENGTHS = [['weak', { flags: RECOMMENDED }], ['strong', PLAIN]] as const;

function serviceOf(template: Template, name: string) {
  return Object.values(template.findResources('AWS::ECS::Service'))
    .find(({ Properties }) => Properties.TaskDefinition.Ref?.startsWith(name))!;
}

/** The rules that let one workload in at another, as `to from` pairs of logical ids. */
function rules(template: Template): string[] {
  return resources(template, 'AWS::EC2::SecurityGroupIngress').map(({ Description, FromPort }) => `${Description} ${FromPort}`);
}

function variables(workload: WebService): Record<string, unknown> {
  const definition = EcsWorkload.of(workload).taskDefinition;
  const [{ environment }] = Stack.of(workload).resolve((definition.node.defaultChild as ecs.CfnTaskDefinition).containerDefinitions);
  return Object.fromEntries((environment ?? []).map(({ name, value }: any) => [name, value]));
}

function pair(on: Ground, other: Stack = on.stack) {
  const platform = on.platform();
  return { shop: service(on.stack, 'Shop', platform, { exposures: [] }), orders: service(other, 'Orders', platform, { exposures: [], port: 9090 }) };
}

describe('a connection in one stack', () => {
  test('gives the other one a name, this one its address, and opens that one port', () => {
    const on = ground();
    const { shop, orders } = pair(on);
    shop.connectTo(orders);
    const [template] = templates(on);

    expect(serviceOf(template, 'Orders').Properties.ServiceConnectConfiguration).toEqual({
      Enabled: true,
      Namespace: { 'Fn::GetAtt': [expect.stringMatching(/Namespace/), 'Arn'] },
      Services: [{ PortName: 'http', DiscoveryName: 'orders', ClientAliases: [{ Port: 9090, DnsName: 'orders' }] }],
      LogConfiguration: {
        LogDriver: 'awslogs',
        Options: {
          'awslogs-group': { Ref: expect.stringMatching(/^OrdersLogGroup/) },
          'awslogs-region': { Ref: 'AWS::Region' },
          'awslogs-stream-prefix': 'orders-proxy',
          'mode': 'non-blocking',
          'max-buffer-size': '25m',
        },
      },
    });
    expect(serviceOf(template, 'Shop').Properties.ServiceConnectConfiguration)
      .toEqual({ Enabled: true, Namespace: expect.anything(), LogConfiguration: expect.anything() });
    expect(variables(shop)).toEqual({ ORDERS_URL: 'http://orders:9090' });
    expect(rules(template)).toEqual(['to orders 9090']);
    expect(shop.describe()).toContain('ORDERS_URL');
  });

  test('has the other one start first, because tasks only know the names that existed when they started', () => {
    const on = ground();
    const { shop, orders } = pair(on);
    shop.connectTo(orders);
    const [template] = templates(on);

    expect(serviceOf(template, 'Shop').DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^OrdersService/)]));
    expect(serviceOf(template, 'Orders').DependsOn ?? []).not.toEqual(expect.arrayContaining([expect.stringMatching(/^ShopService/)]));
  });

  test('may be mutual: then one of the two is first', () => {
    const on = ground();
    const { shop, orders } = pair(on);
    shop.connectTo(orders);
    orders.connectTo(shop);
    const [template] = templates(on);

    expect(rules(template).sort()).toEqual(['to orders 9090', 'to shop 8080']);
    expect(variables(orders)).toEqual({ SHOP_URL: 'http://shop:8080' });
    expect(serviceOf(template, 'Shop').Properties.ServiceConnectConfiguration.Services).toHaveLength(1);
  });

  test('may go round three', () => {
    const on = ground();
    const { shop, orders } = pair(on);
    const mail = service(on.stack, 'Mail', orders.platform, { exposures: [] });
    shop.connectTo(orders);
    orders.connectTo(mail);
    mail.connectTo(shop);

    expect(() => templates(on)).not.toThrow();
    expect(rules(Template.fromStack(on.stack))).toHaveLength(3);
  });

  test('may be made to the workload itself', () => {
    const on = ground();
    const { shop } = pair(on);
    shop.connectTo(shop);

    expect(() => templates(on)).not.toThrow();
    expect(variables(shop)).toEqual({ SHOP_URL: 'http://shop:8080' });
  });

  test('lets the variable be called otherwise', () => {
    const on = ground();
    const { shop, orders } = pair(on);
    shop.connectTo(orders, { environmentVariable: 'BACKEND' });

    expect(variables(shop)).toEqual({ BACKEND: 'http://orders:9090' });
  });

  test('is open to others than workloads, who use the network side alone', () => {
    const on = ground();
    const { orders } = pair(on);
    const bastion = ec2.SecurityGroup.fromSecurityGroupId(on.stack, 'Bastion', 'sg-0123456789abcdef0', { mutable: false });
    orders.connections.allowDefaultPortFrom(bastion, 'from the bastion');

    expect(rules(Template.fromStack(on.stack))).toEqual(['from the bastion 9090']);
  });
});

describe.each(STRENGTHS)('a connection between stacks, with %s references', (_, setting) => {
  test('has the stack of the other one go first', () => {
    const on = ground(setting);
    const back = new Stack(on.scope, 'Back');
    const front = new Stack(on.scope, 'Front');
    const platform = on.platform();
    const orders = service(back, 'Orders', platform, { exposures: [], port: 9090 });
    const shop = service(front, 'Web', platform, { exposures: [] });
    shop.connectTo(orders);
    templates(on);

    expect(front.dependencies.map(({ node }) => node.id)).toContain('Back');
    expect(back.dependencies.map(({ node }) => node.id)).not.toContain('Front');
    expect(rules(Template.fromStack(front))).toEqual(['to orders 9090']);
  });

  test('may be mutual without a circle', () => {
    const on = ground(setting);
    const back = new Stack(on.scope, 'Back');
    const front = new Stack(on.scope, 'Front');
    const platform = on.platform();
    const orders = service(back, 'Orders', platform, { exposures: [], port: 9090 });
    const shop = service(front, 'Web', platform, { exposures: [] });
    shop.connectTo(orders);
    orders.connectTo(shop);

    expect(() => templates(on)).not.toThrow();
    expect(rules(Template.fromStack(front))).toEqual(['to orders 9090', 'to web 8080']);
  });

  test('may cross between two stacks of several workloads each', () => {
    const on = ground(setting);
    const back = new Stack(on.scope, 'Back');
    const front = new Stack(on.scope, 'Front');
    const platform = on.platform();
    const [a, b] = ['A', 'B'].map(id => service(front, id, platform, { exposures: [] }));
    const [c, d] = ['C', 'D'].map(id => service(back, id, platform, { exposures: [] }));
    a.connectTo(c);
    d.connectTo(b);

    expect(() => templates(on)).not.toThrow();
  });

  test('may lead from a workload beside the platform to one in another stack', () => {
    const on = ground(setting);
    const { shop, orders } = pair(on, new Stack(on.scope, 'Back'));
    shop.connectTo(orders);

    expect(() => templates(on)).not.toThrow();
    expect(variables(shop)).toEqual({ ORDERS_URL: 'http://orders:9090' });
  });
});

describe('no connection', () => {
  test('leaves Service Connect off: it costs a proxy in each task', () => {
    const on = ground();
    pair(on);

    resources(Template.fromStack(on.stack), 'AWS::ECS::Service').forEach(properties => expect(properties.ServiceConnectConfiguration).toBeUndefined());
  });

  test('can be made across platforms', () => {
    const on = ground();
    const shop = service(on.stack, 'Shop', on.platform(), { exposures: [] });
    const orders = service(on.stack, 'Orders', on.platform({}, 'Other'), { exposures: [] });

    expect(refusals(() => shop.connectTo(orders))).toEqual(['ConnectedAcrossPlatforms connectTo']);
  });

  test('can be made twice, or to two of the same name', () => {
    const on = ground();
    const { shop, orders } = pair(on);
    const again = service(on.stack, 'Again', orders.platform, { exposures: [], workloadName: 'orders' });
    shop.connectTo(orders);

    expect(refusals(() => shop.connectTo(orders))).toEqual(['VariableTaken environment.ORDERS_URL']);
    expect(refusals(() => shop.connectTo(again, { environmentVariable: 'OTHER' }))).toEqual(['NameOffered workloadName']);
  });

  test('can be made on a cluster without a namespace', () => {
    const on = ground();
    const platform = on.platform({ cluster: ecs.Cluster.fromClusterAttributes(on.stack, 'Cluster', { clusterName: 'shop', vpc: on.vpc }) });
    const shop = service(on.stack, 'Shop', platform, { exposures: [] });
    const orders = service(on.stack, 'Orders', platform, { exposures: [] });

    expect(refusals(() => shop.connectTo(orders))).toEqual(['NoNamespace connectTo']);
  });
});

test('the namespace of an existing cluster is used', () => {
  const on = ground();
  const defaultCloudMapNamespace = servicediscovery.HttpNamespace.fromHttpNamespaceAttributes(on.stack, 'Names', {
    namespaceName: 'shop', namespaceId: 'ns-1', namespaceArn: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1',
  });
  const platform = on.platform({ cluster: ecs.Cluster.fromClusterAttributes(on.stack, 'Cluster', { clusterName: 'shop', vpc: on.vpc, defaultCloudMapNamespace }) });
  service(on.stack, 'Shop', platform, { exposures: [] }).connectTo(service(on.stack, 'Orders', platform, { exposures: [] }));

  resources(Template.fromStack(on.stack), 'AWS::ECS::Service')
    .forEach(({ ServiceConnectConfiguration }) => expect(ServiceConnectConfiguration.Namespace).toBe('arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1'));
});

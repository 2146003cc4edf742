import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { ground, resources, service, templates, web } from './support';
import { Domain, Ingress } from '../../src/ingress';
import { Exposure, Probe } from '../../src/vocabulary';

function tasks(template: Template) {
  return resources(template, 'AWS::EC2::SecurityGroup').find(({ GroupDescription }) => GroupDescription === 'Tasks of api')!;
}

const FROM_PUBLIC = { 'Fn::GetAtt': [expect.stringMatching(/^PlatformPublicIngressSecurityGroup/), 'GroupId'] };

describe("the tasks' own security group", () => {
  test('lets the load balancer in at the one port, within the group itself', () => {
    const { template } = web();

    expect(tasks(template).SecurityGroupIngress).toEqual([
      { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: FROM_PUBLIC, Description: 'public load balancer' },
    ]);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  });

  test('lets nobody in without a way in', () => {
    const { template } = web({ exposures: [] });

    expect(tasks(template).SecurityGroupIngress).toBeUndefined();
  });

  test('lets everything out, by either version of the protocol', () => {
    expect(tasks(web().template).SecurityGroupEgress).toMatchObject([{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }, { CidrIpv6: '::/0', IpProtocol: '-1' }]);
  });

  test('has one rule for each load balancer, and one more for a health check elsewhere', () => {
    const { template } = web({ exposures: [Exposure.public(), Exposure.internal()], probe: Probe.http('/well', { port: 9000, interval: Duration.seconds(20) }) });

    expect(tasks(template).SecurityGroupIngress.map(({ FromPort, Description }: any) => `${Description} ${FromPort}`)).toEqual([
      'public load balancer 8080', 'public load balancer 9000', 'internal load balancer 8080', 'internal load balancer 9000',
    ]);
  });

  test('opens to what is connected afterwards', () => {
    const made = web({ exposures: [] });
    made.api.connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.9.0.0/16'));

    expect(tasks(made.template).SecurityGroupIngress).toMatchObject([{ CidrIp: '10.9.0.0/16', FromPort: 8080, ToPort: 8080 }]);
  });

  test('comes first, before those a workload adds', () => {
    const { template } = web(({ stack }) => ({ ecs: { securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'More', 'sg-0123456789abcdef0')] } }));

    const [service1] = resources(template, 'AWS::ECS::Service');
    expect(service1.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups).toEqual([
      { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] }, 'sg-0123456789abcdef0',
    ]);
  });
});

describe('a load balancer of the CDK, which is closed towards everything but its targets', () => {
  test('is opened towards the tasks, from the stack of the tasks', () => {
    const on = ground();
    const edge = new Stack(on.scope, 'Edge');
    const loadBalancer = new elbv2.ApplicationLoadBalancer(edge, 'LoadBalancer', { vpc: on.vpc, internetFacing: true });
    const listener = loadBalancer.addListener('Listener', { port: 80, open: false, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
    const publicIngress = Ingress.fromApplicationLoadBalancer(on.stack, 'Ingress', {
      vpc: on.vpc, loadBalancer, listener, securityGroup: loadBalancer.connections.securityGroups[0], domain: Domain.plainHttp('a test'),
    });
    service(on.stack, 'Api', on.platform({ publicIngress }), { exposures: [Exposure.public({ hostName: 'api.example.com' })] });

    const [, shop] = [templates(on), Template.fromStack(on.stack)];

    expect(resources(shop, 'AWS::EC2::SecurityGroupEgress')).toMatchObject([{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, Description: 'to api' }]);
  });
});

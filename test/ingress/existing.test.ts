import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { App, Stack } from 'aws-cdk-lib/core';
import { ENV, exampleZone, ground, refusals, resources, route, someCertificate } from './support';
import { Domain, ExistingLoadBalancerOptions, Ingress } from '../../src/ingress';

const LISTENER_ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210';

/** A load balancer known by its attributes only. */
function imported(props: Partial<ExistingLoadBalancerOptions> = {}) {
  const stack = new Stack(new App(), 'Services', ENV);
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
  const ingress = Ingress.fromApplicationLoadBalancer(stack, 'Ingress', {
    vpc,
    securityGroup,
    loadBalancer: elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'LoadBalancer', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shared/0123456789abcdef',
      loadBalancerCanonicalHostedZoneId: 'Z32O12XQLNTSW2',
      loadBalancerDnsName: 'shared-1.eu-west-1.elb.amazonaws.com',
      securityGroupId: 'sg-0123456789abcdef0',
    }),
    listener: elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', { listenerArn: LISTENER_ARN, securityGroup }),
    ...props,
  });
  return { stack, ingress };
}

test('imported by attributes, it takes routes and makes nothing else', () => {
  const { stack, ingress } = imported();
  const made = route(ingress, stack, 'Api', { match: { paths: ['/api/*'] } });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', { ListenerArn: LISTENER_ARN });
  expect(Object.values(template.toJSON().Resources)).toHaveLength(3);
  expect(made.url).toBe('https://shared-1.eu-west-1.elb.amazonaws.com/api/');
});

test('lets its security group into the tasks', () => {
  const { stack, ingress } = imported();
  const made = route(ingress, stack, 'Api');
  made.blueTargetGroup.registerConnectable(new ec2.SecurityGroup(stack, 'Tasks', { vpc: ingress.vpc }), ec2.Port.tcp(8080));
  expect(Object.values(resources(stack, 'AWS::EC2::SecurityGroupIngress'))[0].Properties).toMatchObject({ SourceSecurityGroupId: 'sg-0123456789abcdef0', FromPort: 8080 });
  expect(resources(stack, 'AWS::EC2::SecurityGroupEgress')).toEqual({});
});

test('with a hosted zone, host names get records', () => {
  const { stack } = imported();
  const { ingress } = imported({ domain: Domain.hostedZone(exampleZone(stack)) });
  route(ingress, ingress, 'Api', { match: { hostNames: ['api.example.com'] } });
  expect(Object.values(resources(Stack.of(ingress), 'AWS::Route53::RecordSet'))[0].Properties).toMatchObject({
    Name: 'api.example.com.', AliasTarget: { DNSName: 'dualstack.shared-1.eu-west-1.elb.amazonaws.com', HostedZoneId: 'Z32O12XQLNTSW2' },
  });
});

test('made in another stack of the app, it knows what it speaks', () => {
  const on = ground();
  const loadBalancer = new elbv2.ApplicationLoadBalancer(on.stack, 'Own', { vpc: on.vpc, internetFacing: true });
  const plain = loadBalancer.addListener('Plain', { port: 80, open: false, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
  const secure = loadBalancer.addListener('Secure', { port: 443, certificates: [someCertificate(on.stack)], open: false, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
  const services = new Stack(on.app, 'Services');
  const common = { vpc: on.vpc, loadBalancer, securityGroup: loadBalancer.connections.securityGroups[0] };
  const http = Ingress.fromApplicationLoadBalancer(services, 'Http', { ...common, listener: plain });
  const https = Ingress.fromApplicationLoadBalancer(services, 'Https', { ...common, listener: secure });
  expect([http.https, https.https]).toEqual([false, true]);
  expect(refusals(() => route(http, services, 'Grpc', { protocol: 'grpc' }))).toEqual(['ProtocolNeedsHttps exposure.protocol']);
  route(https, services, 'Grpc2', { protocol: 'grpc' });
  Template.fromStack(services).resourceCountIs('AWS::ElasticLoadBalancingV2::ListenerRule', 1);
});

test('says no to what it is not', () => {
  const { stack, ingress } = imported({ https: false, internetFacing: false });
  expect(refusals(() => route(ingress, stack, 'Api', { protocol: 'http2' }))).toEqual(['AudienceMismatch exposure.audience', 'ProtocolNeedsHttps exposure.protocol']);
});

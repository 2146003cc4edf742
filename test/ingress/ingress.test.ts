import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration, Stack, Stage } from 'aws-cdk-lib/core';
import { ENV, SETTINGS, ground, ingressIn, only, resources, route, someCertificate } from './support';
import { Domain, Ingress } from '../../src/ingress';
import { PlatformProfile } from '../../src/vocabulary';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';

function attributes(stack: Stack): Record<string, unknown> {
  return Object.fromEntries(only(stack, LOAD_BALANCER).LoadBalancerAttributes.map((one: { Key: string; Value: unknown }) => [one.Key, one.Value]));
}

describe.each(SETTINGS)('with %s', (_, setting) => {
  test('listens on 443 with a certificate and a current TLS policy, and sends port 80 there', () => {
    const on = ground(setting);
    ingressIn(on);
    const template = Template.fromStack(on.stack);
    template.resourceCountIs(LISTENER, 2);
    template.hasResourceProperties(LISTENER, {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-PQ-2025-09',
      Certificates: [{ CertificateArn: { Ref: Match.stringLikeRegexp('IngressCertificate') } }],
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    });
    template.hasResourceProperties(LISTENER, {
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
    });
  });

  test('says every attribute of the load balancer that matters', () => {
    const on = ground(setting);
    ingressIn(on);
    expect(attributes(on.stack)).toEqual({
      'deletion_protection.enabled': 'true',
      'idle_timeout.timeout_seconds': '60',
      'routing.http2.enabled': 'true',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.desync_mitigation_mode': 'defensive',
      'routing.http.xff_header_processing.mode': 'append',
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': { Ref: expect.stringContaining('IngressAccessLogs') },
    });
  });

  test('lets everyone in on its two ports and itself out to the network only', () => {
    const on = ground(setting);
    const ingress = ingressIn(on);
    route(ingress, on.stack, 'Api');
    const group = Object.values(resources(on.stack, SECURITY_GROUP)).map(found => found.Properties).find(found => /Load balancer/.test(found.GroupDescription))!;
    expect(group.SecurityGroupIngress.map((rule: any) => [rule.CidrIp, rule.FromPort, rule.ToPort])).toEqual([['0.0.0.0/0', 443, 443], ['0.0.0.0/0', 80, 80]]);
    expect(group.SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: { 'Fn::GetAtt': [expect.stringContaining('Vpc'), 'CidrBlock'] }, IpProtocol: 'tcp' })]);
  });

  test('a service in another stack adds two target groups, a rule and a record to its own stack and nothing to the platform', () => {
    const on = ground(setting);
    const ingress = ingressIn(on);
    const services = new Stack(on.app, 'Services', { env: setting.env });
    const made = route(ingress, services, 'Api', { match: { hostNames: ['api.example.com'] } });
    const tasks = new ec2.SecurityGroup(services, 'Tasks', { vpc: on.vpc });
    made.blueTargetGroup.registerConnectable(tasks, ec2.Port.tcp(8080));
    made.greenTargetGroup.registerConnectable(tasks, ec2.Port.tcp(8080));

    const counts: Record<string, number> = {};
    Object.values(Template.fromStack(services).toJSON().Resources).forEach((found: any) => { counts[found.Type] = (counts[found.Type] ?? 0) + 1; });
    expect(counts).toEqual({
      'AWS::ElasticLoadBalancingV2::TargetGroup': 2,
      'AWS::ElasticLoadBalancingV2::ListenerRule': 1,
      'AWS::Route53::RecordSet': 1,
      'AWS::EC2::SecurityGroup': 1,
      'AWS::EC2::SecurityGroupIngress': 1,
    });
    expect(Object.keys(resources(on.stack, 'AWS::EC2::SecurityGroupEgress'))).toEqual([]);
    expect(on.stack.dependencies).toEqual([]);
    expect(services.dependencies).toEqual([on.stack]);
    const warnings = [services, on.stack].flatMap(stack => Annotations.fromStack(stack).findWarning('*', Match.anyValue()));
    // Without flags the CDK itself recommends one to whoever refers across stacks.
    expect(warnings.filter(warning => !JSON.stringify(warning.entry.data).includes('crossStackReferencesDefaultStrong'))).toEqual([]);
  });
});

test('works inside a Stage', () => {
  const on = ground();
  const stage = new Stage(on.app, 'Prod');
  const platform = new Stack(stage, 'Platform');
  const vpc = new ec2.Vpc(platform, 'Vpc', { maxAzs: 2 });
  const ingress = new Ingress(platform, 'Ingress', { vpc, domain: Domain.certificates([someCertificate(platform)]) });
  const services = new Stack(stage, 'Services');
  route(ingress, services, 'Api', { match: { paths: ['/api/*'] } });
  stage.synth();
  Template.fromStack(services).resourceCountIs('AWS::ElasticLoadBalancingV2::ListenerRule', 1);
});

test('an internal one is in private subnets and lets the network in', () => {
  const on = ground();
  const ingress = ingressIn(on, { internetFacing: false });
  expect(only(on.stack, LOAD_BALANCER)).toMatchObject({
    Scheme: 'internal',
    Subnets: [{ Ref: expect.stringContaining('Private') }, { Ref: expect.stringContaining('Private') }],
  });
  expect(only(on.stack, SECURITY_GROUP).SecurityGroupIngress[0].CidrIp).toEqual({ 'Fn::GetAtt': [expect.stringContaining('Vpc'), 'CidrBlock'] });
  expect(ingress.https).toBe(true);
});

test('dual stack lets IPv6 in as well', () => {
  const on = ground();
  ingressIn(on, { dualStack: true });
  expect(only(on.stack, LOAD_BALANCER).IpAddressType).toBe('dualstack');
  expect(only(on.stack, SECURITY_GROUP).SecurityGroupIngress.map((rule: any) => rule.CidrIp ?? rule.CidrIpv6)).toEqual(['0.0.0.0/0', '0.0.0.0/0', '::/0', '::/0']);
});

test('only the given peers may come in, and the given targets be reached', () => {
  const on = ground();
  ingressIn(on, { allowedPeers: [ec2.Peer.ipv4('192.0.2.0/24')], targetCidrs: ['10.0.0.0/16', '100.64.0.0/16'] });
  const group = only(on.stack, SECURITY_GROUP);
  expect(group.SecurityGroupIngress.map((rule: any) => rule.CidrIp)).toEqual(['192.0.2.0/24', '192.0.2.0/24']);
  expect(group.SecurityGroupEgress.map((rule: any) => rule.CidrIp)).toEqual(['10.0.0.0/16', '100.64.0.0/16']);
});

test('what is set wins over the profile', () => {
  const on = ground();
  ingressIn(on, {
    profile: PlatformProfile.DEVELOPMENT,
    deletionProtection: true,
    idleTimeout: Duration.minutes(2),
    http2: false,
    desyncMitigation: elbv2.DesyncMitigationMode.STRICTEST,
    tlsPolicy: elbv2.SslPolicy.TLS13_13_PQ,
    zonalShift: true,
  });
  expect(attributes(on.stack)).toEqual({
    'deletion_protection.enabled': 'true',
    'idle_timeout.timeout_seconds': '120',
    'routing.http2.enabled': 'false',
    'routing.http.drop_invalid_header_fields.enabled': 'true',
    'routing.http.desync_mitigation_mode': 'strictest',
    'routing.http.xff_header_processing.mode': 'append',
    'zonal_shift.config.enabled': 'true',
  });
  Template.fromStack(on.stack).hasResourceProperties(LISTENER, { Port: 443, SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09' });
});

test('in development nothing refuses to be deleted and nothing is logged', () => {
  const on = ground();
  const ingress = ingressIn(on, { profile: PlatformProfile.DEVELOPMENT });
  expect(attributes(on.stack)).toMatchObject({ 'deletion_protection.enabled': 'false' });
  expect(ingress.accessLogBucket).toBeUndefined();
  Template.fromStack(on.stack).resourceCountIs('AWS::S3::Bucket', 0);
});

test('plain HTTP listens on port 80 only', () => {
  const on = ground();
  const ingress = ingressIn(on, { domain: Domain.plainHttp('an emulator terminates TLS in front of it') });
  expect(only(on.stack, LISTENER)).toMatchObject({ Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response' }] });
  expect(only(on.stack, SECURITY_GROUP).SecurityGroupIngress.map((rule: any) => rule.FromPort)).toEqual([80]);
  expect(ingress.httpListener).toBe(ingress.listener);
  expect([ingress.httpsListener, ingress.redirectListener]).toEqual([undefined, undefined]);
  expect(route(ingress, on.stack, 'Api', { match: { paths: ['/api/*'] } }).url).toMatch(/^http:\/\/.*\/api\/$/);
});

test('every part is public and leads to its L1', () => {
  const on = ground(ENV);
  const ingress = ingressIn(on);
  const made = route(ingress, on.stack, 'Api', { match: { hostNames: ['api.example.com'] } });
  const parts = [
    ingress.loadBalancer, ingress.httpsListener!, ingress.redirectListener!, ingress.accessLogBucket!,
    made.blueTargetGroup, made.greenTargetGroup, made.rule,
  ];
  expect(parts.map(part => (part.node.defaultChild as any).cfnResourceType)).toEqual([
    LOAD_BALANCER, LISTENER, LISTENER, 'AWS::S3::Bucket',
    'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::ListenerRule',
  ]);
  expect(made).toMatchObject({ url: 'https://api.example.com/', hostNames: ['api.example.com'], priority: 29350 });
  expect(made.listener).toBe(ingress.listener);
  expect(made.securityGroup).toBe(ingress.securityGroup);
});

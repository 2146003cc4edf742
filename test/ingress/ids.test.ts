/** Logical ids are API: what is replaced under a new id takes traffic, names or logs with it. */
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { ground, ingressIn, route } from './support';
import { Domain, Waf } from '../../src/ingress';

/** Logical ids and types, without the network's. */
function ids(stack: Stack): Record<string, string> {
  const found = Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>);
  return Object.fromEntries(found.filter(([id]) => !id.startsWith('Vpc')).map(([id, { Type: type }]) => [id, type.replace('AWS::', '')]));
}

test('of an ingress with everything', () => {
  const on = ground();
  const domain = Domain.hostedZone(on.zone, { hostNames: ['www.example.com', 'a.b.example.com'] });
  ingressIn(on, { domain, dualStack: true, waf: Waf.managedRules() });
  expect(ids(on.stack)).toEqual({
    IngressAccessLogs80F9B44E: 'S3::Bucket',
    IngressAccessLogsPolicy84BDB09C: 'S3::BucketPolicy',
    IngressCertificate787A281C: 'CertificateManager::Certificate',
    IngressHttp7D1F2A7C: 'ElasticLoadBalancingV2::Listener',
    IngressHttpsF5176DC2: 'ElasticLoadBalancingV2::Listener',
    IngressLoadBalancerAE82CB09: 'ElasticLoadBalancingV2::LoadBalancer',
    IngressSecurityGroup2362479F: 'EC2::SecurityGroup',
    IngressWebAclAssociationE19048B2: 'WAFv2::WebACLAssociation',
    IngressWebAclC9746951: 'WAFv2::WebACL',
    IngressWebAclLogs457CEF5F: 'Logs::LogGroup',
    IngressWebAclLogsDeliveryE8BCE368: 'WAFv2::LoggingConfiguration',
    IngressWebAclLogsKey0EBC68DB: 'KMS::Key',
    Ingressabexamplecom4561CCCA: 'Route53::RecordSet',
    IngressabexamplecomCertificateAEA4216F: 'CertificateManager::Certificate',
    IngressabexamplecomIPv60EDADF61: 'Route53::RecordSet',
    IngressabexamplecomListener853D7E37: 'ElasticLoadBalancingV2::ListenerCertificate',
    Ingresswwwexamplecom8A06E6A9: 'Route53::RecordSet',
    IngresswwwexamplecomIPv6BAFBA09D: 'Route53::RecordSet',
  });
});

test('of an ingress without TLS', () => {
  const on = ground();
  ingressIn(on, { domain: Domain.plainHttp('a proxy in front of it speaks TLS'), accessLogs: false });
  expect(ids(on.stack)).toEqual({
    IngressHttp7D1F2A7C: 'ElasticLoadBalancingV2::Listener',
    IngressLoadBalancerAE82CB09: 'ElasticLoadBalancingV2::LoadBalancer',
    IngressSecurityGroup2362479F: 'EC2::SecurityGroup',
  });
});

test('of a service in another stack', () => {
  const on = ground();
  const services = new Stack(on.app, 'Services');
  route(ingressIn(on, { dualStack: true }), services, 'Api', { match: { hostNames: ['v1.api.example.com'] } });
  expect(ids(services)).toEqual({
    ApiRouteBlue9C6455A1: 'ElasticLoadBalancingV2::TargetGroup',
    ApiRouteGreen1179D392: 'ElasticLoadBalancingV2::TargetGroup',
    ApiRouteRule3121DD8B: 'ElasticLoadBalancingV2::ListenerRule',
    Hosts19b097bav1apiexamplecomCertificate0A0CC499: 'CertificateManager::Certificate',
    Hosts19b097bav1apiexamplecomFADA1726: 'Route53::RecordSet',
    Hosts19b097bav1apiexamplecomIPv64C804C13: 'Route53::RecordSet',
    Hosts19b097bav1apiexamplecomListener737CC353: 'ElasticLoadBalancingV2::ListenerCertificate',
  });
});

test('a service in the stack of the ingress adds its own, and the record next to the ingress', () => {
  const alone = ground();
  ingressIn(alone);
  const on = ground();
  route(ingressIn(on), on.stack, 'Api', { match: { hostNames: ['api.example.com'] } });
  const before = ids(alone.stack);
  expect(Object.entries(ids(on.stack)).filter(([id]) => !(id in before))).toEqual([
    ['Ingressapiexamplecom35164F7A', 'Route53::RecordSet'],
    ['ApiRouteBlue9C6455A1', 'ElasticLoadBalancingV2::TargetGroup'],
    ['ApiRouteGreen1179D392', 'ElasticLoadBalancingV2::TargetGroup'],
    ['ApiRouteRule3121DD8B', 'ElasticLoadBalancingV2::ListenerRule'],
  ]);
});

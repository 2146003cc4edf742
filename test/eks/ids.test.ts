/**
 * Logical ids are API: CloudFormation replaces what is called by another name. Here stands what a platform on EKS and its
 * services are called, and that no option and no neighbour renames it.
 */
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { ground, service } from './support';
import { Architecture, Exposure, Volume } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';

type Options = Partial<WebServiceProps>;

/** Ids and types of what services with these ids and options become, made in this order on one platform. */
function idsOf(services: readonly (readonly [string, Options?])[]): Record<string, string> {
  const on = ground();
  const platform = on.platform();
  services.forEach(([id, options]) => service(on.stack, id, platform, options));
  const resources = Object.entries(Template.fromStack(on.stack).toJSON().Resources as Record<string, { Type: string }>);
  return Object.fromEntries(resources.map(([id, { Type }]) => [id, Type]));
}

const GROUND = {
  PlatformKeyE2280810: 'AWS::KMS::Key',
  PlatformClusterRole6A6CBC74: 'AWS::IAM::Role',
  PlatformNodeRoleBF733855: 'AWS::IAM::Role',
  PlatformControlPlaneLogGroup97B3B82C: 'AWS::Logs::LogGroup',
  PlatformCluster6842C9C4: 'AWS::EKS::Cluster',
  PlatformAddOnsApplicationLogsE1546B73: 'AWS::Logs::LogGroup',
  NamespaceWorkloadsBD7196A8: 'Custom::AWSCDK-EKS-KubernetesResource',
};

test('a platform is called so', () => {
  expect(idsOf([])).toMatchObject(GROUND);
});

test('a service is called so', () => {
  expect(Object.entries(idsOf([['Api']])).filter(([id]) => /Api/.test(id)).map(([id, type]) => `${id} ${type}`).sort()).toEqual([
    'ApiErrorsQuery68C6B359 AWS::Logs::QueryDefinition',
    'ApiLastLinesQuery03A29AB4 AWS::Logs::QueryDefinition',
    'ApiMemoryAlarm9A4E9F4E AWS::CloudWatch::Alarm',
    'ApiPodIdentityA385E001 AWS::EKS::PodIdentityAssociation',
    'ApiPublicBlueFBA03BAF AWS::ElasticLoadBalancingV2::TargetGroup',
    'ApiPublicErrorsAlarm8E6F2778 AWS::CloudWatch::Alarm',
    'ApiPublicGreenF5E8FBE7 AWS::ElasticLoadBalancingV2::TargetGroup',
    'ApiPublicLatencyAlarm75BD76C8 AWS::CloudWatch::Alarm',
    'ApiPublicNoneHealthyAlarmCF70F911 AWS::CloudWatch::Alarm',
    'ApiPublicRuleE824679D AWS::ElasticLoadBalancingV2::ListenerRule',
    'ApiPublicUnhealthyAlarm67559610 AWS::CloudWatch::Alarm',
    'ApiRestartsAlarmFE2CFAEA AWS::CloudWatch::Alarm',
    'ApiRolloutGate21E4169D Custom::AWSCDK-EKS-KubernetesObjectValue',
    'ApiSlowRequestsQuery0AF0DC4C AWS::Logs::QueryDefinition',
    'ApiTaskRoleF3CEB421 AWS::IAM::Role',
    'DeploymentApiEBE16525 Custom::AWSCDK-EKS-KubernetesResource',
    'NetworkPolicyApiF0E859B3 Custom::AWSCDK-EKS-KubernetesResource',
    'PodDisruptionBudgetApi427469D6 Custom::AWSCDK-EKS-KubernetesResource',
    'ServiceAccountApi460B38B1 Custom::AWSCDK-EKS-KubernetesResource',
    'ServiceApi7964F599 Custom::AWSCDK-EKS-KubernetesResource',
    'TargetGroupBindingApiPublic9cef2355D57AE8CC Custom::AWSCDK-EKS-KubernetesResource',
  ]);
});

const CHANGES: Record<string, Options> = {
  'another image and size': { cpu: 1024, environment: { A: '1' } },
  'scaling': { scaling: { max: 20, targetCpuPercent: 60 } },
  'Graviton on Spot': { architecture: Architecture.ARM64, eks: { spot: true } },
  'volumes': { volumes: { data: Volume.efs() }, mounts: [{ volume: 'data', path: '/data' }] },
  'another way in': { exposures: [Exposure.public(), Exposure.internal()] },
};

test.each(Object.entries(CHANGES))('%s renames nothing', (_, options) => {
  expect(idsOf([['Api', options]])).toMatchObject(idsOf([['Api']]));
});

test('neighbours and order rename nothing', () => {
  const alone = Object.fromEntries(['Api', 'Shop', 'Jobs'].map(id => [id, idsOf([[id]])]));
  fc.assert(fc.property(fc.shuffledSubarray(['Api', 'Shop', 'Jobs'], { minLength: 1 }), ids => {
    const together = idsOf(ids.map(id => [id, { exposures: [Exposure.public({ hostName: `${id.toLowerCase()}.example.com` })] }]));
    ids.forEach(id => expect(together).toMatchObject(alone[id]));
  }), { numRuns: 6 });
});

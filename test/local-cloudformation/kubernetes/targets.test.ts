/** Pods behind target groups that CloudFormation has made. */
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Tags } from 'aws-cdk-lib/core';
import { CLUSTER, EksWorld, SPACE, template, web } from './eks-app';

const app = (owner: string) => template(ground => {
  const { stack, vpc, apply } = ground;
  const group = new elbv2.ApplicationTargetGroup(stack, 'Group', { vpc, port: 8080, protocol: elbv2.ApplicationProtocol.HTTP, targetType: elbv2.TargetType.IP });
  Tags.of(group).add('eks:eks-cluster-name', owner);
  const service = apply('Service', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: SPACE }, spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
  });
  const binding = apply('Binding', {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'TargetGroupBinding',
    metadata: { name: 'web', namespace: SPACE },
    spec: { serviceRef: { name: 'web', port: 80 }, targetGroupARN: group.targetGroupArn, targetType: 'ip' },
  });
  binding.node.addDependency(service);
  web(ground).node.addDependency(binding);
});

const targets = async (owner: string) => {
  const world = new EksWorld();
  expect((await world.deploy(app(owner))).status).toBe('CREATE_COMPLETE');
  const [{ physicalId }] = world.aws.account.live('AWS::ElasticLoadBalancingV2::TargetGroup');
  return world.aws.apis.call('elasticloadbalancing', 'DescribeTargetHealth', { TargetGroupArn: physicalId });
};

test('a target group that says so gets the pods of the cluster', async () => {
  const healthy = { Target: { Id: expect.stringMatching(/^100\.64/) as string, Port: 8080 }, TargetHealth: { State: 'healthy' } };
  expect(await targets(CLUSTER)).toEqual({ TargetHealthDescriptions: [healthy, healthy] });
});

test('one that belongs to another cluster gets none', async () => {
  expect(await targets('other')).toEqual({ TargetHealthDescriptions: [] });
});

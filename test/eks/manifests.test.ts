import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { ground, object, objects, service, web } from './support';
import { ManifestDelivery } from '../../src/eks';

/** What was written for a stack, one text for each object. */
function written(stack: Stack, platform = 'Platform'): string[] {
  const assembly = (stack.node.root as App).synth();
  return readFileSync(join(assembly.directory, `${stack.artifactId}.${platform}.yaml`), 'utf8').split('---\n').slice(1);
}

describe('manifests that are written to files', () => {
  test('need neither kubectl nor a gate, and everything else is made', () => {
    const on = ground();
    service(on.stack, 'Api', on.platform({ kubectlLayer: undefined, manifests: ManifestDelivery.WRITE }));
    const template = Template.fromStack(on.stack);
    expect(objects(template)).toEqual([]);
    template.resourceCountIs('Custom::AWSCDK-EKS-KubernetesObjectValue', 0);
    template.resourceCountIs('AWS::Lambda::LayerVersion', 0);
    template.resourceCountIs('AWS::EKS::PodIdentityAssociation', 1);
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::TargetGroup', 2);
  });

  test('are in an order in which they can be applied, with names for what is known later', () => {
    const on = ground();
    service(on.stack, 'Api', on.platform({ kubectlLayer: undefined, manifests: ManifestDelivery.WRITE }));
    const documents = written(on.stack);
    const kinds = documents.map(text => /^kind: (\w+)$/m.exec(text)![1]);
    expect(kinds.indexOf('Namespace')).toBeLessThan(kinds.indexOf('ServiceAccount'));
    expect(kinds.indexOf('ServiceAccount')).toBeLessThan(kinds.indexOf('Deployment'));
    expect(documents[kinds.indexOf('TargetGroupBinding')]).toMatch(/targetGroupARN: "\$\{ApiPublicBlue\w+\}"/);
  });

  test('go to a file for each stack', () => {
    const on = ground();
    const platform = on.platform({ kubectlLayer: undefined, manifests: ManifestDelivery.WRITE });
    const team = new Stack(on.app, 'Team', { env: { account: on.stack.account, region: on.stack.region } });
    service(team, 'Api', platform);
    expect(written(on.stack).join()).toContain('kind: Namespace');
    expect(written(team).join()).toContain('kind: Deployment');
  });

  test('hold what was added later', () => {
    const on = ground();
    const api = service(on.stack, 'Api', on.platform({ manifests: ManifestDelivery.APPLY_AND_WRITE }));
    api.addEnvironment('LATE', 'yes');
    expect(written(on.stack).join()).toContain('name: LATE');
    expect(objects(Template.fromStack(on.stack)).map(({ kind }) => kind)).toContain('Deployment');
  });
});

describe('a namespace', () => {
  test('enforces the baseline of Pod Security and waits for load balancers', () => {
    expect(object(web({}, { namespaces: ['shop'] }).template, 'Namespace').metadata).toMatchObject({
      name: 'shop',
      labels: { 'pod-security.kubernetes.io/enforce': 'baseline', 'eks.amazonaws.com/pod-readiness-gate-inject': 'enabled' },
    });
  });
});

/** The other custom resources of the CDK for Kubernetes: values, patches and charts. */
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { CfnOutput, Duration } from 'aws-cdk-lib/core';
import { deployment, EksWorld, Ground, SPACE, template } from './eks-app';
import { output, reasons } from '../harness';

test('a value is read when there is one, and becomes an attribute', async () => {
  const world = new EksWorld();
  const stack = await world.deploy(template(ground => {
    const made = ground.apply('Web', deployment());
    const value = new eks.KubernetesObjectValue(ground.stack, 'Count', {
      cluster: ground.cluster, objectNamespace: SPACE, objectType: 'deployment', objectName: 'web', jsonPath: '.status.availableReplicas',
    });
    value.node.addDependency(made);
    new CfnOutput(ground.stack, 'Available', { value: value.value });
  }));
  expect(output(stack, 'Available')).toBe('2');
});

test('a value that never comes fails with the last error, after the time it was given', async () => {
  const world = new EksWorld();
  const stack = await world.deploy(template(({ stack: scope, cluster }) => {
    new eks.KubernetesObjectValue(scope, 'Count', { cluster, objectType: 'svc', objectName: 'nobody', jsonPath: '.spec.clusterIP', timeout: Duration.minutes(2) });
  }));
  expect(reasons(stack)).toContain('last_error=b\'Error from server (NotFound): services "nobody" not found\\n\'');
  expect(world.minutes).toBeGreaterThanOrEqual(2);
  expect(world.minutes).toBeLessThan(3);
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
});

test('a wait longer than the function lives ends without an answer', async () => {
  const stack = await new EksWorld().deploy(template(({ stack: scope, cluster }) => {
    new eks.KubernetesObjectValue(scope, 'Count', { cluster, objectType: 'svc', objectName: 'nobody', jsonPath: '.spec.clusterIP', timeout: Duration.minutes(20) });
  }));
  expect(reasons(stack)).toMatch(/did not receive a response from your Custom Resource.*Task timed out after 900.00 seconds/);
});

test('a patch is set, and what it was before is restored when it goes', async () => {
  const world = new EksWorld();
  const patched = (with_: boolean) => template(({ stack: scope, cluster, apply }) => {
    const made = apply('Web', deployment());
    if (!with_) { return; }
    new eks.KubernetesPatch(scope, 'Patch', {
      cluster, resourceName: 'deployment/web', resourceNamespace: SPACE, applyPatch: { spec: { replicas: 5 } }, restorePatch: { spec: { replicas: 1 } },
    }).node.addDependency(made);
  });
  await world.deploy(patched(true));
  expect(world.cluster.pods(SPACE)).toHaveLength(5);
  await world.deploy(patched(false));
  expect(world.cluster.pods(SPACE)).toHaveLength(1);
});

const controller = (ground: Ground) => new eks.HelmChart(ground.stack, 'Controller', {
  cluster: ground.cluster, chart: 'aws-load-balancer-controller', repository: 'https://charts.example.com', version: '3.2.2', namespace: 'kube-system', release: 'controller', values: { a: 1 },
});
const binding = {
  apiVersion: 'elbv2.k8s.aws/v1beta1',
  kind: 'TargetGroupBinding',
  metadata: { name: 'web', namespace: SPACE },
  spec: { serviceRef: { name: 'web', port: 80 }, targetGroupARN: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/1', targetType: 'ip' },
};

test('a chart is remembered, brings its kinds, and goes', async () => {
  const world = new EksWorld();
  expect((await world.deploy(template(ground => { ground.apply('Binding', binding).node.addDependency(controller(ground)); }))).status).toBe('CREATE_COMPLETE');
  expect([...world.cluster.releases.values()]).toEqual([{ name: 'controller', namespace: 'kube-system', chart: 'aws-load-balancer-controller', version: '3.2.2', values: { a: 1 } }]);
  await world.deploy(template());
  expect([...world.cluster.releases.values()]).toEqual([]);
  expect(world.objects()).toEqual([]);
});

test('kinds of a chart that is not there yet are unknown', async () => {
  const stack = await new EksWorld().deploy(template(ground => { ground.apply('Binding', binding); }));
  expect(reasons(stack)).toContain('no matches for kind "TargetGroupBinding" in version "elbv2.k8s.aws/v1beta1"');
});

test('a binding whose controller went first blocks the deletion', async () => {
  const world = new EksWorld();
  await world.deploy(template(ground => { ground.apply('Binding', binding).node.addDependency(controller(ground)); }));
  world.cluster.releases.clear();
  const stack = await world.destroy();
  expect(stack.status).toBe('DELETE_FAILED');
  expect(reasons(stack)).toMatch(/did not receive a response.*the controller that would let go of TargetGroupBinding web is gone/);
});

test('a chart in a namespace that is not there is an error, unless it may make it', async () => {
  const chart = (createNamespace: boolean) => template(({ stack: scope, cluster }) => {
    new eks.HelmChart(scope, 'Chart', { cluster, chart: 'c', namespace: 'tools', createNamespace });
  });
  expect(reasons(await new EksWorld().deploy(chart(false)))).toContain('namespaces "tools" not found');
  const world = new EksWorld();
  expect((await world.deploy(chart(true))).status).toBe('CREATE_COMPLETE');
  expect(world.cluster.find('Namespace', '', 'tools')).toBeDefined();
});

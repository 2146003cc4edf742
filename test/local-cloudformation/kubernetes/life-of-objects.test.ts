/** What becomes of the objects of a cluster when CloudFormation makes, changes and deletes the resources that stand for them. */
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CLUSTER, deployment, EksWorld, Ground, identity, SPACE, template, web } from './eks-app';
import { history, reasons } from '../harness';

const map = (name: string, data: Record<string, string> = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: SPACE }, data });

test('an object that leaves the template leaves the cluster, whatever its kind', async () => {
  const world = new EksWorld();
  const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: SPACE }, spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } } };
  await world.deploy(template(({ apply }) => { apply('Map', map('a')); apply('Budget', budget); }));
  expect(world.objects()).toEqual(expect.arrayContaining(['ConfigMap/a', 'PodDisruptionBudget/web']));
  await world.deploy(template(({ apply }) => { apply('Map', map('a')); }));
  expect(world.objects()).not.toContain('PodDisruptionBudget/web');
});

test('with several objects in one resource, only the kinds that kubectl prunes are deleted', async () => {
  const world = new EksWorld();
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'b', namespace: SPACE } };
  const several = (...objects: object[]) => template(({ stack, cluster }) => {
    const all = objects.map(object => JSON.parse(JSON.stringify(object)) as Record<string, unknown>);
    new eks.KubernetesManifest(stack, 'All', { cluster, manifest: all, prune: true }).node.addDependency(stack.node.findChild('Namespace'));
  });
  await world.deploy(several(map('a'), map('b'), account));
  expect((await world.deploy(several(map('a')))).status).toBe('UPDATE_COMPLETE');
  expect(world.objects()).toContain('ConfigMap/a');
  expect(world.objects()).not.toContain('ConfigMap/b');
  expect(world.objects()).toContain('ServiceAccount/b');
});

test('a construct that moves and keeps the name of its object loses the object: the trap', async () => {
  const world = new EksWorld();
  await world.deploy(template(({ apply }) => apply('Before', map('a'))));
  const stack = await world.deploy(template(({ apply }) => apply('After', map('a'))));
  expect(stack.status).toBe('UPDATE_COMPLETE');
  expect(world.objects()).not.toContain('ConfigMap/a');
});

test('with a logical id that follows from the object, a construct may move', async () => {
  const world = new EksWorld();
  const moved = (place: string) => template(({ apply, stack }) => {
    const made = apply('Map', map('a'), new Construct(stack, place));
    (made.node.defaultChild as CfnResource).overrideLogicalId('ConfigMapA');
  });
  await world.deploy(moved('Before'));
  await expect(world.deploy(moved('After'))).rejects.toThrow('No updates are to be performed');
  expect(world.objects()).toContain('ConfigMap/a');
});

test('without overwrite an object that is there already is an error', async () => {
  const world = new EksWorld();
  const stack = await world.deploy(template(({ cluster, stack: scope, apply }) => {
    const first = apply('Map', map('a'));
    new eks.KubernetesManifest(scope, 'Again', { cluster, manifest: [map('a')] }).node.addDependency(first);
  }));
  expect(reasons(stack)).toContain('Error from server (AlreadyExists): error when creating "/tmp/manifest.yaml": configmaps "a" already exists');
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
});

test('what somebody else has set stays, what left the manifest goes', async () => {
  const world = new EksWorld();
  await world.deploy(template(({ apply }) => apply('Map', map('a', { x: '1', y: '1' }))));
  const live = world.cluster.find('ConfigMap', SPACE, 'a')!;
  world.cluster.write({ ...live, data: { ...live.data as object, z: 'by hand' } });
  await world.deploy(template(({ apply }) => apply('Map', map('a', { x: '2' }))));
  expect(world.cluster.find('ConfigMap', SPACE, 'a')!.data).toEqual({ x: '2', z: 'by hand' });
});

test('a creation that fails half-way leaves behind what it had made: its deletion is ignored', async () => {
  const world = new EksWorld();
  await world.deploy(template());
  const stack = await world.deploy(template(({ stack: scope, cluster }) => {
    const manifest = [map('a'), { ...map('b'), metadata: { name: 'b', namespace: 'nowhere' } }];
    new eks.KubernetesManifest(scope, 'Both', { cluster, manifest });
  }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons(stack)).toContain('namespaces "nowhere" not found');
  expect(world.objects()).toEqual(['ConfigMap/a']);
});

test('a namespace takes with it what is in it', async () => {
  const world = new EksWorld();
  const other = (apply: Ground['apply']) => {
    const space = apply('Other', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
    apply('Inside', { ...deployment(), metadata: { name: 'web', namespace: 'other' } }).node.addDependency(space);
  };
  await world.deploy(template(({ apply }) => other(apply)));
  expect(world.cluster.pods('other')).toHaveLength(2);
  world.cluster.remove(world.cluster.find('Namespace', '', 'other')!);
  expect(world.cluster.objects().filter(({ metadata }) => metadata.namespace === 'other')).toEqual([]);
});

test('pods that are admitted before their association have no role, and never get one', async () => {
  const world = new EksWorld();
  const pod = { serviceAccountName: 'web' };
  const unordered = template(ground => {
    const { account, association } = identity(ground);
    const made = web(ground, { pod });
    made.node.addDependency(account);
    association.node.addDependency(made);
  });
  expect((await world.deploy(unordered)).status).toBe('CREATE_COMPLETE');
  expect(world.cluster.pods(SPACE).map(({ role }) => role)).toEqual([undefined, undefined]);

  const ordered = new EksWorld();
  await ordered.deploy(template(ground => {
    const { account, association } = identity(ground);
    web(ground, { pod }).node.addDependency(account, association);
  }));
  expect(ordered.cluster.pods(SPACE).map(({ role }) => role)).toEqual(Array(2).fill('arn:aws:iam::123456789012:role/role-of-web'));
});

test('no pod is made without its service account; the rollout goes on when it comes', async () => {
  const world = new EksWorld();
  const app = (later: boolean) => template(ground => {
    ground.apply('Web', deployment({ pod: { serviceAccountName: 'web' } }));
    if (later) { identity(ground); }
  });
  await world.deploy(app(false));
  expect(world.pods()).toEqual([]);
  await world.deploy(app(true));
  expect(world.cluster.pods(SPACE)).toHaveLength(2);
});

describe('the function that has kubectl', () => {
  const withoutEntry = (build: (ground: Ground) => void) => {
    const body = JSON.parse(template(build)) as { Resources: Record<string, { Type: string; DependsOn?: string | string[] }> };
    const gone = Object.keys(body.Resources).filter(id => body.Resources[id].Type === 'AWS::EKS::AccessEntry');
    gone.forEach(id => { delete body.Resources[id]; });
    for (const resource of Object.values(body.Resources)) {
      if (resource.DependsOn) { resource.DependsOn = [resource.DependsOn].flat().filter(id => !gone.includes(id)); }
    }
    return JSON.stringify(body);
  };

  test('is refused without an access entry', async () => {
    const stack = await new EksWorld().deploy(withoutEntry(({ apply }) => apply('Map', map('a'))));
    expect(reasons(stack)).toContain('You must be logged in to the server');
  });

  test('leaves behind in silence what it cannot delete', async () => {
    const world = new EksWorld();
    await world.deploy(template(({ apply }) => apply('Map', map('a'))));
    world.aws.account.live('AWS::EKS::AccessEntry').forEach(live => world.aws.account.drop(live.type, live.physicalId));
    const stack = await world.deploy(template());
    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(world.objects()).toContain('ConfigMap/a');
  });

  test('is not called with more than Lambda takes, counting the properties before an update, too', async () => {
    const big = (kib: number, fill: string) => template(({ apply }) => apply('Map', map('a', { x: fill.repeat(kib * 1024) })));
    expect(reasons(await new EksWorld().deploy(big(257, 'a')))).toMatch(/byte payload is too large for the Event invocation type \(limit 262144 bytes\)/);
    const world = new EksWorld();
    expect((await world.deploy(big(140, 'a'))).status).toBe('CREATE_COMPLETE');
    const stack = await world.deploy(big(140, 'b'));
    expect(reasons(stack)).toMatch(/payload is too large/);
    expect(world.cluster.find('ConfigMap', SPACE, 'a')!.data.x[0]).toBe('a');
  });

  test('cannot answer more than CloudFormation reads', async () => {
    const ports = Array.from({ length: 120 }, (_, i) => ({ name: `Not A Name ${i}`, port: i + 1 }));
    const stack = await new EksWorld().deploy(template(({ apply }) => apply('Service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: SPACE }, spec: { selector: { app: 'web' }, ports },
    })));
    expect(reasons(stack)).toContain('Response object is too long.');
  });

  test('does not find a cluster that is not there', async () => {
    const world = new EksWorld();
    await world.deploy(template());
    world.aws.account.clusters.delete(CLUSTER);
    expect(reasons(await world.deploy(template(({ apply }) => apply('Map', map('a')))))).toContain("'update-kubeconfig', '--name', 'test'");
  });
});

test('objects go before the access of the one who deletes them, and the cluster goes last', async () => {
  const world = new EksWorld();
  const stack = await world.deploy(template(({ apply }) => apply('Map', map('a'))));
  await world.destroy();
  const order = history(stack).filter(line => line.endsWith('DELETE_COMPLETE')).map(line => stack.events.find(({ logicalId }) => line.startsWith(`${logicalId} `))!.type);
  const at = (type: string) => order.lastIndexOf(type);
  expect(at('Custom::AWSCDK-EKS-KubernetesResource')).toBeLessThan(order.indexOf('AWS::EKS::AccessEntry'));
  expect(at('AWS::EKS::AccessEntry')).toBeLessThan(at('AWS::EKS::Cluster'));
});

describe('on Fargate', () => {
  const app = (labels: Record<string, string>) => template(ground => {
    const { account, association } = identity(ground);
    const role = new iam.Role(ground.stack, 'PodRole', { assumedBy: new iam.ServicePrincipal('eks-fargate-pods.amazonaws.com') });
    const profile = new CfnResource(ground.stack, 'Profile', {
      type: 'AWS::EKS::FargateProfile',
      properties: {
        ClusterName: ground.cluster.clusterName,
        PodExecutionRoleArn: role.roleArn,
        Selectors: [{ Namespace: SPACE, Labels: Object.entries(labels).map(([Key, Value]) => ({ Key, Value })) }],
      },
    });
    const agent = new eks.Addon(ground.stack, 'Agent', { cluster: ground.cluster, addonName: 'eks-pod-identity-agent' });
    web(ground, { pod: { serviceAccountName: 'web' } }).node.addDependency(account, association, profile, agent);
  }, { defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0 });

  test('pods run that a profile selects, without Pod Identity', async () => {
    const world = new EksWorld();
    expect((await world.deploy(app({ app: 'web' }))).status).toBe('CREATE_COMPLETE');
    expect(world.cluster.pods(SPACE).map(({ role }) => role)).toEqual([undefined, undefined]);
  });

  test('pods that no profile selects wait for nodes', async () => {
    const world = new EksWorld();
    expect((await world.deploy(app({ app: 'other' }))).status).toBe('ROLLBACK_COMPLETE');
  });
});

test('without the agent on its nodes an association gives no role', async () => {
  const app = (agent: boolean) => template(ground => {
    const { account, association } = identity(ground);
    const nodes = new CfnResource(ground.stack, 'Nodes', {
      type: 'AWS::EKS::Nodegroup', properties: { ClusterName: ground.cluster.clusterName, NodeRole: 'arn:aws:iam::123456789012:role/nodes', Subnets: ['subnet-1'] },
    });
    const made = web(ground, { pod: { serviceAccountName: 'web' } });
    made.node.addDependency(account, association, nodes);
    if (agent) { made.node.addDependency(new eks.Addon(ground.stack, 'Agent', { cluster: ground.cluster, addonName: 'eks-pod-identity-agent' })); }
  }, { defaultCapacityType: eks.DefaultCapacityType.NODEGROUP, defaultCapacity: 0 });
  const roles = async (agent: boolean) => {
    const world = new EksWorld();
    await world.deploy(app(agent));
    return world.cluster.pods(SPACE).map(({ role }) => role !== undefined);
  };
  expect(await roles(false)).toEqual([false, false]);
  expect(await roles(true)).toEqual([true, true]);
});

/** What EKS itself refuses: the rules between a cluster and what hangs on it. */
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Lifecycle } from '../../../tools/local-cloudformation/testing/lifecycle';
import { reasons, World } from '../harness';

const cluster = (properties: JsonObject = {}): JsonObject => ({
  Type: 'AWS::EKS::Cluster', Properties: { Name: 'c', Version: '1.35', RoleArn: 'arn:aws:iam::123456789012:role/r', ResourcesVpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] }, ...properties },
});
const on = (type: string, properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ Type: `AWS::EKS::${type}`, Properties: { ClusterName: 'c', ...properties }, DependsOn: 'Cluster', ...rest });
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const association = (name: string) => on('PodIdentityAssociation', { Namespace: 'shop', ServiceAccount: name, RoleArn: role('r') });
const entry = (name: string) => on('AccessEntry', { PrincipalArn: role(name) });
const nodes = on('Nodegroup', { NodeRole: role('n'), Subnets: ['subnet-1'] });

test.each<[string, JsonObject, RegExp]>([
  ['an add-on without its cluster', { Addon: on('Addon', { ClusterName: 'nobody', AddonName: 'coredns' }) }, /No cluster found for name: nobody/],
  ['an entry without its cluster', { Entry: on('AccessEntry', { ClusterName: 'nobody', PrincipalArn: role('p') }) }, /No cluster found for name: nobody/],
  ['two associations of one service account', { A: association('web'), B: association('web') }, /Association already exists for shop\/web/],
  ['an association that an add-on has', {
    Addon: on('Addon', { AddonName: 'x', PodIdentityAssociations: [{ ServiceAccount: 'agent', RoleArn: role('r') }] }),
    Own: on('PodIdentityAssociation', { Namespace: 'kube-system', ServiceAccount: 'agent', RoleArn: role('r') }, { DependsOn: 'Addon' }),
  }, /Association already exists for kube-system\/agent/],
  ['two entries of one principal', { A: entry('p'), B: entry('p') }, /already exists/],
  ['an entry for nodes that EKS has let in', { Nodes: nodes, Entry: { ...entry('n'), DependsOn: 'Nodes' } }, /already in use on this cluster/],
  ['an add-on twice', { A: on('Addon', { AddonName: 'x' }), B: on('Addon', { AddonName: 'x' }) }, /already exists/],
])('refuses %s', async (_name, resources, message) => {
  const stack = await new World().deploy({ Cluster: cluster(), ...resources });
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(reasons(stack)).toMatch(message);
});

test('associations and entries may change in place, and those of others are no obstacle', async () => {
  const world = new World();
  await world.deploy({ Cluster: cluster(), A: association('a'), B: association('b'), E: entry('p'), F: entry('q') });
  const changed = on('PodIdentityAssociation', { Namespace: 'shop', ServiceAccount: 'a', RoleArn: role('other') });
  expect((await world.deploy({ Cluster: cluster(), A: changed, B: association('b'), E: entry('p'), F: entry('q') })).status).toBe('UPDATE_COMPLETE');
});

test('an entry that was there before the nodes may change', async () => {
  const world = new World();
  const app = (...groups: string[]) => ({
    Cluster: cluster(), Entry: on('AccessEntry', { PrincipalArn: role('n'), KubernetesGroups: groups }), Nodes: { ...nodes, DependsOn: 'Entry' },
  });
  expect((await world.deploy(app('a'))).status).toBe('CREATE_COMPLETE');
  expect((await world.deploy(app('b'))).status).toBe('UPDATE_COMPLETE');
});

test('a cluster is not deleted while it has nodes that do not hang on it', async () => {
  const world = new World();
  await world.deploy({ Cluster: cluster() }, { name: 'Cluster' });
  await world.deploy({ Nodes: { ...nodes, DependsOn: [] } }, { name: 'Nodes' });
  const stack = await world.destroy('Cluster');
  expect(stack.status).toBe('DELETE_FAILED');
  expect(reasons(stack)).toMatch(/Cluster has nodegroups attached \(Nodes\)/);
  await world.destroy('Nodes');
  expect((await world.destroy('Cluster')).status).toBe('DELETE_COMPLETE');
});

test('nodes that depend on their cluster go first', async () => {
  const world = new World();
  await world.deploy({ Cluster: cluster(), Nodes: nodes, Pods: on('FargateProfile', { PodExecutionRoleArn: role('f'), Selectors: [{ Namespace: 'shop' }] }) });
  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  expect(world.aws.account.live()).toEqual([]);
});

test('a protected cluster stays until somebody lifts the protection', async () => {
  const world = new World();
  await world.deploy({ Cluster: cluster({ DeletionProtection: true }) });
  expect(reasons(await world.destroy())).toMatch(/deletion protection enabled/);
  const endpoint = await world.aws.listen();
  const life = new Lifecycle(world.aws, endpoint, { app: '.' });
  expect(await life.liftProtection()).toEqual(['Cluster']);
  life.dispose();
  await endpoint.stop();
  expect(await world.aws.apis.call('eks', 'DescribeCluster', { name: 'c' })).toMatchObject({ cluster: { deletionProtection: false } });
  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
});

test('a cluster keeps its name and its version rises by one at a time', async () => {
  const world = new World();
  await world.deploy({ Cluster: cluster() });
  expect(reasons(await world.deploy({ Cluster: cluster({ RoleArn: role('other') }) }))).toMatch(/cannot update a stack when a custom-named resource requires replacing. Rename c /);
  expect(reasons(await world.deploy({ Cluster: cluster({ Version: '1.37' }) }))).toMatch(/Unsupported Kubernetes minor version update from 1.35 to 1.37/);
  expect(reasons(await world.deploy({ Cluster: cluster({ Version: '1.34' }) }))).toMatch(/Unsupported Kubernetes minor version update from 1.35 to 1.34/);
  expect((await world.deploy({ Cluster: cluster({ Version: '1.36' }) })).status).toBe('UPDATE_COMPLETE');
});

test('what is inside a cluster is there as long as the cluster is', async () => {
  const world = new World();
  await world.deploy({ Cluster: cluster() });
  expect(world.aws.kubernetes('c')!.objects('Namespace').map(({ metadata }) => metadata.name)).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
  await world.destroy();
  expect(world.aws.kubernetes('c')).toBeUndefined();
});

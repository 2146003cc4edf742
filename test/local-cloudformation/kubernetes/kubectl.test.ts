/** What the API server refuses, and how `kubectl` is spoken to. */
import { bench, object, web } from './support';
import { RULES } from '../../../tools/kubernetes/rules';
import { threeWayMerge } from '../../../tools/local-cloudformation/kubernetes/api/merge';
import { ENFORCED } from '../../../tools/local-cloudformation/kubernetes/api/rules';
import { printPath } from '../../../tools/local-cloudformation/kubernetes/kubectl/json-path';
import { showBytes, showList } from '../../../tools/local-cloudformation/kubernetes/kubectl/python';
import { parseSelector } from '../../../tools/local-cloudformation/kubernetes/kubectl/selector';

test.each<[string, Record<string, unknown>, RegExp]>([
  ['a namespace that does not exist', { ...web(), metadata: { name: 'web', namespace: 'nowhere' } }, /^Error from server \(NotFound\): error when applying "\/tmp\/manifest.yaml": namespaces "nowhere" not found/],
  ['a member that does not exist', web({ spec: { replica: 1 } }), /Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: spec.replica/],
  ['a selector that does not select', web({ spec: { selector: { matchLabels: { app: 'other' } } } }), /^The Deployment "web" is invalid: spec.selector/],
  ['a name that is none', { ...web(), metadata: { name: 'Not_A_Name', namespace: 'default' } }, /^The Deployment "Not_A_Name" is invalid: metadata.name/],
  ['a kind that nobody knows', object('example.com/v1', 'Thing', 'a', {}), /NotModelled.*knows no kind Thing/],
])('refuses %s', (_name, manifest, message) => {
  expect(() => bench().kubectl.apply([manifest])).toThrow(message);
});

test.each<[string, string, string]>([
  ['eks.amazonaws.com/v1', 'TargetGroupBinding', 'Auto Mode'],
  ['elbv2.k8s.aws/v1beta1', 'TargetGroupBinding', 'the load balancer controller'],
  ['secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'the secrets store'],
])('refuses %s %s without %s', (apiVersion, kind) => {
  expect(() => bench({ has: () => false }).kubectl.apply([object(apiVersion, kind, 'a', {})]))
    .toThrow(new RegExp(`resource mapping not found for name: "a" namespace: "default".*no matches for kind "${kind}" in version "${apiVersion}"`));
});

const binding = (arn: string) => object('eks.amazonaws.com/v1', 'TargetGroupBinding', 'a', { spec: { serviceRef: { name: 'web', port: 80 }, targetGroupARN: arn, targetType: 'ip' } });
const job = (image: string) => object('batch/v1', 'Job', 'a', { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image }] } } } });
const volume = (handle: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'a' },
  spec: { accessModes: ['ReadWriteMany'], capacity: { storage: '1Gi' }, csi: { driver: 'efs.csi.aws.com', volumeHandle: handle } },
});
const selecting = (label: string) => web({
  spec: {
    selector: { matchLabels: { [label]: 'web' } }, template: { metadata: { labels: { [label]: 'web' } }, spec: { containers: [{ name: 'a', image: 'b' }] } },
  },
});

test.each<[string, Record<string, unknown>, Record<string, unknown>, RegExp]>([
  ['the selector of a Deployment', selecting('app'), selecting('name'), /The Deployment "web" is invalid: spec.selector: Invalid value: .*field is immutable/],
  ['the target group of a binding', binding('arn:1'), binding('arn:2'), /spec.targetGroupARN: Invalid value: "arn:2": field is immutable/],
  ['the pods of a Job', job('a'), job('b'), /spec.template.*field is immutable/],
  ['the source of a volume', volume('fs-1'), volume('fs-2'), /spec.csi.*field is immutable/],
  ['data that was said to be immutable', object('v1', 'ConfigMap', 'a', { data: { a: '1' }, immutable: true }), object('v1', 'ConfigMap', 'a', { data: { a: '2' }, immutable: true }),
    /field is immutable when `immutable` is set/],
])('refuses to change %s', (_name, before, after, message) => {
  const { kubectl } = bench();
  kubectl.apply([before]);
  kubectl.apply([before]);
  expect(() => kubectl.apply([after])).toThrow(message);
});

test('one refused object does not keep the others from their turn', () => {
  const { kubectl, cluster } = bench();
  expect(() => kubectl.apply([web({ spec: { replica: 1 } }), object('v1', 'ConfigMap', 'a', {})])).toThrow(/strict decoding/);
  expect(cluster.find('ConfigMap', 'default', 'a')).toBeDefined();
});

test('every rule that the server enforces is a rule of the checker', () => {
  const names = RULES.map(({ name }) => name);
  expect(ENFORCED.filter(name => !names.includes(name))).toEqual([]);
});

test('a binding cannot be deleted once its controller is gone: the deletion never ends', () => {
  let there = true;
  const { kubectl, cluster } = bench({ has: () => there });
  kubectl.apply([binding('arn:1')]);
  there = false;
  expect(() => kubectl.delete([binding('arn:1')])).toThrow(/the controller .* is gone/);
  expect(cluster.objects('TargetGroupBinding')).toHaveLength(1);
});

test('a Deployment takes its ReplicaSets and pods with it', () => {
  const { kubectl, cluster } = bench();
  kubectl.apply([web()]);
  kubectl.delete([web()]);
  expect(cluster.objects().filter(({ metadata }) => metadata.name.startsWith('web'))).toEqual([]);
  expect(() => kubectl.delete([web()])).toThrow('Error from server (NotFound): error when deleting "/tmp/manifest.yaml": deployments.apps "web" not found');
});

describe('get', () => {
  const { kubectl } = bench();
  kubectl.apply([web({ replicas: 2 })]);

  test.each<[string, string, string, string]>([
    ['deployment', 'web', '.spec.replicas', '2'],
    ['deployments.apps', 'web', '.metadata.name', 'web'],
    ['deploy', 'web', "{.metadata['namespace']}".slice(1, -1), 'default'],
    ['rs', '--selector=app=web', '.items[*].spec.replicas', '2'],
    ['rs', '--selector=app=nobody', '.items[*].metadata.name', ''],
    ['networkpolicies', '--selector=app=nobody', '.items', '[]'],
  ])('%s %s %s', (type, name, path, expected) => {
    expect(kubectl.get(type, name, 'default', path)).toBe(expected);
  });

  test('says what it does not find', () => {
    expect(() => kubectl.get('deploy', 'nobody', 'default', '.a')).toThrow('Error from server (NotFound): deployments.apps "nobody" not found');
    expect(() => kubectl.get('thing', 'a', 'default', '.a')).toThrow('error: the server doesn\'t have a resource type "thing"');
  });
});

test('a patch sets, and null takes out', () => {
  const { kubectl, cluster } = bench();
  kubectl.apply([web({ replicas: 2 })]);
  kubectl.patch('deployment/web', 'default', '{"spec":{"replicas":3,"revisionHistoryLimit":null}}', 'strategic');
  expect(cluster.find('Deployment', 'default', 'web')!.spec).toMatchObject({ replicas: 3, revisionHistoryLimit: 10 });
  expect(() => kubectl.patch('deployment/nobody', 'default', '{}', 'strategic')).toThrow(/"nobody" not found/);
});

const sets = {
  items: [
    { metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'x' } }, status: { replicas: 2, availableReplicas: 2, phase: 'Bound' } },
    { metadata: { name: 'b' }, status: { replicas: 2, availableReplicas: 1 } },
    { metadata: { name: 'c' }, status: { replicas: 2 } },
  ],
};

test.each<[string, string]>([
  ['.items[?(@.status.availableReplicas>=2)].metadata.name', 'a'],
  ['.items[?(@.status.availableReplicas >= 1)].metadata.name', 'a b'],
  ['.items[?(@.status.availableReplicas!=2)].metadata.name', 'b'],
  ['.items[?(@.status.availableReplicas)].metadata.name', 'a b'],
  ['.items[?(@.metadata.name=="c")].status.replicas', '2'],
  ["$.items[?(@.status.phase=='Bound')].metadata.name", 'a'],
  ['.items[-1].metadata.name', 'c'],
  ['.items[0].metadata.labels.app\\.kubernetes\\.io/name', 'x'],
  ["['items'][1]['metadata']", '{"name":"b"}'],
  ['.items[?(@.status.availableReplicas==@.status.replicas)].metadata.name', 'a'],
  ['.items[?(@.status.nothing==@.status.replicas)].metadata.name', ''],
  ['.items[?(@.status.replicas==@.status.nothing)].metadata.name', ''],
  ['.items[0].nothing}{.items[0].metadata.name', 'a'],
  ['.items[0].metadata.name}{.items[1].metadata.name', 'ab'],
  ['.items[*].status.nothing', ''],
  ['.nothing.at.all', ''],
])('JSONPath %s', (path, expected) => {
  expect(printPath(path, sets)).toBe(expected);
});

test.each<[string, RegExp]>([
  ['.items[7]', /array index out of bounds: index 7, length 3/],
  ['.items[?(@.status.availableReplicas>="2")]', /incompatible types for comparison/],
  ['..name', /not understood by the local endpoint/],
  ['.items[0:2]', /not understood by the local endpoint/],
])('JSONPath %s is an error', (path, message) => {
  expect(() => printPath(path, sets)).toThrow(message);
});

test.each<[string, Record<string, string>, boolean]>([
  ['a=1,b!=2', { a: '1' }, true],
  ['a==1,b', { a: '1' }, false],
  ['!b', { a: '1' }, true],
  ['a in (1, 2),b notin (3)', { a: '2' }, true],
  ['a in (1, 2)', { a: '3' }, false],
  ['a.b/c=', { 'a.b/c': '' }, true],
])('selector %s on %p: %p', (selector, labels, expected) => {
  expect(parseSelector(selector)(labels)).toBe(expected);
});

test('a merge keeps what nobody asked for, and takes out what is not asked for any more', () => {
  const wanted = { a: 2, b: { c: 1 }, e: [2] };
  expect(threeWayMerge({ a: 1, b: { c: 1, d: 1 }, e: [1], f: 1 }, wanted, { b: { d: 1 }, f: 1 })).toEqual(wanted);
  expect(threeWayMerge({ a: 1, b: { x: 1 } }, { a: 2 }, {})).toEqual({ b: { x: 1 }, a: 2 });
});

test('texts look as Python shows them', () => {
  expect(showList(['a', "-o=jsonpath='{.a}'"])).toBe("['a', \"-o=jsonpath='{.a}'\"]");
  expect(showBytes('it said "no"\n')).toBe("b'it said \"no\"\\n'");
});

/** What pods wait for, and how one version takes the place of another. */
import * as fc from 'fast-check';
import { bench, Bench, object, web } from './support';
import { boundsOf, nextOfNew, nextOfOld } from '../../../tools/local-cloudformation/kubernetes/controllers/rollout';

const images = ({ cluster }: Bench) => cluster.pods().map(pod => `${pod.images.join()}${pod.ready ? '' : '!'}`).sort();
const waiting = ({ cluster }: Bench) => [...new Set(cluster.pods().map(pod => pod.waiting))];

test('pods are ready a moment after they are made, and available when they have been ready long enough', () => {
  const world = bench();
  world.kubectl.apply([web({ replicas: 1, spec: { minReadySeconds: 30 } })]);
  const available = () => world.kubectl.get('deploy', 'web', 'default', '.status.availableReplicas');
  expect(images(world)).toEqual(['web:1!']);
  world.pass(6);
  expect(images(world)).toEqual(['web:1']);
  expect(available()).toBe('');
  world.pass(30);
  expect(available()).toBe('1');
});

test('old pods go only as new ones become available', () => {
  const world = bench();
  const app = (image: string) => web({ image, replicas: 3, spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } });
  world.kubectl.apply([app('web:1')]);
  world.pass(60);
  world.kubectl.apply([app('web:2')]);
  expect(images(world)).toEqual(['web:1', 'web:1', 'web:1', 'web:2!']);
  world.pass(6);
  expect(images(world)).toEqual(['web:1', 'web:1', 'web:2', 'web:2!']);
  world.pass(60);
  expect(images(world)).toEqual(['web:2', 'web:2', 'web:2']);
});

test('Recreate takes all old pods away first', () => {
  const world = bench();
  const app = (image: string) => web({ image, replicas: 2, spec: { strategy: { type: 'Recreate' } } });
  world.kubectl.apply([app('web:1')]);
  world.pass(60);
  world.kubectl.apply([app('web:2')]);
  expect(images(world)).toEqual(['web:2!', 'web:2!']);
});

test('a version that was there before gets its ReplicaSet back', () => {
  const world = bench();
  for (const image of ['web:1', 'web:2', 'web:1']) {
    world.kubectl.apply([web({ image, replicas: 1 })]);
    world.pass(60);
  }
  expect(world.cluster.objects('ReplicaSet')).toHaveLength(2);
  expect(images(world)).toEqual(['web:1']);
});

test('empty ReplicaSets are kept up to the limit', () => {
  const world = bench();
  for (let version = 1; version <= 6; version++) {
    world.kubectl.apply([web({ image: `web:${version}`, replicas: 1, spec: { revisionHistoryLimit: 2 } })]);
    world.pass(60);
  }
  expect(world.cluster.objects('ReplicaSet')).toHaveLength(3);
});

test('an autoscaler lifts the count to its minimum, and deploying again leaves it there', () => {
  const world = bench();
  const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 3, maxReplicas: 5 },
  });
  world.kubectl.apply([web(), scaler]);
  world.pass(60);
  expect(images(world)).toEqual(['web:1', 'web:1', 'web:1']);
  world.kubectl.apply([web({ image: 'web:2' })]);
  world.pass(60);
  expect(images(world)).toEqual(['web:2', 'web:2', 'web:2']);
});

test('a count of nothing switches the autoscaler off', () => {
  const world = bench();
  const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 3, maxReplicas: 5 },
  });
  world.kubectl.apply([web({ replicas: 0 }), scaler]);
  expect(images(world)).toEqual([]);
});

test('of too many pods those go that are not ready', () => {
  const world = bench();
  world.kubectl.apply([web({ replicas: 1 })]);
  world.pass(60);
  const [{ name }] = world.cluster.pods();
  world.kubectl.apply([web({ replicas: 3 })]);
  world.kubectl.apply([web({ replicas: 1 })]);
  expect(world.cluster.pods().map(pod => pod.name)).toEqual([name]);
});

test('a pod keeps its address when its labels change', () => {
  const world = bench();
  world.kubectl.apply([web()]);
  world.pass(60);
  const [{ name }] = world.cluster.pods();
  const address = () => world.kubectl.get('po', name, 'default', '.status.podIP');
  const before = address();
  world.kubectl.patch(`pod/${name}`, 'default', '{"metadata":{"labels":{"extra":"1"}}}', 'strategic');
  expect(before).toMatch(/^100\.64\./);
  expect(address()).toBe(before);
});

const secretVolume = { name: 's', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'web' } } };
const variable = { name: 'A', valueFrom: { secretKeyRef: { name: 'made', key: 'A' } } };
const secretClass = object('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', 'web', {
  spec: { provider: 'aws', parameters: { objects: '[]' }, secretObjects: [{ secretName: 'made', type: 'Opaque', data: [{ objectName: 'a', key: 'A' }] }] },
});

test.each<[string, Record<string, unknown>, RegExp, Record<string, unknown> | undefined]>([
  ['a ConfigMap', web({ container: { envFrom: [{ configMapRef: { name: 'settings' } }] } }), /configmap "settings" not found/, object('v1', 'ConfigMap', 'settings', {})],
  ['a Secret', web({ container: { env: [variable] } }), /secret "made" not found/, object('v1', 'Secret', 'made', {})],
  ['a class of secrets, which makes the Secret', web({ container: { env: [variable] }, pod: { volumes: [secretVolume] } }), /secretproviderclasses.* "web" not found/, secretClass],
  ['a claim', web({ pod: { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] } }), /persistentvolumeclaim "data" not found/,
    object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } })],
])('a pod waits for %s', (_name, app, message, remedy) => {
  const world = bench();
  world.kubectl.apply([app]);
  world.pass(600);
  expect(waiting(world)[0]).toMatch(message);
  world.kubectl.apply([remedy!]);
  world.pass(60);
  expect(images(world)).toEqual(['web:1']);
});

test('pods wait for nodes, and for probes that are answered', () => {
  const without = bench({ hasNodes: () => false });
  without.kubectl.apply([web()]);
  without.pass(600);
  expect(waiting(without)).toEqual(['Unschedulable: no nodes available to schedule pods']);

  const silent = bench({ faults: { probe: probe => (probe.httpGet as { path?: string } | undefined)?.path === '/broken' ? 'never ready' : 'runs' } });
  const probed = (path: string) => web({ container: { readinessProbe: { httpGet: { path, port: 'http' } } } });
  silent.kubectl.apply([probed('/broken')]);
  silent.pass(600);
  expect(waiting(silent)).toEqual(['Unhealthy: a probe of container app is not answered']);
  silent.kubectl.apply([probed('/fine')]);
  silent.pass(60);
  expect(images(silent)).toEqual(['web:1']);
});

test('a namespace with pod security takes the Deployment and none of its pods', () => {
  const world = bench();
  world.kubectl.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } }]);
  world.kubectl.apply([web({ pod: { hostNetwork: true } })]);
  expect(world.cluster.pods()).toEqual([]);
  expect(world.kubectl.get('rs', '--selector=app=web', 'default', '.items[0].status.conditions[0].message')).toMatch(/violates PodSecurity/);
});

describe('target groups', () => {
  const service = object('v1', 'Service', 'web', { spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } });
  const binding = object('eks.amazonaws.com/v1', 'TargetGroupBinding', 'web', {
    spec: { serviceRef: { name: 'web', port: 80 }, targetGroupARN: 'arn:group', targetType: 'ip' },
  });
  const gated = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', labels: { 'eks.amazonaws.com/pod-readiness-gate-inject': 'enabled' } } };

  test('get the pods of the bound Service, by the port of the container', () => {
    const world = bench();
    world.kubectl.apply([service, binding, web({ replicas: 2 })]);
    expect(world.cluster.targets('arn:group').map(({ port, healthy }) => [port, healthy])).toEqual([[8080, false], [8080, false]]);
    world.pass(60);
    expect(world.cluster.targets('arn:group').map(({ port, healthy }) => [port, healthy])).toEqual([[8080, true], [8080, true]]);
    expect(world.cluster.targets('arn:other')).toEqual([]);
    expect(new Set(world.cluster.targets('arn:group').map(({ id }) => id)).size).toBe(2);
  });

  test('hold pods back that cannot be registered, where readiness asks the load balancer', () => {
    let refusal: string | undefined = 'there is no target group';
    const world = bench({ refuseTargets: () => refusal });
    world.kubectl.apply([gated, service, binding, web()]);
    world.pass(600);
    expect(waiting(world)).toEqual(['ReadinessGatesNotReady: there is no target group']);
    refusal = undefined;
    world.pass(1);
    expect(waiting(world)).toEqual([undefined]);
    world.pass(60);
    expect(images(world)).toEqual(['web:1']);
  });
});

test('readiness that asks the load balancer comes later than that of the containers', () => {
  const ready = (labels: Record<string, string>, seconds: number) => {
    const world = bench();
    const service = object('v1', 'Service', 'web', { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } });
    const binding = object('eks.amazonaws.com/v1', 'TargetGroupBinding', 'web', {
      spec: { serviceRef: { name: 'web', port: 80 }, targetGroupARN: 'arn:group', targetType: 'ip' },
    });
    world.kubectl.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', labels } }, service, binding, web()]);
    world.pass(seconds);
    return world.cluster.pods()[0].ready;
  };
  const gate = { 'eks.amazonaws.com/pod-readiness-gate-inject': 'enabled' };
  expect([ready({}, 6), ready(gate, 6), ready(gate, 16)]).toEqual([true, false, true]);
});

test('a Job succeeds, unless its image never comes up', () => {
  const job = (image: string) => object('batch/v1', 'Job', image.replace(':', '-'), { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image }] } } } });
  const world = bench({ faults: { image: image => image === 'bad:1' ? 'never ready' : 'runs' } });
  world.kubectl.apply([job('good:1'), job('bad:1')]);
  world.pass(60);
  expect(world.cluster.objects('Job').map(({ status }) => (status as { succeeded?: number }).succeeded)).toEqual([1, undefined]);
});

describe('the arithmetic of a rollout', () => {
  const bounds = fc.record({ desired: fc.integer({ min: 1, max: 40 }), maxSurge: fc.nat(10), maxUnavailable: fc.nat(10) })
    .filter(({ maxSurge, maxUnavailable }) => maxSurge + maxUnavailable > 0)
    .map(({ desired, maxSurge, maxUnavailable }) => ({ desired, maxSurge, maxUnavailable: Math.min(maxUnavailable, desired) }));

  test('never has too few available pods or too many altogether, and ends, whichever pods come up when', () => {
    fc.assert(fc.property(bounds, fc.infiniteStream(fc.nat(3)), (plan, chance) => {
      let old = { replicas: plan.desired, available: plan.desired };
      let current = { replicas: 0, available: 0 };
      for (let step = 0; old.replicas > 0 || current.available < plan.desired; step++) {
        expect(step).toBeLessThan(1000);
        current = { ...current, replicas: nextOfNew(current, [old], plan) };
        expect(current.replicas + old.replicas).toBeLessThanOrEqual(plan.desired + plan.maxSurge);
        const [left] = nextOfOld(current, [old], plan);
        old = { replicas: left, available: Math.min(old.available, left) };
        expect(old.available + current.available).toBeGreaterThanOrEqual(plan.desired - plan.maxUnavailable);
        const up = Math.min(current.replicas, current.available + Number(chance.next().value) + 1);
        current = { ...current, available: up };
      }
    }));
  });

  test('leaves the old pods alone when no new one ever comes up', () => {
    fc.assert(fc.property(bounds, plan => {
      let old = { replicas: plan.desired, available: plan.desired };
      let current = { replicas: 0, available: 0 };
      for (let step = 0; step < 50; step++) {
        current = { ...current, replicas: nextOfNew(current, [old], plan) };
        const [left] = nextOfOld(current, [old], plan);
        old = { replicas: left, available: left };
      }
      expect(old.available).toBe(plan.desired - plan.maxUnavailable);
    }));
  });

  test('takes pods away first that never came up, and none of them to make up for new ones that have not', () => {
    const plan = { desired: 3, maxSurge: 2, maxUnavailable: 0 };
    expect(nextOfOld({ replicas: 1, available: 1 }, [{ replicas: 2, available: 2 }, { replicas: 2, available: 0 }], plan)).toEqual([2, 0]);
    expect(nextOfOld({ replicas: 2, available: 0 }, [{ replicas: 3, available: 2 }], plan)).toEqual([3]);
  });

  test('rounds a surge up and what may be missing down, and never lets both be nothing', () => {
    const of = (maxSurge: unknown, maxUnavailable: unknown) => boundsOf({ replicas: 3, strategy: { rollingUpdate: { maxSurge, maxUnavailable } } });
    expect(of('25%', '25%')).toEqual({ desired: 3, maxSurge: 1, maxUnavailable: 0 });
    expect(of('0%', '10%')).toEqual({ desired: 3, maxSurge: 0, maxUnavailable: 1 });
    expect(of(2, 1)).toEqual({ desired: 3, maxSurge: 2, maxUnavailable: 1 });
  });
});

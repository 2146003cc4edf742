/** A pod on each node, in the local cluster: how they come, how they are replaced, and what is counted. */
import { bench, Bench } from './support';
import { NODES } from '../../../tools/local-cloudformation/kubernetes/controllers/daemon-set';

interface Sizes {
  readonly image?: string;
  readonly maxUnavailable?: number | string;
  readonly type?: 'OnDelete';
  readonly account?: string;
}

/** A DaemonSet called agent in the namespace default. */
function agent({ image = 'agent:1', maxUnavailable, type, account }: Sizes = {}): Record<string, unknown> {
  const labels = { app: 'agent' };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'default' },
    spec: {
      selector: { matchLabels: labels },
      ...maxUnavailable !== undefined && { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } } },
      ...type && { updateStrategy: { type } },
      template: { metadata: { labels }, spec: { ...account && { serviceAccountName: account }, containers: [{ name: 'app', image }] } },
    },
  };
}

const imagesOf = ({ cluster }: Bench) => cluster.pods('default').map(({ images: [image], ready }) => `${image}${ready ? '' : ' not ready'}`).sort();
const statusOf = ({ cluster }: Bench) => cluster.find('DaemonSet', 'default', 'agent')!.status as Record<string, unknown>;

test('each node has one pod, which gets ready and is counted', () => {
  const on = bench();
  on.kubectl.apply([agent()]);
  expect(on.cluster.objects('Pod').map(({ spec }) => (spec as { nodeName: string }).nodeName)).toEqual(NODES);
  expect(statusOf(on)).toMatchObject({
    observedGeneration: 1, desiredNumberScheduled: 2, currentNumberScheduled: 2, numberReady: 0, updatedNumberScheduled: 2, numberUnavailable: 2,
  });

  on.pass(10);
  expect(imagesOf(on)).toEqual(['agent:1', 'agent:1']);
  expect(statusOf(on)).toMatchObject({ numberReady: 2, numberAvailable: 2 });
  expect(statusOf(on)).not.toHaveProperty('numberUnavailable');
});

test('without a node there is no pod, and some counts are left out', () => {
  const on = bench({ hasNodes: () => false });
  on.kubectl.apply([agent()]);
  expect(on.cluster.pods('default')).toEqual([]);
  expect(statusOf(on)).toEqual({
    observedGeneration: 1, currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0,
  });
});

test.each<[number | string | undefined, string[]]>([
  [undefined, ['agent:1', 'agent:2 not ready']],
  ['25%', ['agent:1', 'agent:2 not ready']],
  ['100%', ['agent:2 not ready', 'agent:2 not ready']],
])('a new version replaces as many at a time as it may: %s', (maxUnavailable, atFirst) => {
  const on = bench();
  on.kubectl.apply([agent({ maxUnavailable })]);
  on.pass(10);
  on.kubectl.apply([agent({ image: 'agent:2', maxUnavailable })]);
  expect(imagesOf(on)).toEqual(atFirst);

  on.pass(60);
  expect(imagesOf(on)).toEqual(['agent:2', 'agent:2']);
  expect(statusOf(on)).toMatchObject({ observedGeneration: 2, updatedNumberScheduled: 2, numberReady: 2 });
});

test('a version that does not come up leaves the others alone, and goes at once when the old one comes back', () => {
  const on = bench({ faults: { image: image => image === 'bad' ? 'never ready' : 'runs' } });
  on.kubectl.apply([agent()]);
  on.pass(10);
  on.kubectl.apply([agent({ image: 'bad' })]);
  on.pass(600);
  expect(imagesOf(on)).toEqual(['agent:1', 'bad not ready']);
  expect(statusOf(on)).toMatchObject({ updatedNumberScheduled: 1, numberReady: 1 });

  on.kubectl.apply([agent()]);
  on.pass(10);
  expect(imagesOf(on)).toEqual(['agent:1', 'agent:1']);
});

test('pods are replaced only when somebody deletes them, if that was said', () => {
  const on = bench();
  on.kubectl.apply([agent({ type: 'OnDelete' })]);
  on.pass(10);
  on.kubectl.apply([agent({ image: 'agent:2', type: 'OnDelete' })]);
  on.pass(60);
  expect(imagesOf(on)).toEqual(['agent:1', 'agent:1']);
});

test('pods that the server refuses are counted as missing', () => {
  const on = bench();
  on.kubectl.apply([agent({ account: 'nobody' })]);
  expect(statusOf(on)).toMatchObject({ currentNumberScheduled: 0, desiredNumberScheduled: 2, conditions: [{ type: 'FailedCreate', message: 'serviceaccount "nobody" not found' }] });
});

test('the pods go with their DaemonSet', () => {
  const on = bench();
  on.kubectl.apply([agent()]);
  on.kubectl.delete([agent()]);
  expect(on.cluster.pods('default')).toEqual([]);
});

/** Which pods are taken for those of a workload, by the names that Kubernetes gives them. */
import { podNamesOf } from '../../src/eks/pod-names';
import { JobDraft, seal, WorkloadDraft } from '../../src/model';
import { main, PRODUCTION, workload } from '../wrong-inputs/wrong-input';

const NIGHTLY: JobDraft = { trigger: { kind: 'schedule', expression: 'cron(0 3 * * ? *)' } };
const RELEASE: JobDraft = { trigger: { kind: 'release' } };

const job = (made: JobDraft): Partial<WorkloadDraft> => ({ containers: [main({ ports: [] })], job: made });

function belongsTo(given: Partial<WorkloadDraft>, name = 'api'): (pod: string) => boolean {
  const pattern = new RegExp(podNamesOf(seal(workload({ ...given, name }), PRODUCTION).spec));
  return pod => pattern.test(pod);
}

const KINDS: [string, Partial<WorkloadDraft>, string[]][] = [
  ['a Deployment', {}, ['api-66d8f7b5c9-x2x4z', 'api-7d9fc8b6-bcdfg']],
  ['a version of it that is shifted to', {
    exposures: [{ kind: 'http', audience: 'public' }], rollout: { kind: 'shifting', steps: [] } as unknown as WorkloadDraft['rollout'],
  }, ['api-0a1b2c3d-66d8f7b5c9-x2x4z']],
  ['a DaemonSet', { scaling: { kind: 'perInstance' } }, ['api-x2x4z']],
  ['a CronJob', job(NIGHTLY), ['api-29061234-x2x4z', 'api-1767225600-bcdfg']],
  ['a Job of a release', job(RELEASE), ['api-0a1b2c3d-x2x4z']],
];

describe.each(KINDS)('pods of %s', (_, given, pods) => {
  test('are its own', () => expect(pods.filter(pod => !belongsTo(given)(pod))).toEqual([]));

  // A namespace has a name once, whatever kind the workload is of.
  test('are not those of workloads whose names begin or end alike', () => {
    const alike = KINDS.flatMap(([, , theirs]) => theirs.flatMap(pod => [
      pod.replace(/^api/, 'api-admin'), pod.replace(/^api/, 'api-db'), pod.replace(/^api/, 'api-v2'), pod.replace(/^api/, 'my-api'), pod.replace(/^api/, 'api2'),
    ]));
    expect(alike.filter(belongsTo(given))).toEqual([]);
  });
});

test.each([
  // Of a name with so many characters Kubernetes keeps 58 with all that follows, and adds five.
  [50, (name: string) => `${name}-66d8f7b5c9`.slice(0, 58) + 'x2x4z'],
  [63, (name: string) => `${name}-66d8f7b5c9`.slice(0, 58) + 'x2x4z'],
])('of a long name (%d characters) what Kubernetes leaves of it is enough', (length, pod) => {
  const name = 'a'.repeat(length);
  expect(belongsTo({}, name)(pod(name))).toBe(true);
  expect(belongsTo({}, name)(`${name.slice(0, 40)}-66d8f7b5c9-x2x4z`)).toBe(false);
});

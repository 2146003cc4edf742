/** A Deployment on EKS, from a template to pods and back. */
import { deployment, EksWorld, SPACE, template, web, WebOptions } from './eks-app';
import { Faults } from '../../../tools/local-cloudformation/kubernetes/surroundings';
import { history, reasons } from '../harness';

const bad: Faults = { image: image => image.includes('bad') ? 'never ready' : 'runs' };
const app = (options: WebOptions = {}) => template(ground => web(ground, options));

test('a Deployment becomes pods, an update replaces them, and nothing is left at the end', async () => {
  const world = new EksWorld();
  const made = await world.deploy(app());
  expect(reasons(made)).not.toMatch(/fail/i);
  expect(made.status).toBe('CREATE_COMPLETE');
  expect(world.pods()).toEqual(['web:1 ready', 'web:1 ready']);
  expect(world.aws.account.clock.waited).toBe(10);

  expect((await world.deploy(app({ image: 'web:2' }))).status).toBe('UPDATE_COMPLETE');
  expect(world.pods()).toEqual(['web:2 ready', 'web:2 ready']);
  expect(world.objects().filter(name => name.startsWith('ReplicaSet/'))).toHaveLength(2);

  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  expect(world.aws.kubernetes('test')).toBeUndefined();
  expect(world.aws.account.live()).toEqual([]);
});

test('a version that does not come up is taken back after the gate has waited, and the pods of the old one are never touched', async () => {
  const world = new EksWorld({ faults: bad });
  await world.deploy(app());
  const before = world.cluster.pods(SPACE).map(pod => pod.name);
  const started = world.minutes;

  const stack = await world.deploy(app({ image: 'bad:2' }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons(stack)).toMatch(/Timeout waiting for output from kubectl command: \['get', '-n', 'shop', 'replicaset', '--selector=app=web,version=bad-2', "-o=jsonpath='\{.*\}'"\] \(last_error=None\)/);
  expect(world.minutes - started).toBeGreaterThanOrEqual(14);
  expect(world.minutes - started).toBeLessThan(16);
  // The CLI reads the events, and its clock has not moved.
  expect(stack.events.at(-1)!.at.getTime() - stack.events[0].at.getTime()).toBeLessThan(60_000);
  expect(world.cluster.pods(SPACE).map(pod => pod.name)).toEqual(before);
  expect(world.pods()).toEqual(['web:1 ready', 'web:1 ready']);
  expect(history(stack).filter(line => line.includes('Web')).slice(-4).map(line => line.replace(/Resource\w*|[0-9A-F]{8}/g, ''))).toEqual([
    'Web UPDATE_IN_PROGRESS', 'Web UPDATE_COMPLETE', 'WebGate UPDATE_IN_PROGRESS', 'WebGate UPDATE_COMPLETE',
  ]);
});

test('without a gate a version that does not come up counts as deployed', async () => {
  const world = new EksWorld({ faults: bad });
  const stack = await world.deploy(template(({ apply }) => apply('Web', deployment({ image: 'bad:1' }))));
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(world.pods()).toEqual(Array(2).fill('bad:1 ImagePullBackOff: Back-off pulling image "bad:1"'));
});

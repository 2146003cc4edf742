/** A cluster without an account around it: what it sees of one is said by the test. */
import { KubernetesCluster } from '../../../tools/local-cloudformation/kubernetes/cluster';
import { Kubectl } from '../../../tools/local-cloudformation/kubernetes/kubectl/kubectl';
import { ClusterSurroundings } from '../../../tools/local-cloudformation/kubernetes/surroundings';

export interface Bench {
  readonly cluster: KubernetesCluster;
  readonly kubectl: Kubectl;
  /** Lets seconds pass. */
  pass(seconds: number): void;
}

export function bench(around: Partial<ClusterSurroundings> = {}): Bench {
  let now = 1_000_000;
  const pass = (seconds: number) => { now += seconds; };
  const cluster = new KubernetesCluster('c', {
    faults: {},
    now: () => now,
    moveOn: pass,
    has: () => true,
    hasNodes: () => true,
    roleOf: () => undefined,
    refuseTargets: () => undefined,
    ...around,
  });
  return { cluster, kubectl: new Kubectl(cluster), pass };
}

export interface Sizes {
  readonly image?: string;
  readonly replicas?: number;
  readonly spec?: object;
  readonly pod?: object;
  readonly container?: object;
}

/** A Deployment called web in the namespace default. */
export function web({ image = 'web:1', replicas, spec = {}, pod = {}, container = {} }: Sizes = {}): Record<string, unknown> {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      ...replicas === undefined ? {} : { replicas },
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'app', image, ports: [{ name: 'http', containerPort: 8080 }], ...container }], ...pod } },
      ...spec,
    },
  };
}

/** An object of the namespace default. */
export function object(apiVersion: string, kind: string, name: string, members: object): Record<string, unknown> {
  return { apiVersion, kind, metadata: { name, namespace: 'default' }, ...members };
}

import { Construct } from 'constructs';
import { EksGround } from './ground';
import { scaledByKeda } from './keda';
import { REVISION } from './labels';
import { applyObject, KubernetesObject } from './manifest';
import { RenderedPod } from './pod';
import { renderScaling } from './scaling';
import { Version } from './version';
import { fewestCopies, WorkloadSpec } from '../model';

/** Where the objects of a workload go, and how they are told from those of other versions. */
export interface ServicePlace {
  readonly ground: EksGround;
  readonly namespace: string;
  readonly version: Version;
}

/** How many seconds a new version may take until Kubernetes says that it is stuck, and how it replaces the old one. */
export interface DeploymentParts extends ServicePlace {
  readonly pod: RenderedPod;
  readonly progressSeconds: number;
  readonly strategy: object;
}

/** The copies that a version must bring up before it counts as deployed. */
export function copiesWanted({ scaling }: WorkloadSpec): number {
  return fewestCopies(scaling);
}

/** What keeps the pods running. */
export function makeDeployment(scope: Construct, { scaling }: WorkloadSpec, parts: DeploymentParts): Construct {
  const { pod, progressSeconds, strategy, version } = parts;
  return apply(scope, parts, 'apps/v1', 'Deployment', {
    // Left out when the count follows the load: a deployment must not undo what scaling did.
    ...(scaling.kind === 'fixed' && { replicas: scaling.count }),
    revisionHistoryLimit: 3,
    progressDeadlineSeconds: progressSeconds,
    selector: { matchLabels: version.selector },
    strategy,
    template: pod.template,
  });
}

/** What a daemon set is made of. */
export interface DaemonSetParts extends ServicePlace {
  readonly pod: RenderedPod;
  readonly maxUnavailable: string;
}

/** What keeps one pod on each node. Its version is written on it, because those who wait for that version look for it. */
export function makeDaemonSet(scope: Construct, { ground, namespace, version, pod, maxUnavailable }: DaemonSetParts): Construct {
  return apply(scope, { ground, namespace, version: { ...version, labels: { ...version.labels, [REVISION]: pod.revision } } }, 'apps/v1', 'DaemonSet', {
    revisionHistoryLimit: 3,
    selector: { matchLabels: version.selector },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } },
    template: pod.template,
  });
}

/** What is different about a Service. */
export interface ServiceMembers {
  readonly selector?: Record<string, string>;
  readonly internalTrafficPolicy?: 'Local';
}

/** The name and the ports under which the cluster knows the pods. Undefined when nothing listens. */
export function makeService(scope: Construct, { containers }: WorkloadSpec, place: ServicePlace, given: ServiceMembers = {}): Construct | undefined {
  const ports = containers.flatMap(container => container.ports);
  return ports.length === 0 ? undefined : apply(scope, place, 'v1', 'Service', {
    type: 'ClusterIP',
    selector: place.version.selector,
    ...given,
    ports: ports.map(({ name, port, protocol, application }) => ({
      name, port, targetPort: name, protocol: protocol.toUpperCase(), ...(application && { appProtocol: APPLICATIONS[application] }),
    })),
  });
}

const APPLICATIONS = { http: 'http', http2: 'kubernetes.io/h2c', grpc: 'kubernetes.io/h2c' };

/**
 * Nodes come and go, in Auto Mode at least every three weeks. This keeps them from taking two copies at a time, and a single
 * copy is not held on to, because its node could then never go.
 */
export function makeDisruptionBudget(scope: Construct, spec: WorkloadSpec, place: ServicePlace): Construct | undefined {
  return copiesWanted(spec) < 2 ? undefined : apply(scope, place, 'policy/v1', 'PodDisruptionBudget', {
    maxUnavailable: 1, selector: { matchLabels: place.version.selector }, unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
}

/** What lets the number of pods follow the load. Undefined when it does not. */
export function makeScaling(scope: Construct, spec: WorkloadSpec, place: ServicePlace): Construct | undefined {
  const scaling = scaledByKeda(spec) ? undefined : renderScaling(spec, place.version.name);
  return scaling && apply(scope, place, 'autoscaling/v2', 'HorizontalPodAutoscaler', scaling);
}

function apply(scope: Construct, { ground, namespace, version }: ServicePlace, apiVersion: string, kind: string, spec: object): Construct {
  const { name, id, labels } = version;
  const object: KubernetesObject = { apiVersion, kind, metadata: { name, namespace, labels }, spec };
  return applyObject(scope, ground, object, id);
}

import { Construct } from 'constructs';
import { EksGround } from './ground';
import { labelsOf, selectorOf } from './labels';
import { applyObject } from './manifest';
import { RenderedPod } from './pod';
import { copiesWanted, renderRollout } from './rollout';
import { RollingRollout, WorkloadSpec } from '../model';

/** Where the objects of a workload go. */
export interface ServicePlace {
  readonly ground: EksGround;
  readonly namespace: string;
}

/** How many seconds a new version may take until Kubernetes says that it is stuck. */
export interface DeploymentParts extends ServicePlace {
  readonly pod: RenderedPod;
  readonly progressSeconds: number;
}

/** What keeps the pods running. */
export function makeDeployment(scope: Construct, spec: WorkloadSpec, { ground, namespace, pod, progressSeconds }: DeploymentParts): Construct {
  const { name, scaling } = spec;
  return applyObject(scope, ground, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: labelsOf(spec) },
    spec: {
      // Left out when the count follows the load: a deployment must not undo what scaling did.
      ...(scaling.kind === 'fixed' && { replicas: scaling.count }),
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: progressSeconds,
      selector: { matchLabels: selectorOf(spec) },
      strategy: renderRollout(spec.rollout as RollingRollout),
      template: pod.template,
    },
  });
}

/** The name and the ports under which the cluster knows the pods. Undefined when nothing listens. */
export function makeService(scope: Construct, spec: WorkloadSpec, { ground, namespace }: ServicePlace): Construct | undefined {
  const ports = spec.containers.flatMap(container => container.ports);
  return ports.length === 0 ? undefined : applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: spec.name, namespace, labels: labelsOf(spec) },
    spec: {
      type: 'ClusterIP',
      selector: selectorOf(spec),
      ports: ports.map(({ name, port, protocol, application }) => ({
        name, port, targetPort: name, protocol: protocol.toUpperCase(), ...(application && { appProtocol: APPLICATIONS[application] }),
      })),
    },
  });
}

const APPLICATIONS = { http: 'http', http2: 'kubernetes.io/h2c', grpc: 'kubernetes.io/h2c' };

/**
 * Nodes come and go, in Auto Mode at least every three weeks. This keeps them from taking two copies at a time, and a single
 * copy is not held on to, because its node could then never go.
 */
export function makeDisruptionBudget(scope: Construct, spec: WorkloadSpec, { ground, namespace }: ServicePlace): Construct | undefined {
  return copiesWanted(spec) < 2 ? undefined : applyObject(scope, ground, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: spec.name, namespace, labels: labelsOf(spec) },
    spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(spec) }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
}

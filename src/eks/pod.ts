import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { renderContainers, ContainerParts } from './containers';
import { anyPodOf, REVISION, selectorOf } from './labels';
import { renderSystemControls, sharedMemoryVolumes } from './linux';
import { shortHash } from './manifest';
import { renderNames } from './names';
import { PodPlacement } from './nodes';
import { passing } from './version';
import { ContainerSpec, isJob, isPerInstance, isWindows, WorkloadSpec } from '../model';

/** What other renderers have made for a pod. Lists may grow until synthesis. */
export interface PodParts {
  readonly serviceAccountName: string;
  readonly placement: PodPlacement;
  readonly volumes: () => readonly object[];
  /** What the volumes need to be written to. */
  readonly securityContext: object;
  /** What makes another version of the same pods. */
  readonly versionTraits?: readonly unknown[];
  readonly containerParts: (container: ContainerSpec) => Omit<ContainerParts, 'lingerSeconds'>;
}

/** The template of a workload's pods, and what tells its pods from those of other versions. */
export interface RenderedPod {
  readonly template: object;
  readonly revision: string;
}

/** The load balancer needs about as long to hear that a pod is going away. */
const LEAST_LINGER = 15;

/**
 * One copy of the workload. What a copy consists of on ECS is the task definition; this is its twin.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/
 */
export function renderPod(scope: Construct, spec: WorkloadSpec, parts: PodParts): RenderedPod {
  const { serviceAccountName, placement, volumes, securityContext, versionTraits, containerParts } = parts;
  const lingerSeconds = lingerOf(spec);
  const kin = versionTraits ? anyPodOf(spec) : selectorOf(spec);
  const pod = {
    serviceAccountName,
    ...renderEnd(spec),
    automountServiceAccountToken: false,
    // Variables that the cluster would set for each service of the namespace.
    enableServiceLinks: false,
    terminationGracePeriodSeconds: lingerSeconds + Math.max(...spec.containers.map(({ stopTimeout }) => stopTimeout.toSeconds())),
    nodeSelector: placement.nodeSelector,
    ...(placement.affinity && { affinity: placement.affinity }),
    ...(placement.tolerations.length > 0 && { tolerations: placement.tolerations }),
    ...(isWindows(spec.runtime.os) ? { os: { name: 'windows' } }
      : { securityContext: { seccompProfile: { type: 'RuntimeDefault' }, ...securityContext, ...renderSystemControls(spec) } }),
    ...renderNames(spec),
    // With one on each node there is nothing to spread, nor with one for each run.
    ...(!isPerInstance(spec) && !isJob(spec) && {
      topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({
        maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: kin }, matchLabelKeys: [REVISION],
      })),
    }),
    ...renderContainers(spec, container => ({ ...containerParts(container), lingerSeconds })),
    volumes: Lazy.any({ produce: () => [...volumes(), ...sharedMemoryVolumes(spec)] }, { omitEmptyArray: true }),
  };
  // In the words of the template, so that the same values make the same revision wherever it is read.
  const revision = Lazy.uncachedString({ produce: () => shortHash(Stack.of(scope).resolve(versionTraits ? { pod, versionTraits } : pod)) });
  const labels = versionTraits ? passing(spec, revision).selector : selectorOf(spec);
  return {
    template: { metadata: { labels: { ...labels, ...placement.labels, [REVISION]: revision }, ...annotations(spec) }, spec: pod },
    revision,
  };
}

/** A run that ends is not begun again in the same pod, and is not let go on for ever. */
function renderEnd({ job }: WorkloadSpec): object {
  return job ? { restartPolicy: 'Never', ...(job.timeout && { activeDeadlineSeconds: job.timeout.toSeconds() }) } : {};
}

/** A run is not moved to another node before it has ended, so nodes that could be done without wait for it. */
function annotations(spec: WorkloadSpec): object {
  return isJob(spec) ? { annotations: { 'karpenter.sh/do-not-disrupt': 'true' } } : {};
}

/** A pod goes on answering while the load balancer drains it; ECS waits for that before it stops a task. */
function lingerOf({ exposures, networkListeners, containers: [{ ports }] }: WorkloadSpec): number {
  const drains = [...exposures, ...networkListeners].map(({ drainTime }) => drainTime.toSeconds());
  return ports.length === 0 && drains.length === 0 ? 0 : Math.max(LEAST_LINGER, ...drains);
}

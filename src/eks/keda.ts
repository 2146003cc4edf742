/**
 * As many pods as there are messages for, where KEDA is in the cluster: the Horizontal Pod Autoscaler itself sees no queues, and no way
 * from none to one. KEDA makes that autoscaler, so the workload has none of its own.
 *
 * @see https://keda.sh/docs/latest/scalers/aws-sqs/
 */
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksGround } from './ground';
import { labelsOf } from './labels';
import { applyObject } from './manifest';
import { eksOptions } from './options';
import { renderPace } from './scaling';
import { CountRange, followsWork, ScalingPolicySpec, WorkloadSpec } from '../model';
import { RenderedQueue } from '../platform';

/** Whether KEDA scales the pods. */
export function scaledByKeda(spec: WorkloadSpec): boolean {
  return spec.scaling.kind === 'range' && eksOptions(spec).keda === true;
}

/** What tells KEDA. The messages are counted with the identity of its operator. */
export function makeScaledObject(
  scope: Construct, ground: EksGround, spec: WorkloadSpec, namespace: string, queue: RenderedQueue | undefined,
): Construct[] {
  if (spec.scaling.kind !== 'range' || !scaledByKeda(spec)) {
    return [];
  }
  const { scaling, name } = spec;
  const metadata = { name, namespace, labels: labelsOf(spec) };
  const authentication = applyObject(scope, ground, {
    apiVersion: API, kind: 'TriggerAuthentication', metadata, spec: { podIdentity: { provider: 'aws' } },
  });
  const scaled = applyObject(scope, ground, {
    apiVersion: API,
    kind: 'ScaledObject',
    metadata,
    spec: {
      scaleTargetRef: { name },
      minReplicaCount: scaling.min,
      maxReplicaCount: scaling.max,
      cooldownPeriod: idleSeconds(scaling),
      triggers: scaling.policies.flatMap(policy => triggerOf(policy, name, Stack.of(scope).region, queue)),
      advanced: { horizontalPodAutoscalerConfig: { behavior: renderPace(scaling) } },
    },
  });
  scaled.node.addDependency(authentication);
  return [authentication, scaled];
}

const API = 'keda.sh/v1alpha1';

/** KEDA's values are text. A message that a pod works on counts as one that waits. */
function triggerOf(policy: ScalingPolicySpec, name: string, awsRegion: string, queue: RenderedQueue | undefined): object[] {
  switch (policy.kind) {
    case 'backlog': return [{
      type: 'aws-sqs-queue',
      metadata: { queueURL: queue!.queue.queueUrl, queueLength: String(Math.max(1, Math.floor(policy.perCopy))), awsRegion },
      authenticationRef: { name },
    }];
    case 'cpu':
    case 'memory': return [{ type: policy.kind, metricType: 'Utilization', metadata: { value: String(policy.targetPercent) } }];
    default: return [];
  }
}

function idleSeconds({ policies }: CountRange): number | undefined {
  return policies.find(followsWork)?.idleTime.toSeconds();
}

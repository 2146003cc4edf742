import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WorkloadSpec } from '../../model';
import { EksGround } from '../ground';
import { REVISION, selectorOf } from '../labels';
import { copiesWanted } from '../service';

/** The function that asks lives for a quarter of an hour, and has to answer. */
export const GATE_TIMEOUT = Duration.minutes(14);

/** Whose pods the gate asks for, and for how long. */
export interface GateParts {
  readonly ground: EksGround;
  readonly namespace: string;
  readonly revision: string;
  readonly timeout: Duration;
}

/**
 * Makes the deployment wait until the new version has as many copies available as the workload wants at least, and fail if
 * it does not get there: CloudFormation then applies the version before. Without it a deployment succeeds as soon as the
 * cluster has taken note of an object, even if its image does not exist.
 *
 * It asks for copies of this revision in particular, because those of the version before are well throughout.
 */
export function makeRolloutGate(scope: Construct, spec: WorkloadSpec, { ground, namespace, revision, timeout }: GateParts): Construct | undefined {
  const wanted = copiesWanted(spec);
  if (spec.rollout.kind === 'rolling' && !spec.rollout.circuitBreaker.enabled || wanted === 0 || !ground._manifests.applied) {
    return undefined;
  }
  const labels = Object.entries({ ...selectorOf(spec), [REVISION]: revision }).map(([name, value]) => `${name}=${value}`);
  return new eks.KubernetesObjectValue(scope, 'RolloutGate', {
    cluster: ground.cluster,
    objectNamespace: namespace,
    objectType: 'replicaset',
    objectName: `--selector=${labels.join(',')}`,
    jsonPath: `.items[?(@.status.availableReplicas>=${wanted})].metadata.name`,
    timeout,
  });
}

import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import { GATE_TIMEOUT } from './gate';
import { WorkloadSpec } from '../../model';
import { EksGround } from '../ground';
import { REVISION, selectorOf } from '../labels';

/** Whose pods the gate asks for. */
export interface DaemonGateParts {
  readonly ground: EksGround;
  readonly namespace: string;
  readonly revision: string;
  /** What has to be in the cluster before anybody asks. */
  readonly after: Construct;
}

/**
 * Makes the deployment wait until each node that gets a copy has one of the new version that is well, and fail if it does not get
 * there. How many nodes there are only the cluster knows, so its own counts are compared; a cluster that has no node yet has all.
 *
 * These are three questions because kubectl can compare two counts and take either of two answers, but not want both: that the
 * controller has seen the new version, so that its counts are about it; that no pod of the old one is left; and that all are well.
 */
export function makeDaemonGate(scope: Construct, spec: WorkloadSpec, { ground, namespace, revision, after }: DaemonGateParts): Construct | undefined {
  if (spec.rollout.kind === 'rolling' && !spec.rollout.circuitBreaker.enabled || !ground._manifests.applied) {
    return undefined;
  }
  const labels = Object.entries({ ...selectorOf(spec), [REVISION]: revision }).map(([name, value]) => `${name}=${value}`);
  const ask = (id: string, ...conditions: string[]) => new eks.KubernetesObjectValue(scope, id, {
    cluster: ground.cluster,
    objectNamespace: namespace,
    objectType: 'daemonset',
    objectName: `--selector=${labels.join(',')}`,
    jsonPath: conditions.map(condition => `.items[?(${condition})].metadata.name`).join('}{'),
    timeout: GATE_TIMEOUT,
  });
  const noticed = ask('RolloutNoticed', '@.status.observedGeneration==@.metadata.generation');
  const replaced = ask('RolloutReplaced', '@.status.updatedNumberScheduled==@.status.desiredNumberScheduled', '@.status.desiredNumberScheduled==0');
  const gate = ask('RolloutGate', '@.status.numberReady==@.status.desiredNumberScheduled');
  noticed.node.addDependency(after);
  replaced.node.addDependency(noticed);
  gate.node.addDependency(replaced);
  return gate;
}

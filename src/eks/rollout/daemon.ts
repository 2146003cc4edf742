import { Construct } from 'constructs';
import { makeDaemonGate } from './daemon-gate';
import { RenderedRollout, RolloutParts } from './parts';
import { RollingRollout } from '../../model';
import { makeNetworkPolicy } from '../network-policy';
import { makeDaemonSet, makeService } from '../service';
import { lasting } from '../version';

/** Nodes that may be without a copy meanwhile where nothing is promised: few enough that a bad version is noticed before it is everywhere. */
const USUAL_PERCENT = 25;

/** One pod on each node, which Kubernetes replaces a few nodes at a time. */
export function makeDaemon(scope: Construct, rollout: RollingRollout, parts: RolloutParts): RenderedRollout {
  const { ground, spec, namespace, pod } = parts;
  const place = { ground, namespace, version: lasting(spec) };
  // Whoever asks an agent means the one beside it, so the Service leads nowhere else.
  const service = makeService(scope, spec, place, { internalTrafficPolicy: 'Local' });
  const policy = makeNetworkPolicy(scope, place, [], parts.visitors);
  const around = [...service ? [service] : [], policy];
  around.forEach(made => made.node.addDependency(ground._namespace(namespace)));
  const { minHealthyPercent } = rollout;
  const deployment = makeDaemonSet(scope, {
    ...place, pod, maxUnavailable: `${minHealthyPercent > 0 ? 100 - minHealthyPercent : USUAL_PERCENT}%`,
  });
  deployment.node.addDependency(...around);
  return { deployment, gate: makeDaemonGate(scope, spec, { ground, namespace, revision: pod.revision, after: deployment }), policy };
}

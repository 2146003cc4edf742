import { Construct } from 'constructs';
import { EksGround } from './ground';
import { applyObject } from './manifest';

/**
 * A namespace for workloads. What Kubernetes calls baseline is enforced: no privileged containers, nothing of the host;
 * the stricter profile is only warned about, because it refuses every image that does not name a user by number.
 *
 * Pods count as ready only when the load balancer has found them healthy, too.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function makeNamespace(scope: Construct, ground: EksGround, name: string): Construct {
  return applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'app.kubernetes.io/managed-by': 'cdk-container-platform',
        'pod-security.kubernetes.io/enforce': 'baseline',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
        [ground.autoMode ? 'eks.amazonaws.com/pod-readiness-gate-inject' : 'elbv2.k8s.aws/pod-readiness-gate-inject']: 'enabled',
      },
    },
  });
}

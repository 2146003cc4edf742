import { Construct, IDependable } from 'constructs';
import { EksGround } from '../ground';
import { applyObject } from '../manifest';

/** What the built-in node pool of Auto Mode does not have. */
export interface SpecialNeeds {
  readonly arm: boolean;
  readonly spot: boolean;
  readonly gpu: boolean;
}

/** The taint that keeps other pods off expensive nodes. */
export const GPU_TAINT = { key: 'nvidia.com/gpu', effect: 'NoSchedule' };

export function nameOfPool({ arm, spot, gpu }: SpecialNeeds): string {
  return [arm ? 'arm64' : 'amd64', ...gpu ? ['gpu'] : [], ...spot ? ['spot'] : []].join('-');
}

export function areSpecial({ arm, spot, gpu }: SpecialNeeds): boolean {
  return arm || spot || gpu;
}

/**
 * A node pool of Auto Mode, made when the first workload needs it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export function makeNodePool(scope: Construct, ground: EksGround, needs: SpecialNeeds): IDependable {
  const name = nameOfPool(needs);
  const requirement = (key: string, ...values: string[]) => ({ key, operator: 'In', values });
  return applyObject(scope, ground, {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'cdk-container-platform' } },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
          expireAfter: '336h',
          terminationGracePeriod: '24h',
          requirements: [
            requirement('kubernetes.io/arch', needs.arm ? 'arm64' : 'amd64'),
            requirement('kubernetes.io/os', 'linux'),
            requirement('karpenter.sh/capacity-type', needs.spot ? 'spot' : 'on-demand'),
            requirement('eks.amazonaws.com/instance-category', ...needs.gpu ? ['g', 'p'] : ['c', 'm', 'r']),
            ...needs.gpu ? [] : [{ key: 'eks.amazonaws.com/instance-generation', operator: 'Gt', values: ['4'] }],
          ],
          ...needs.gpu && { taints: [GPU_TAINT] },
        },
      },
      disruption: { consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '30s', budgets: [{ nodes: '10%' }] },
      // A mistake in a count of replicas should not become a bill.
      limits: { cpu: '1000', memory: '4000Gi' },
    },
  });
}

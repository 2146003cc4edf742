import { Tags } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { EksGround } from './ground';
import { labelsOf } from './labels';
import { applyObject, shortHash } from './manifest';
import { WorkloadSpec } from '../model';
import { RenderedExposure } from '../platform';

/**
 * Binds the pods to the load balancers' target groups. The load balancer, its rules, certificates and names are the same as
 * on ECS and belong to CloudFormation, which therefore also takes them away again; the cluster only says which pods there are.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export function bindExposures(
  scope: Construct, ground: EksGround, spec: WorkloadSpec, namespace: string, rendered: readonly RenderedExposure[], service: Construct,
): IDependable[] {
  return rendered.flatMap(({ exposure, route }) => {
    const targetGroup = route.blueTargetGroup;
    // EKS may register targets only with target groups that say so.
    Tags.of(targetGroup).add('eks:eks-cluster-name', ground.clusterName);
    const binding = applyObject(scope, ground, {
      apiVersion: ground.autoMode ? 'eks.amazonaws.com/v1' : 'elbv2.k8s.aws/v1beta1',
      kind: 'TargetGroupBinding',
      metadata: {
        // A binding never changes its target group, so a target group that is replaced takes another binding.
        name: `${spec.name}-${route.node.id.toLowerCase()}-${shortHash([targetGroup.node.path, exposure.protocol, exposure.encrypted])}`,
        namespace,
        labels: labelsOf(spec),
      },
      spec: {
        serviceRef: { name: spec.name, port: exposure.port },
        targetGroupARN: targetGroup.targetGroupArn,
        targetType: 'ip',
      },
    });
    binding.node.addDependency(service, route.rule);
    const controller = ground.autoMode ? undefined : ground.addOns._loadBalancerController();
    if (controller) {
      binding.node.addDependency(controller);
    }
    const ports = new Set([exposure.port, exposure.health.port ?? exposure.port]);
    return [binding, ...[...ports].map(port => ground._letIn(route, port))];
  });
}

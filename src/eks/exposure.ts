import { Tags } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { EksGround } from './ground';
import { applyObject, shortHash } from './manifest';
import { ServicePlace } from './service';
import { ExposureSpec, WorkloadSpec } from '../model';
import { RenderedExposure } from '../platform';

/** Which target group pods are bound to, and what else its bindings' names carry. */
export interface BindingTarget {
  readonly arn: string;
  readonly mark: string;
}

/** What would replace the target groups of a route. */
export function traitsOf({ exposure: { protocol, encrypted }, route: { blueTargetGroup } }: RenderedExposure): unknown[] {
  return [blueTargetGroup.node.path, protocol, encrypted];
}

/**
 * Binds the pods to the load balancers' target groups. The load balancer, its rules, certificates and names are the same as
 * on ECS and belong to CloudFormation, which therefore also takes them away again; the cluster only says which pods there are.
 *
 * A binding never changes its target group, and a target group takes no second binding.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
export function bindExposure(
  scope: Construct, spec: WorkloadSpec, place: ServicePlace, rendered: RenderedExposure, target: BindingTarget, service: Construct,
): IDependable[] {
  const { ground, namespace, version } = place;
  const { exposure, route } = rendered;
  // EKS may register targets only with target groups that say so.
  [route.blueTargetGroup, route.greenTargetGroup].forEach(group => Tags.of(group).add('eks:eks-cluster-name', ground.clusterName));
  const prefix = `${spec.name}-${route.node.id.toLowerCase()}`;
  const binding = applyObject(scope, ground, {
    apiVersion: ground.autoMode ? 'eks.amazonaws.com/v1' : 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { name: `${prefix}-${target.mark}`, namespace, labels: version.labels },
    spec: {
      serviceRef: { name: version.name, port: exposure.port },
      targetGroupARN: target.arn,
      targetType: 'ip',
    },
  }, `${prefix}-${version.id === version.name ? target.mark : 'revision'}`);
  binding.node.addDependency(service, route.rule);
  const controller = ground.autoMode ? undefined : ground.addOns._loadBalancerController();
  if (controller) {
    binding.node.addDependency(controller);
  }
  return [binding, ...letIn(ground, rendered)];
}

function letIn(ground: EksGround, { exposure, route }: RenderedExposure): IDependable[] {
  return [...new Set(portsOf(exposure))].map(port => ground._letIn(route, port));
}

function portsOf({ port, health }: ExposureSpec): number[] {
  return [port, health.port ?? port];
}

/** The target group that the traffic of a route begins with, for as long as nothing moves it. */
export function firstTarget(rendered: RenderedExposure): BindingTarget {
  return { arn: rendered.route.blueTargetGroup.targetGroupArn, mark: shortHash(traitsOf(rendered)) };
}

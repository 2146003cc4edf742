import { Tags } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { applyObject, shortHash } from './manifest';
import { ServicePlace } from './service';
import { IngressRoute, NetworkRoute } from '../ingress';
import { ExposureSpec, WorkloadSpec } from '../model';
import { portsReached, ReachedPort, RenderedExposure, RenderedListener } from '../platform';

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
  scope: Construct, spec: WorkloadSpec, place: ServicePlace, { exposure, route }: RenderedExposure, target: BindingTarget, service: Construct,
): IDependable[] {
  return bind(scope, spec, place, { route, port: exposure.port, ports: portsOf(exposure), ready: [service, route.rule] }, target);
}

/** The same for a listener, whose target groups nothing but its protocol would replace. */
export function bindListener(
  scope: Construct, spec: WorkloadSpec, place: ServicePlace, { listener, route }: RenderedListener, service: Construct,
): IDependable[] {
  const { node } = route.blueTargetGroup;
  // Target groups get TCP where TLS ends at the load balancer, and stay when it begins or ceases to.
  const protocol = listener.protocol === 'tls' && !listener.encrypted ? 'tcp' : listener.protocol;
  const target = { arn: route.blueTargetGroup.targetGroupArn, mark: shortHash([node.path, protocol, listener.encrypted]) };
  return bind(scope, spec, place, { route, port: listener.port, ports: portsReached(listener), ready: [service, route.listener] }, target);
}

/** What leads to a port of the pods. */
interface Way {
  readonly route: IngressRoute | NetworkRoute;
  readonly port: number;
  /** Where the load balancer comes to, to ask after pods as well. */
  readonly ports: readonly ReachedPort[];
  readonly ready: readonly Construct[];
}

function bind(scope: Construct, spec: WorkloadSpec, { ground, namespace, version }: ServicePlace, way: Way, target: BindingTarget): IDependable[] {
  const { route, port } = way;
  // EKS may register targets only with target groups that say so.
  [route.blueTargetGroup, route.greenTargetGroup].forEach(group => Tags.of(group).add('eks:eks-cluster-name', ground.clusterName));
  const prefix = `${spec.name}-${route.node.id.toLowerCase()}`;
  const binding = applyObject(scope, ground, {
    apiVersion: ground.autoMode ? 'eks.amazonaws.com/v1' : 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { name: `${prefix}-${target.mark}`, namespace, labels: version.labels },
    spec: {
      serviceRef: { name: version.name, port },
      targetGroupARN: target.arn,
      targetType: 'ip',
    },
  }, `${prefix}-${version.id === version.name ? target.mark : 'revision'}`);
  binding.node.addDependency(...way.ready);
  const controller = ground.autoMode ? undefined : ground.addOns._loadBalancerController();
  if (controller) {
    binding.node.addDependency(controller);
  }
  return [binding, ...way.ports.map(each => ground._letIn(route, each.port, each.protocol))];
}

function portsOf({ port, health }: ExposureSpec): ReachedPort[] {
  return [...new Set([port, health.port ?? port])].map(each => ({ port: each, protocol: 'tcp' }));
}

/** The target group that the traffic of a route begins with, for as long as nothing moves it. */
export function firstTarget(rendered: RenderedExposure): BindingTarget {
  return { arn: rendered.route.blueTargetGroup.targetGroupArn, mark: shortHash(traitsOf(rendered)) };
}

import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { IngressBase, IngressRoute, RouteTraffic } from '../../ingress';
import { ExposureSpec, WorkloadSpec } from '../../model';

/** A way in, with what the load balancer made of it. */
export interface RenderedExposure {
  readonly exposure: ExposureSpec;
  readonly route: IngressRoute;
}

/** The load balancers of a platform. They are made when they are asked for. */
export interface Entrances {
  readonly publicIngress: IngressBase;
  readonly internalIngress: IngressBase;
}

/** Takes the workload's routes out on the platform's load balancers. */
export function renderExposures(
  scope: Construct, owner: Construct, entrances: Entrances, { exposures }: WorkloadSpec, traffic?: RouteTraffic,
  targetType?: elbv2.TargetType,
): RenderedExposure[] {
  const count = { public: 0, internal: 0 };
  return exposures.map(exposure => {
    const ingress = exposure.audience === 'public' ? entrances.publicIngress : entrances.internalIngress;
    const number = ++count[exposure.audience];
    const id = `${exposure.audience === 'public' ? 'Public' : 'Internal'}${number > 1 ? number : ''}`;
    return { exposure, route: ingress._route(scope, id, exposure, owner, { traffic, targetType }) };
  });
}

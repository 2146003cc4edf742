import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { NetworkIngressBase, NetworkRoute, NetworkTraffic } from '../../ingress';
import { carriesUdp, NetworkListenerSpec, WorkloadSpec } from '../../model';

/** A way in below HTTP, with what the load balancer made of it. */
export interface RenderedListener {
  readonly listener: NetworkListenerSpec;
  readonly route: NetworkRoute;
}

/** The Network Load Balancers of a platform. They are made when they are asked for. */
export interface NetworkEntrances {
  readonly publicNetworkIngress: NetworkIngressBase;
  readonly internalNetworkIngress: NetworkIngressBase;
}

/** Takes the workload's listeners out on the platform's load balancers. Each is called by its port, which a load balancer has once. */
export function renderListeners(
  scope: Construct, owner: Construct, entrances: NetworkEntrances, { networkListeners }: WorkloadSpec, traffic?: NetworkTraffic,
  targetType?: elbv2.TargetType,
): RenderedListener[] {
  return networkListeners.map((listener, index) => {
    const isPublic = listener.audience === 'public';
    const ingress = isPublic ? entrances.publicNetworkIngress : entrances.internalNetworkIngress;
    const id = `${isPublic ? 'Public' : 'Internal'}Port${listener.listenerPort}`;
    return { listener, route: ingress._route(scope, id, listener, owner, { traffic, targetType }, `listeners[${index}]`) };
  });
}

/** A port of a container that a load balancer comes to. */
export interface ReachedPort {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

/** Where the load balancer comes to: with traffic, and to ask whether a copy is well. */
export function portsReached(listener: NetworkListenerSpec): ReachedPort[] {
  const { port, health, protocol } = listener;
  const tcp = [...protocol === 'udp' ? [] : [port], health.port ?? port].map(number => ({ port: number, protocol: 'tcp' as const }));
  const unique = tcp.filter((each, index) => tcp.findIndex(other => other.port === each.port) === index);
  return [...unique, ...carriesUdp(listener) ? [{ port, protocol: 'udp' as const }] : []];
}

/** A port as security groups know it. */
export function portOf({ port, protocol }: ReachedPort): ec2.Port {
  return protocol === 'udp' ? ec2.Port.udp(port) : ec2.Port.tcp(port);
}

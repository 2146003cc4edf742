import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Lazy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksGround } from './ground';
import { anyPodOf } from './labels';
import { applyObject } from './manifest';
import { ServicePlace } from './service';
import { NetworkListenerSpec, WorkloadSpec } from '../model';
import { portsReached, RenderedExposure, RenderedListener } from '../platform';

/** Another workload that may come in, on one port. */
export interface Visitor {
  readonly spec: WorkloadSpec;
  readonly namespace: string;
  readonly port: number;
}

/**
 * Nothing enters but what was connected, as with a security group of one's own on ECS: the load balancers of the exposures,
 * from their subnets, and the workloads that connect to this one. All of a cluster's pods share one security group, so
 * this is where they are kept apart. Everything may leave.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
 */
export function makeNetworkPolicy(
  scope: Construct, { ground, namespace, version }: ServicePlace, rendered: readonly RenderedExposure[], visitors: () => readonly Visitor[],
  listeners: readonly RenderedListener[] = [],
): Construct {
  const ingress = () => [
    ...rendered.map(({ exposure }) => ({
      from: blocksOf(ground, exposure.audience).map(cidr => ({ ipBlock: { cidr } })),
      ports: [...new Set([exposure.port, exposure.health.port ?? exposure.port])].map(port => ({ port, protocol: 'TCP' })),
    })),
    ...listeners.map(({ listener }) => ({
      from: [...blocksOf(ground, listener.audience), ...clientsOf(ground, listener)].map(cidr => ({ ipBlock: { cidr } })),
      ports: portsReached(listener).map(({ port, protocol }) => ({ port, protocol: protocol.toUpperCase() })),
    })),
    ...visitors().map(visitor => ({
      from: [{
        podSelector: { matchLabels: anyPodOf(visitor.spec) },
        ...(visitor.namespace !== namespace && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': visitor.namespace } } }),
      }],
      ports: [{ port: visitor.port, protocol: 'TCP' }],
    })),
  ];
  return applyObject(scope, ground, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: version.name, namespace, labels: version.labels },
    spec: { podSelector: { matchLabels: version.kin }, policyTypes: ['Ingress'], ingress: Lazy.any({ produce: ingress }) },
  }, version.id);
}

/** What keeps its address on the way through the load balancer. Who may send it is up to the load balancer's own group. */
function clientsOf({ network: { vpc } }: EksGround, { preserveClientIp, peers, audience }: NetworkListenerSpec): string[] {
  if (!preserveClientIp) {
    return [];
  }
  const blocks = peers.map(({ value }) => (value as ec2.IPeer).toIngressRuleConfig() as { readonly cidrIp?: string });
  if (blocks.length > 0 && blocks.every(({ cidrIp }) => cidrIp !== undefined)) {
    return blocks.map(({ cidrIp }) => cidrIp!);
  }
  return peers.length === 0 && audience === 'internal' ? known(() => [vpc.vpcCidrBlock]) ?? [EVERYWHERE] : [EVERYWHERE];
}

const EVERYWHERE = '0.0.0.0/0';

function blocksOf({ network: { vpc, publicSubnets, internalSubnets } }: EksGround, audience: 'public' | 'internal'): string[] {
  const { subnets } = vpc.selectSubnets(audience === 'public' ? publicSubnets : internalSubnets);
  return known(() => subnets.map(subnet => subnet.ipv4CidrBlock)) ?? known(() => [vpc.vpcCidrBlock]) ?? [EVERYWHERE];
}

/** Imported networks do not always say their addresses. The security group keeps strangers out in any case. */
function known(addresses: () => string[]): string[] | undefined {
  try {
    return addresses();
  } catch {
    return undefined;
  }
}

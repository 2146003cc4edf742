import { Token } from 'aws-cdk-lib/core';
import type { ContainerPlatform } from './container-platform';
import { ContainerPlatformProps } from './container-platform-props';
import { finding, refuse } from '../findings';
import { Domain, Ingress, IngressBase, NetworkIngress, NetworkIngressBase } from '../ingress';

type Audience = 'public' | 'internal';

/** The load balancers of a platform, by kind and audience: given, or made when they are first asked for. And what they are called. */
export class PlatformIngresses {
  private readonly http: { public?: IngressBase; internal?: IngressBase };
  private readonly network: { public?: NetworkIngressBase; internal?: NetworkIngressBase };

  constructor(private readonly platform: ContainerPlatform, private readonly props: ContainerPlatformProps) {
    this.http = { public: props.publicIngress, internal: props.internalIngress };
    this.network = { public: props.publicNetworkIngress, internal: props.internalNetworkIngress };
  }

  public of(audience: Audience): IngressBase {
    return this.http[audience] ??= this.makeIngress(audience);
  }

  public networkOf(audience: Audience): NetworkIngressBase {
    return this.network[audience] ??= this.makeNetworkIngress(audience);
  }

  /** Whether there is a load balancer for HTTP, or a domain for one. */
  public canServe(audience: Audience): boolean {
    return this.http[audience] !== undefined || this.domainOf(audience) !== undefined;
  }

  public hostNameOf(workloadName: string, audience: Audience): string | undefined {
    return this.canServe(audience) ? this.nameIn(this.of(audience)._zoneName, workloadName, audience, this.props.internalIngress) : undefined;
  }

  public networkHostNameOf(workloadName: string, audience: Audience): string | undefined {
    return this.nameIn(this.networkOf(audience)._zoneName, workloadName, audience, this.props.internalNetworkIngress);
  }

  /** Where the internal load balancer shares the zone of the public one, its names say so, because a zone has each name once. */
  private nameIn(zone: string | undefined, workloadName: string, audience: Audience, internal: object | undefined): string | undefined {
    if (zone === undefined || Token.isUnresolved(zone)) {
      return undefined;
    }
    const sharesZone = audience === 'internal' && this.props.internalDomain === undefined && internal === undefined;
    return `${workloadName}${sharesZone ? '-internal' : ''}.${zone}`;
  }

  private domainOf(audience: Audience): Domain | undefined {
    const { domain, internalDomain } = this.props;
    return audience === 'public' ? domain : internalDomain ?? domain?._withoutHostNames();
  }

  private makeIngress(audience: Audience): Ingress {
    const { platform, platform: { network }, props } = this;
    const internetFacing = audience === 'public';
    const domain = this.domainOf(audience);
    if (!domain) {
      refuse(platform, [finding('DomainMissing', 'domain', { platform: platform.node.path })]);
    }
    return new Ingress(platform, internetFacing ? 'PublicIngress' : 'InternalIngress', {
      ...this.placeOf(audience),
      domain: domain!,
      additionalDomains: internetFacing ? props.additionalDomains : undefined,
      dualStack: internetFacing && network.ipv6,
      waf: internetFacing ? props.waf : undefined,
    });
  }

  /** It never owns the host names that the domain itself speaks of: those lead to the public Application Load Balancer. */
  private makeNetworkIngress(audience: Audience): NetworkIngress {
    const internetFacing = audience === 'public';
    return new NetworkIngress(this.platform, internetFacing ? 'PublicNetworkIngress' : 'InternalNetworkIngress', {
      ...this.placeOf(audience),
      domain: this.domainOf(audience)?._withoutHostNames(),
      additionalDomains: internetFacing ? this.props.additionalDomains?.map(domain => domain._withoutHostNames()) : undefined,
    });
  }

  private placeOf(audience: Audience) {
    const { network, profile } = this.platform;
    const internetFacing = audience === 'public';
    return { vpc: network.vpc, subnets: internetFacing ? network.publicSubnets : network.internalSubnets, internetFacing, profile };
  }
}

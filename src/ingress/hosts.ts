import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { Domain, DomainSpec } from './domain';
import { globContains, parseGlob } from './glob';
import { Finding, finding, refuse } from '../findings';
import { didYouMean } from '../private/did-you-mean';

/** What host names need of the ingress they lead to. */
export interface HostsProps {
  readonly domains: readonly Domain[];
  readonly loadBalancer: elbv2.ILoadBalancerV2;
  /** What deep host names add their certificates to. Undefined where each listener has certificates of its own. */
  readonly listener?: elbv2.IApplicationListener;
  readonly https: boolean;
  readonly dualStack: boolean;
}

type ZoneDomain = Extract<DomainSpec, { kind: 'hostedZone' }>;

/**
 * The host names of an ingress: which ones it may answer to, and the records and certificates they need.
 *
 * Several routes may share a host name but a record exists once. So records of a stack are kept in one construct per
 * stack, under the host's name: whichever service comes first, their logical ids are the same. Names that the domain
 * itself speaks of belong to the ingress and its stack.
 */
export class Hosts {
  private readonly zones: readonly ZoneDomain[];
  private readonly owners = new Map<string, { readonly stack: Stack; readonly owner: string }>();

  public constructor(private readonly ingress: Construct, private readonly props: HostsProps) {
    this.zones = props.domains.map(domain => domain._spec).filter(spec => spec.kind === 'hostedZone');
    const declared = this.zones.flatMap(zone => (zone.options.hostNames ?? []).map(host => ({ zone, name: normalize(host) })));
    refuse(ingress, declared.flatMap(({ zone, name }) => this.checkRecord(name, zone, 'domain.hostNames')));
    declared.forEach(({ zone, name }) => this.serve(name, zone, this.ingress));
  }

  /** The name that routes without a host name answer to. */
  public get defaultHost(): string | undefined {
    return this.zones.length > 0 ? apex(this.zones[0]) : undefined;
  }

  /** What is wrong with answering to the host name, or to the domain's own, from the stack of this scope. */
  public check(host: string | undefined, scope: Construct, path: string): Finding[] {
    const { domains } = this.props;
    const name = host === undefined ? this.defaultHost : normalize(host);
    if (name === undefined || Token.isUnresolved(name) || domains.length === 0) {
      return [];
    }
    const zone = this.zoneOf(name);
    if (!zone) {
      const covered = domains.flatMap(domain => coverage(domain._spec) ?? ['']);
      return covered.includes('') || covered.some(pattern => covers(pattern, name))
        ? [] : [finding('HostOutsideDomain', path, { host: name, domains: covered.join(', '), meant: nearest(name, covered) })];
    }
    if (zone.options.records === false) {
      return [];
    }
    if (/[*?]/.test(name.replace(/^\*\./, ''))) {
      return [finding('HostWithoutRecord', path, { host: name })];
    }
    const recorded = this.owners.get(name);
    return recorded && !this.ownedByIngress(name, zone) && recorded.stack !== Stack.of(scope)
      ? [finding('HostRecordedElsewhere', path, { host: name, owner: recorded.owner })]
      : this.checkRecord(name, zone, path);
  }

  /** Makes what the host name needs, unless it is there. A route without a host name needs the domain's own. */
  public add(host: string | undefined, scope: Construct, owner: string): void {
    const name = host === undefined ? this.defaultHost : normalize(host);
    const zone = name === undefined || Token.isUnresolved(name) ? undefined : this.zoneOf(name);
    if (name === undefined || zone === undefined) {
      return;
    }
    const stack = Stack.of(scope);
    const home = this.ownedByIngress(name, zone) || stack === Stack.of(this.ingress) ? this.ingress : this.homeIn(stack);
    this.owners.set(name, this.owners.get(name) ?? { stack, owner });
    this.serve(name, zone, home);
  }

  /** The zone that can prove a name which the domain's certificates do not cover. Undefined if they do, or nobody knows. */
  public zoneToCertify(host: string): route53.IHostedZone | undefined {
    const name = normalize(host);
    const zone = Token.isUnresolved(name) ? undefined : this.zoneOf(name);
    return zone && !zone.options.certificate && !madeCertificateCovers(zone, name) ? zone.zone : undefined;
  }

  /** Record and certificate of one host name. */
  private serve(name: string, zone: ZoneDomain, home: Construct): void {
    const { loadBalancer, listener, https, dualStack } = this.props;
    if (zone.options.records !== false && !home.node.tryFindChild(name)) {
      recordsOf(this.ingress).set(recordKey(name, zone), this.ingress);
      const target = route53.RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer));
      const record = { zone: zone.zone, recordName: `${name}.`, target, comment: `leads to ${this.ingress.node.path}` };
      new route53.ARecord(home, name, record);
      if (dualStack) {
        new route53.AaaaRecord(home, `${name} IPv6`, record);
      }
    }
    const certificateId = `${name} Certificate`;
    if (https && listener && !zone.options.certificate && !madeCertificateCovers(zone, name) && !home.node.tryFindChild(certificateId)) {
      const certificate = new acm.Certificate(home, certificateId, {
        domainName: name,
        validation: acm.CertificateValidation.fromDns(zone.zone),
      });
      new elbv2.ApplicationListenerCertificate(home, `${name} Listener`, { listener, certificates: [certificate] });
    }
  }

  /** A zone has each name once: two load balancers cannot both be what it leads to. */
  private checkRecord(name: string, zone: ZoneDomain, path: string): Finding[] {
    const other = zone.options.records === false ? undefined : recordsOf(this.ingress).get(recordKey(name, zone));
    return other && other !== this.ingress ? [finding('HostLeadsElsewhere', path, { host: name, ingress: other.node.path })] : [];
  }

  /** The hosted zone that the name is in; the longest one if several match. */
  private zoneOf(name: string): ZoneDomain | undefined {
    return this.zones
      .filter(zone => name === apex(zone) || name.endsWith(`.${apex(zone)}`))
      .sort((a, b) => apex(b).length - apex(a).length)[0];
  }

  private ownedByIngress(name: string, zone: ZoneDomain): boolean {
    return name === apex(zone) || (zone.options.hostNames ?? []).some(host => normalize(host) === name);
  }

  private homeIn(stack: Stack): Construct {
    const id = `Hosts${this.ingress.node.addr.slice(-8)}`;
    return stack.node.tryFindChild(id) as Construct | undefined ?? new Construct(stack, id);
  }
}

/** The load balancer that each record leads to, by app. */
const RECORDS = new WeakMap<IConstruct, Map<string, Construct>>();

function recordsOf({ node: { root } }: Construct): Map<string, Construct> {
  const records = RECORDS.get(root) ?? new Map<string, Construct>();
  RECORDS.set(root, records);
  return records;
}

function recordKey(name: string, zone: ZoneDomain): string {
  return `${zone.zone.hostedZoneId} ${name}`;
}

/** The domain's own name. */
export function apex(zone: ZoneDomain): string {
  return normalize(zone.options.domainName ?? zone.zone.zoneName);
}

/** Names without a final dot and in lower case, which is how DNS compares them. */
export function normalize(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase().replace(/\.$/, '');
}

/** Which names a domain answers to; nothing if that cannot be known. */
function coverage(spec: DomainSpec): string[] | undefined {
  switch (spec.kind) {
    case 'hostedZone': return [apex(spec), `*.${apex(spec)}`];
    case 'certificates': return spec.covers?.map(normalize);
    case 'plainHttp': return undefined;
  }
}

/** Whether a certificate's name covers the host: its wildcard stands for one label. Hosted zones take any depth. */
function covers(pattern: string, host: string): boolean {
  return pattern.startsWith('*.')
    ? globContains(parseGlob(pattern), parseGlob(host)) && host.split('.').length === pattern.split('.').length
    : pattern === host;
}

/** The certificate we make is for the domain and its direct subdomains. */
function madeCertificateCovers(zone: ZoneDomain, host: string): boolean {
  return host === apex(zone) || covers(`*.${apex(zone)}`, host);
}

/** The host name with its end corrected, if the end looks like a mistyped domain. */
function nearest(host: string, covered: readonly string[]): string | undefined {
  const names = [...new Set(covered.map(pattern => pattern.replace(/^\*\./, '')))];
  const labels = host.split('.');
  for (const name of names) {
    const depth = name.split('.').length;
    const meant = didYouMean(labels.slice(-depth).join('.'), [name]);
    if (meant) {
      return [...labels.slice(0, -depth), meant].join('.');
    }
  }
  return undefined;
}

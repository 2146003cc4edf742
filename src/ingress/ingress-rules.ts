import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Token } from 'aws-cdk-lib/core';
import { isCidr } from './cidr';
import { Domain, DomainSpec } from './domain';
import { BASELINE_RULE_GROUPS, RULE_GROUPS } from './firewall';
import { apex, normalize } from './hosts';
import { ExistingLoadBalancerOptions, IngressProps } from './ingress-props';
import { PRIORITY_MAX, PRIORITY_MIN } from './route-priority';
import { Waf } from './waf';
import { Finding, finding } from '../findings';
import { didYouMean } from '../private/did-you-mean';

/** What AWS would refuse about a load balancer, or could not work. */
export function checkIngress(props: IngressProps): Finding[] {
  const domains = [props.domain, ...props.additionalDomains ?? []];
  return [
    ...checkNetwork(props),
    ...checkDomains(domains),
    ...checkLogNames(props),
    ...props.accessLogBucket?.encryptionKey ? [finding('AccessLogBucketWithKey', 'accessLogBucket', {})] : [],
    ...(props.waf ? checkWaf(props.waf) : []),
    ...checkIdleTimeout(props),
  ];
}

/** What could not work about a load balancer that exists. */
export function checkExisting({ domain, takenPriorities = [] }: ExistingLoadBalancerOptions): Finding[] {
  return [
    ...(domain ? checkDomain(domain._spec, 'domain', false) : []),
    ...takenPriorities.flatMap((given, i) => Number.isInteger(given) && given >= PRIORITY_MIN && given <= PRIORITY_MAX
      ? [] : [finding('PriorityOutOfRange', `takenPriorities[${i}]`, { given })]),
  ];
}

function checkNetwork(props: IngressProps): Finding[] {
  const { vpc, internetFacing = true, targetCidrs, allowedPeers } = props;
  const findings = checkTargets(vpc, targetCidrs);
  if (!knowsCidr(vpc) && !allowedPeers && !internetFacing) {
    findings.push(finding('VpcCidrUnknown', 'allowedPeers', { prop: 'allowedPeers' }));
  }
  if (allowedPeers?.length === 0) {
    findings.push(finding('NoAllowedPeers', 'allowedPeers', {}));
  }
  if (props.subnets) {
    findings.push(...checkSubnets(vpc, props.subnets, internetFacing));
  }
  return findings;
}

/** Where a load balancer may go. */
export function checkTargets(vpc: ec2.IVpc, targetCidrs: readonly string[] | undefined): Finding[] {
  return [
    ...(targetCidrs || knowsCidr(vpc) ? [] : [finding('VpcCidrUnknown', 'targetCidrs', { prop: 'targetCidrs' })]),
    ...(targetCidrs ?? []).flatMap((given, i) => Token.isUnresolved(given) || isCidr(given)
      ? [] : [finding('AddressBlockInvalid', `targetCidrs[${i}]`, { given })]),
  ];
}

function checkSubnets(vpc: ec2.IVpc, selection: ec2.SubnetSelection, internetFacing: boolean): Finding[] {
  const { subnets, isPendingLookup } = vpc.selectSubnets(selection);
  if (isPendingLookup) {
    return [];
  }
  const zones = new Set(subnets.map(subnet => subnet.availabilityZone)).size;
  const hidden = [...vpc.privateSubnets, ...vpc.isolatedSubnets].map(subnet => subnet.subnetId);
  return [
    ...(zones < 2 ? [finding('TooFewZones', 'subnets', { zones })] : []),
    ...(internetFacing && subnets.some(subnet => hidden.includes(subnet.subnetId)) ? [finding('NoPublicSubnets', 'subnets', {})] : []),
  ];
}

/** A VPC that was imported without its block throws when it is asked for it. */
export function knowsCidr(vpc: ec2.IVpc): boolean {
  try {
    return vpc.vpcCidrBlock !== '';
  } catch {
    return false;
  }
}

/** What could not work about the domains; the first of them is given under the name `first`. */
export function checkDomains(domains: readonly Domain[], first = 'domain', needCertificates = true): Finding[] {
  const specs = domains.map(domain => domain._spec);
  const findings = specs.flatMap((spec, i) => checkDomain(spec, i === 0 ? first : `additionalDomains[${i - 1}]`, needCertificates));
  if (specs.length > 1 && specs.some(spec => spec.kind === 'plainHttp')) {
    findings.push(finding('PlainHttpWithDomains', 'additionalDomains', {}));
  }
  if (findings.length === 0) {
    const names = specs.flatMap(spec => spec.kind === 'hostedZone' ? [apex(spec)] : []);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    findings.push(...(twice === undefined ? [] : [finding('DomainTwice', 'additionalDomains', { domain: twice })]));
  }
  return findings;
}

function checkDomain(spec: DomainSpec, path: string, needsCertificate: boolean): Finding[] {
  switch (spec.kind) {
    case 'plainHttp': return spec.reason.trim() === '' ? [finding('PlainHttpWithoutReason', path, {})] : [];
    case 'certificates': return spec.certificates.length === 0 ? [finding('NoCertificates', path, {})] : [];
    case 'hostedZone': return checkZone(spec, path, needsCertificate);
  }
}

function checkZone({ zone, options }: Extract<DomainSpec, { kind: 'hostedZone' }>, path: string, needsCertificate: boolean): Finding[] {
  const zoneName = nameOf(zone);
  if (zoneName === undefined) {
    return [finding('HostedZoneNameUnknown', path, {})];
  }
  const findings: Finding[] = [];
  if (needsCertificate && !options.certificate && zone instanceof route53.PrivateHostedZone) {
    findings.push(finding('PrivateZoneWithoutCertificate', path, { zone: zoneName }));
  }
  const inside = (name: string) => Token.isUnresolved(zoneName) || name === zoneName || name.endsWith(`.${zoneName}`);
  if (options.domainName !== undefined && !inside(normalize(options.domainName))) {
    findings.push(finding('DomainOutsideZone', `${path}.domainName`, { domain: options.domainName, zone: zoneName }));
  }
  const root = normalize(options.domainName ?? zoneName);
  (options.hostNames ?? []).forEach((host, i) => {
    const name = normalize(host);
    if (name !== root && !name.endsWith(`.${root}`)) {
      findings.push(finding('HostOutsideDomain', `${path}.hostNames[${i}]`, { host, domains: root }));
    }
  });
  return findings;
}

/** A zone that was imported by id alone throws when it is asked for its name. */
function nameOf(zone: route53.IHostedZone): string | undefined {
  try {
    return normalize(zone.zoneName);
  } catch {
    return undefined;
  }
}

/** What is wrong about the access logs of a load balancer of either kind. */
export function checkLogNames({ accessLogs, accessLogBucket, accessLogPrefix }: Pick<IngressProps, 'accessLogs' | 'accessLogBucket' | 'accessLogPrefix'>): Finding[] {
  return [
    ...(accessLogBucket && accessLogs === false ? [finding('AccessLogBucketUnused', 'accessLogs', {})] : []),
    ...(accessLogPrefix !== undefined && !Token.isUnresolved(accessLogPrefix) && /AWSLogs|^\/|\/$|^$/.test(accessLogPrefix)
      ? [finding('AccessLogPrefixInvalid', 'accessLogPrefix', { given: accessLogPrefix })] : []),
  ];
}

function checkWaf({ _spec: spec }: Waf): Finding[] {
  if (spec.kind === 'webAcl') {
    const regional = Token.isUnresolved(spec.arn) || /^arn:[^:]+:wafv2:[^:]+:[^:]+:regional\/webacl\/.+/.test(spec.arn);
    return regional ? [] : [finding('WebAclNotRegional', 'waf', { given: spec.arn })];
  }
  const { rateLimit, ruleGroups = BASELINE_RULE_GROUPS } = spec.options;
  const limitValid = rateLimit === undefined || (Number.isInteger(rateLimit) && rateLimit >= 10 && rateLimit <= 2_000_000_000);
  return [
    ...(limitValid ? [] : [finding('RateLimitOutOfRange', 'waf.rateLimit', { given: rateLimit })]),
    ...ruleGroups.flatMap((given, i) => RULE_GROUPS.includes(given)
      ? [] : [finding('UnknownRuleGroup', `waf.ruleGroups[${i}]`, { given, meant: didYouMean(given, RULE_GROUPS) })]),
  ];
}

function checkIdleTimeout({ idleTimeout }: IngressProps): Finding[] {
  const seconds = idleTimeout === undefined || idleTimeout.isUnresolved() ? 60 : idleTimeout.toMilliseconds() / 1000;
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 4000 ? [] : [finding('IdleTimeoutOutOfRange', 'idleTimeout', { given: idleTimeout!.toHumanString() })];
}

/**
 * A network around a VPC that somebody else made: finds its tiers and checks what will be needed of them.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkEndpoints, InterfaceEndpoints } from './endpoints';
import { INetwork } from './network-ref';
import { Finding, finding, refuse } from '../findings';
import { didYouMean } from '../private/did-you-mean';

/**
 * How an existing VPC is used.
 */
export interface ExistingNetworkOptions {
  /**
   * Where internet-facing load balancers go; the first subnet of each zone is used.
   * @default - the public subnets, if there are any
   */
  readonly publicSubnets?: ec2.SubnetSelection;

  /**
   * Where workloads run. With public subnets they are given public addresses.
   * @default - the private subnets with a way out or, if there are none, the isolated subnets
   */
  readonly workloadSubnets?: ec2.SubnetSelection;

  /**
   * Where data stores go that need no way out.
   * @default - the isolated subnets, if there are any
   */
  readonly isolatedSubnets?: ec2.SubnetSelection;

  /**
   * AWS services to make reachable from the subnets of the workloads without leaving the VPC. The VPC must not have
   * endpoints for them yet.
   * @default - none
   */
  readonly interfaceEndpoints?: ec2.IInterfaceVpcEndpointService[];

  /**
   * The public subnets have IPv6 addresses too, and public load balancers shall be reached over both.
   * @default false
   */
  readonly ipv6?: boolean;
}

/**
 * A VPC that exists already or is made elsewhere, as `Network.fromVpc()` returns it.
 */
export class ExistingNetwork extends Construct implements INetwork {
  /** The VPC that was given. */
  public readonly vpc: ec2.IVpc;

  /** Where internet-facing load balancers go: the first public subnet of each zone. */
  public readonly publicSubnets?: ec2.SubnetSelection;

  /** Where internal load balancers go: the first subnet for workloads of each zone. */
  public readonly internalSubnets: ec2.SubnetSelection;

  /** Where workloads run. */
  public readonly workloadSubnets: ec2.SubnetSelection;

  /** Where data stores go that need no way out. */
  public readonly isolatedSubnets?: ec2.SubnetSelection;

  /** Whether workloads run in public subnets. */
  public readonly workloadsArePublic: boolean;

  /** Whether the subnets of the workloads are public, or private with a way out. */
  public readonly reachesInternet: boolean;

  /** Whether the subnets have IPv6 addresses too, as it was said. */
  public readonly ipv6: boolean;

  /** The interface endpoints that were added, in the order of `interfaceEndpoints`. */
  public readonly interfaceEndpoints: ec2.InterfaceVpcEndpoint[];

  /** What lets the VPC reach the added interface endpoints; undefined if there are none. */
  public readonly endpointSecurityGroup?: ec2.SecurityGroup;

  /**
   * Throws if the VPC has no subnets for workloads, or if those that are used lie in one zone.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param vpc the VPC
   * @param options which of its subnets to use, if not by their types
   */
  constructor(scope: Construct, id: string, vpc: ec2.IVpc, options: ExistingNetworkOptions = {}) {
    super(scope, id);
    this.vpc = vpc;
    const workloadSelection = options.workloadSubnets ?? defaultWorkloads(vpc);
    const findings: Finding[] = workloadSelection ? [] : [finding('NoWorkloadSubnets', 'vpc', {})];
    const workloads = workloadSelection && this.select('workload', workloadSelection, findings);
    const internals = onePerZone(workloads);
    const publics = onePerZone(this.select('public', options.publicSubnets ?? typed(vpc.publicSubnets, ec2.SubnetType.PUBLIC), findings));
    const isolated = this.select('isolated', options.isolatedSubnets ?? typed(vpc.isolatedSubnets, ec2.SubnetType.PRIVATE_ISOLATED), findings);
    findings.push(
      ...checkZones('workload', 'workloadSubnets', workloads),
      ...checkZones('public', 'publicSubnets', publics),
      ...checkEndpoints('interfaceEndpoints', options.interfaceEndpoints ?? []),
      ...(options.interfaceEndpoints?.length && !knowsCidr(vpc) ? [finding('EndpointsNeedVpcCidr', 'interfaceEndpoints', {})] : []),
    );
    refuse(this, findings);

    this.workloadSubnets = { subnets: workloads!.subnets };
    this.internalSubnets = { subnets: internals!.subnets };
    this.publicSubnets = publics && { subnets: publics.subnets };
    this.isolatedSubnets = isolated && { subnets: isolated.subnets };
    this.workloadsArePublic = workloads!.hasPublic;
    this.reachesInternet = workloads!.hasPublic || workloads!.subnets.some(subnet => vpc.privateSubnets.includes(subnet));
    this.ipv6 = options.ipv6 ?? false;
    const endpoints = new InterfaceEndpoints(this, { vpc, subnets: this.internalSubnets, vpcCidr: () => vpc.vpcCidrBlock });
    this.interfaceEndpoints = endpoints.list(options.interfaceEndpoints ?? []);
    this.endpointSecurityGroup = endpoints.securityGroup;
  }

  /** The selected subnets; a selection that cannot be made becomes a finding. */
  private select(tier: string, selection: ec2.SubnetSelection | undefined, findings: Finding[]): ec2.SelectedSubnets | undefined {
    if (!selection) {
      return undefined;
    }
    const given = selection.subnetGroupName;
    const groups = groupsOf(this.vpc);
    if (given !== undefined && !groups.includes(given) && !isPending(this.vpc)) {
      findings.push(finding('SubnetGroupUnknown', `${tier}Subnets.subnetGroupName`, {
        given, known: groups.map(group => `'${group}'`).join(', ') || 'none', meant: didYouMean(given, groups),
      }));
      return undefined;
    }
    try {
      const selected = this.vpc.selectSubnets(selection);
      if (selected.subnets.length > 0 || selected.isPendingLookup) {
        return selected;
      }
    } catch {
      // The VPC says that nothing matches by throwing; the finding says it together with the others.
    }
    findings.push(finding('NoSubnetsSelected', `${tier}Subnets`, { tier }));
    return undefined;
  }
}

function defaultWorkloads(vpc: ec2.IVpc): ec2.SubnetSelection | undefined {
  return typed(vpc.privateSubnets, ec2.SubnetType.PRIVATE_WITH_EGRESS) ?? typed(vpc.isolatedSubnets, ec2.SubnetType.PRIVATE_ISOLATED);
}

function typed(subnets: ec2.ISubnet[], subnetType: ec2.SubnetType): ec2.SubnetSelection | undefined {
  return subnets.length > 0 ? { subnetType } : undefined;
}

function onePerZone(selected: ec2.SelectedSubnets | undefined): ec2.SelectedSubnets | undefined {
  if (!selected) {
    return undefined;
  }
  const subnets = ec2.SubnetFilter.onePerAz().selectSubnets(selected.subnets);
  return { ...selected, subnets, availabilityZones: subnets.map(subnet => subnet.availabilityZone) };
}

function checkZones(tier: string, path: string, selected: ec2.SelectedSubnets | undefined): Finding[] {
  if (!selected || selected.isPendingLookup || selected.availabilityZones.some(zone => Token.isUnresolved(zone))) {
    return [];
  }
  const zones = new Set(selected.availabilityZones);
  return zones.size > 1 ? [] : [finding('SubnetsInOneZone', path, { tier, zone: [...zones][0] })];
}

/** The names of the groups of subnets; the CDK keeps them in the ids of the subnets and nowhere else. */
function groupsOf(vpc: ec2.IVpc): string[] {
  const subnets = [...vpc.publicSubnets, ...vpc.privateSubnets, ...vpc.isolatedSubnets];
  return [...new Set(subnets.map(subnet => subnet.node.id.replace(/Subnet\d+$/, '')))];
}

/** While a lookup is pending the CDK answers with subnets it made up. */
function isPending(vpc: ec2.IVpc): boolean {
  return vpc.selectSubnets({ subnets: [] }).isPendingLookup ?? false;
}

function knowsCidr(vpc: ec2.IVpc): boolean {
  try {
    return vpc.vpcCidrBlock !== undefined;
  } catch {
    return false;
  }
}

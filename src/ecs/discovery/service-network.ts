import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { finding, refuse } from '../../findings';
import { INetwork } from '../../network';

/** The platform's part in VPC Lattice: what its workloads offer, its network may call. */
export interface LatticeNetwork {
  /** The id or ARN of the service network. */
  readonly identifier: string;
  /** The service network, where it was made here. */
  readonly made?: vpclattice.CfnServiceNetwork;
  readonly vpcAssociation: vpclattice.CfnServiceNetworkVpcAssociation;
  /** Who of the network may call. */
  readonly securityGroup: ec2.SecurityGroup;
}

interface Association {
  readonly owner: string;
  readonly network: LatticeNetwork;
}

/** By app, because one process may synthesise several. */
const ASSOCIATIONS = new WeakMap<IConstruct, Map<string, Association>>();

/** What every lookup answers until the CLI has asked AWS; two networks must not be taken for one because of it. */
const DUMMY_LOOKUP = 'vpc-12345';

/**
 * The way from a network to services of VPC Lattice. A VPC is associated with one service network, so platforms in one VPC share
 * both, or are refused.
 *
 * @param given the id or ARN of a service network that exists; one is made without it
 * @see https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html
 */
export function associate(platform: Construct & { readonly network: INetwork }, given: string | undefined): LatticeNetwork {
  const { vpc } = platform.network;
  const all = ASSOCIATIONS.get(platform.node.root) ?? new Map<string, Association>();
  ASSOCIATIONS.set(platform.node.root, all);
  const key = Token.isUnresolved(vpc.vpcId) || vpc.vpcId === DUMMY_LOOKUP ? vpc.node.path : vpc.vpcId;
  const there = all.get(key);
  if (!there) {
    const network = makeNetwork(platform, vpc, given);
    all.set(key, { owner: platform.node.path, network });
    return network;
  }
  if (there.network.identifier !== given) {
    refuse(platform, [finding('VpcInOtherServiceNetwork', 'serviceNetworkIdentifier', { owner: there.owner })]);
  }
  return { ...there.network, made: undefined };
}

function makeNetwork(platform: Construct, vpc: ec2.IVpc, given: string | undefined): LatticeNetwork {
  // Each service says for itself who may call it.
  const made = given === undefined ? new vpclattice.CfnServiceNetwork(platform, 'ServiceNetwork', { authType: 'NONE' }) : undefined;
  const identifier = given ?? made!.attrId;
  const securityGroup = new ec2.SecurityGroup(platform, 'ServiceNetworkSecurityGroup', {
    vpc,
    description: 'Workloads that call services of VPC Lattice',
    allowAllOutbound: false,
    disableInlineRules: false,
  });
  const vpcAssociation = new vpclattice.CfnServiceNetworkVpcAssociation(platform, 'ServiceNetworkVpc', {
    serviceNetworkIdentifier: identifier,
    vpcIdentifier: vpc.vpcId,
    securityGroupIds: [securityGroup.securityGroupId],
  });
  return { identifier, made, vpcAssociation, securityGroup };
}

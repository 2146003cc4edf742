import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { INetwork } from '../../network';

/** The platform's part in VPC Lattice: what its workloads offer, its network may call. */
export interface LatticeNetwork {
  readonly serviceNetwork: vpclattice.CfnServiceNetwork;
  readonly vpcAssociation: vpclattice.CfnServiceNetworkVpcAssociation;
  /** Who of the network may call. */
  readonly securityGroup: ec2.SecurityGroup;
}

/** What workloads share that are found by other means than Service Connect. Each is made once, when the first workload asks for it. */
export class PlatformDiscovery {
  private zone?: servicediscovery.PrivateDnsNamespace;
  private services?: LatticeNetwork;

  /**
   * @param namespaceName what the names of workloads end in
   */
  constructor(private readonly platform: Construct & { readonly network: INetwork }, public readonly namespaceName: string) {}

  /** The private zone. Undefined until a workload has asked for it. */
  public get madePrivateDns(): servicediscovery.PrivateDnsNamespace | undefined {
    return this.zone;
  }

  /** The service network. Undefined until a workload has asked for it. */
  public get madeServiceNetwork(): vpclattice.CfnServiceNetwork | undefined {
    return this.services?.serviceNetwork;
  }

  /** The private zone. */
  public get privateDns(): servicediscovery.PrivateDnsNamespace {
    return this.zone ??= new servicediscovery.PrivateDnsNamespace(this.platform, 'PrivateNamespace', {
      name: this.namespaceName,
      vpc: this.platform.network.vpc,
      description: 'Names of workloads within the network',
    });
  }

  /** The service network, and the way to it from the platform's network. */
  public get lattice(): LatticeNetwork {
    return this.services ??= this.makeLattice();
  }

  private makeLattice(): LatticeNetwork {
    const { vpc } = this.platform.network;
    // Each service says for itself who may call it.
    const serviceNetwork = new vpclattice.CfnServiceNetwork(this.platform, 'ServiceNetwork', { authType: 'NONE' });
    const securityGroup = new ec2.SecurityGroup(this.platform, 'ServiceNetworkSecurityGroup', {
      vpc,
      description: 'Workloads that call services of VPC Lattice',
      allowAllOutbound: false,
      disableInlineRules: false,
    });
    const vpcAssociation = new vpclattice.CfnServiceNetworkVpcAssociation(this.platform, 'ServiceNetworkVpc', {
      serviceNetworkIdentifier: serviceNetwork.attrId,
      vpcIdentifier: vpc.vpcId,
      securityGroupIds: [securityGroup.securityGroupId],
    });
    return { serviceNetwork, vpcAssociation, securityGroup };
  }
}

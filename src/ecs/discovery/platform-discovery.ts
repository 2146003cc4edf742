import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { associate, LatticeNetwork } from './service-network';
import { INetwork } from '../../network';

/** What workloads share that are found by other means than Service Connect. Each is made once, when the first workload asks for it. */
export class PlatformDiscovery {
  private zone?: servicediscovery.PrivateDnsNamespace;
  private services?: LatticeNetwork;

  /**
   * @param namespaceName what the names of workloads end in
   * @param serviceNetworkIdentifier the service network of VPC Lattice, where it exists
   */
  constructor(
    private readonly platform: Construct & { readonly network: INetwork }, public readonly namespaceName: string,
    private readonly serviceNetworkIdentifier?: string,
  ) {}

  /** The private zone. Undefined until a workload has asked for it. */
  public get madePrivateDns(): servicediscovery.PrivateDnsNamespace | undefined {
    return this.zone;
  }

  /** The service network that was made. Undefined until a workload has asked for it, and where one was given. */
  public get madeServiceNetwork(): vpclattice.CfnServiceNetwork | undefined {
    return this.services?.made;
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
    return this.services ??= associate(this.platform, this.serviceNetworkIdentifier);
  }
}

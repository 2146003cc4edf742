import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * How other networks and accounts reach the services by AWS PrivateLink.
 */
export interface PrivateLinkOptions {
  /**
   * Who may ask for an endpoint: accounts, users and roles by their ARNs, for example `arn:aws:iam::111122223333:root`.
   * @default - nobody but this account
   */
  readonly allowedPrincipals?: string[];

  /**
   * Whether somebody has to accept each endpoint before it works.
   * @default true
   */
  readonly acceptanceRequired?: boolean;

  /**
   * Whether what comes from endpoints has to pass the `allowedPeers` of listeners, too. They are then compared with addresses
   * in the networks of others.
   * @default false - who may connect is decided when an endpoint is made and accepted
   */
  readonly checkPeers?: boolean;

  /**
   * The name that clients in other networks use instead of the endpoint's own. AWS gives it to them when you have proved, by a
   * TXT record, that it is yours; the console shows which.
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
   * @default - the names of endpoints
   */
  readonly privateDnsName?: string;
}

/** What consumers make endpoints for. */
export function makeEndpointService(scope: Construct, loadBalancer: elbv2.NetworkLoadBalancer, options: PrivateLinkOptions): ec2.VpcEndpointService {
  const { allowedPrincipals = [], acceptanceRequired = true, privateDnsName } = options;
  const service = new ec2.VpcEndpointService(scope, 'EndpointService', {
    vpcEndpointServiceLoadBalancers: [loadBalancer],
    acceptanceRequired,
    allowedPrincipals: allowedPrincipals.map(arn => new iam.ArnPrincipal(arn)),
  });
  if (privateDnsName !== undefined) {
    // Younger than the oldest CDK that this works with.
    const resource = service.node.children.find((child): child is ec2.CfnVPCEndpointService => child instanceof ec2.CfnVPCEndpointService);
    resource!.addPropertyOverride('PrivateDnsName', privateDnsName);
  }
  return service;
}

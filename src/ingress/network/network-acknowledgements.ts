import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { NetworkIngressProps } from './network-ingress-props';
import { NetworkListenerSpec } from '../../model';
import { acknowledge } from '../../private/acknowledge';
import { PlatformProfile } from '../../vocabulary';

/** The ports that the packs do not like to see open. */
const SSH = 22;
const COMMON_PORTS: readonly number[] = [20, 21, 3389, 3309, 3306, 4333];

/** Below HTTP the load balancer has nothing to show a certificate for. */
export function acknowledgeListener(listener: elbv2.NetworkListener, { protocol }: NetworkListenerSpec): void {
  if (protocol !== 'tls') {
    acknowledge(listener.node.defaultChild!, 'ELBv2ACMCertificateRequired', protocol === 'udp'
      ? 'The listener passes packets on, which TLS cannot encrypt.'
      : 'The listener passes connections on as they are, encrypted or not: say NetworkListener.tls() to have TLS end at the load balancer.');
  }
}

/** Whom a listener lets in that names nobody. */
export function acknowledgeClients(rule: ec2.CfnSecurityGroupIngress, { audience, listenerPort }: NetworkListenerSpec): void {
  const isPublic = audience === 'public';
  const reason = isPublic
    ? `The listener is public: everyone may connect to port ${listenerPort}, and to no other; say allowedPeers to let in fewer.`
    : `Only the network itself may connect, and only to port ${listenerPort}: the source is the CIDR block of the VPC, which the rule cannot read before deployment.`;
  acknowledge(rule, 'AwsSolutions-EC23', reason);
  if (!isPublic || listenerPort === SSH) {
    acknowledge(rule, 'EC2RestrictedSSH', reason);
  }
  if (!isPublic || COMMON_PORTS.includes(listenerPort)) {
    acknowledge(rule, 'EC2RestrictedCommonPorts', reason);
  }
}

/** What the profile or the user decided against. */
export function acknowledgeNetworkChoices(loadBalancer: elbv2.NetworkLoadBalancer, props: NetworkIngressProps, profile: PlatformProfile): void {
  const resource = loadBalancer.node.defaultChild!;
  if (!(props.deletionProtection ?? profile.deletionProtection)) {
    acknowledge(resource, 'ELBDeletionProtectionEnabled', 'Deletion protection is off on purpose, so that deleting the stack leaves nothing behind.');
  }
  if (!(props.accessLogs ?? (props.accessLogBucket !== undefined || profile.trafficLogs))) {
    const reason = 'Access logs are off on purpose; say accessLogs: true to keep those of connections at which TLS ends.';
    acknowledge(resource, 'ELBLoggingEnabled', reason);
    acknowledge(resource, 'AwsSolutions-ELB2', reason);
  }
}

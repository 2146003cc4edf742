import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IConstruct } from 'constructs';
import { Domain } from './domain';
import { IngressProps } from './ingress-props';
import { acknowledge } from '../private/acknowledge';
import { PlatformProfile } from '../vocabulary';

/** A listener that only redirects has nothing to encrypt. */
export function acknowledgeRedirect(listener: elbv2.ApplicationListener): void {
  acknowledge(listener.node.defaultChild!, 'ELBv2ACMCertificateRequired', 'This listener answers every request with a redirect to HTTPS; it has no use for a certificate.');
}

/** The reason is the user's own. */
export function acknowledgePlainHttp(listener: elbv2.ApplicationListener, domain: Domain): void {
  const reason = domain._spec.kind === 'plainHttp' ? domain._spec.reason : '';
  acknowledge(listener.node.defaultChild!, 'ELBv2ACMCertificateRequired', reason);
  acknowledge(listener.node.defaultChild!, 'ALBHttpToHttpsRedirection', reason);
}

/** What the profile or the user decided against. */
export function acknowledgeChoices(
  loadBalancer: elbv2.ApplicationLoadBalancer, securityGroup: ec2.SecurityGroup, props: IngressProps, profile: PlatformProfile,
): void {
  const resource = loadBalancer.node.defaultChild!;
  if (!props.waf) {
    acknowledge(resource, 'ALBWAFEnabled', props.internetFacing === false
      ? 'Only reachable from inside the network; say waf to put a web ACL in front of it all the same.'
      : 'A web ACL is charged for by the month and the request, so it is the owner\'s choice: say waf to attach one.');
  }
  if (!(props.deletionProtection ?? profile.deletionProtection)) {
    acknowledge(resource, 'ELBDeletionProtectionEnabled', 'Deletion protection is off on purpose, so that deleting the stack leaves nothing behind.');
  }
  if (!(props.accessLogs ?? (props.accessLogBucket !== undefined || profile.trafficLogs))) {
    const reason = 'Access logs are off on purpose; say accessLogs: true to keep them.';
    acknowledge(resource, 'ELBLoggingEnabled', reason);
    acknowledge(resource, 'AwsSolutions-ELB2', reason);
  }
  if (!props.allowedPeers) {
    acknowledgePeers(securityGroup.node.defaultChild!, props.internetFacing !== false);
  }
}

function acknowledgePeers(resource: IConstruct, internetFacing: boolean): void {
  if (internetFacing) {
    acknowledge(resource, 'AwsSolutions-EC23', 'The load balancer faces the internet: everyone may open a connection to the ports of its listeners, and to no other.');
    return;
  }
  const reason = 'Only the network itself may open a connection, and only to ports 443 and 80: the source is the CIDR block of the VPC, which the rule cannot read before deployment.';
  ['AwsSolutions-EC23', 'EC2RestrictedSSH', 'EC2RestrictedCommonPorts'].forEach(rule => acknowledge(resource, rule, reason));
}

/** Test traffic from the network itself. */
export function acknowledgeTestPeers(resource: IConstruct, port: number): void {
  const reason = `Only the network itself may send test traffic, and only to port ${port}: the source is the CIDR block of the VPC, which the rule cannot read before deployment.`;
  ['EC2RestrictedSSH', 'EC2RestrictedCommonPorts'].forEach(rule => acknowledge(resource, rule, reason));
}

import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { NetworkListenerSpec } from '../../model';

const { TCP, TLS, UDP, TCP_UDP, HTTP, HTTPS } = elbv2.Protocol;

/** TLS ends at the load balancer unless it begins there anew. */
function protocolOf({ protocol, encrypted }: NetworkListenerSpec): elbv2.Protocol {
  switch (protocol) {
    case 'tcp': return TCP;
    case 'tls': return encrypted ? TLS : TCP;
    case 'udp': return UDP;
    case 'tcpUdp': return TCP_UDP;
  }
}

/**
 * One of the two target groups of a listener. Every value is said, so that neither feature flags nor property injectors
 * decide how healthy is told from unhealthy.
 */
export function networkTargetGroup(
  scope: Construct, id: string, vpc: ec2.IVpc, listener: NetworkListenerSpec, targetType: elbv2.TargetType = elbv2.TargetType.IP,
): elbv2.NetworkTargetGroup {
  const { health, encrypted } = listener;
  const group = new elbv2.NetworkTargetGroup(scope, id, {
    vpc,
    targetType,
    protocol: protocolOf(listener),
    // Copies register with the port they listen on. Saying that one here would replace the target group, and cut off the copies
    // in it, whenever a container listens elsewhere.
    port: encrypted ? 443 : 80,
    deregistrationDelay: listener.drainTime,
    connectionTermination: listener.closeWhenDrained,
    preserveClientIp: listener.preserveClientIp,
    proxyProtocolV2: listener.proxyProtocol,
    healthCheck: {
      enabled: true,
      protocol: health.kind === 'tcp' ? TCP : encrypted ? HTTPS : HTTP,
      // Machines have a port for a copy that is not known beforehand.
      port: health.port === undefined || (health.port === listener.port && targetType === elbv2.TargetType.INSTANCE) ? 'traffic-port' : `${health.port}`,
      interval: health.interval,
      timeout: health.timeout,
      unhealthyThresholdCount: health.failures,
      healthyThresholdCount: health.successes,
      ...(health.kind === 'http' && { path: health.path, healthyHttpCodes: health.successCodes ?? '200-399' }),
    },
  });
  // Left out, an attribute would stay as it was; those that speak TLS to their targets know none of it.
  if (!encrypted) {
    group.setAttribute('stickiness.enabled', `${listener.sticky}`);
    group.setAttribute('stickiness.type', 'source_ip');
  }
  return group;
}

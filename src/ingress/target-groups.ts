import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { ExposureSpec } from '../model';

const PROTOCOL_VERSIONS: Record<ExposureSpec['protocol'], elbv2.ApplicationProtocolVersion> = {
  http1: elbv2.ApplicationProtocolVersion.HTTP1,
  http2: elbv2.ApplicationProtocolVersion.HTTP2,
  grpc: elbv2.ApplicationProtocolVersion.GRPC,
};

/**
 * One of the two target groups of a route. Every value is said, so that neither feature flags nor property injectors
 * decide how healthy is told from unhealthy.
 */
export function targetGroup(
  scope: Construct, id: string, vpc: ec2.IVpc, exposure: ExposureSpec, targetType: elbv2.TargetType = elbv2.TargetType.IP,
): elbv2.ApplicationTargetGroup {
  const { health, encrypted, stickiness } = exposure;
  const grpc = exposure.protocol === 'grpc';
  return new elbv2.ApplicationTargetGroup(scope, id, {
    vpc,
    targetType,
    protocol: encrypted ? elbv2.ApplicationProtocol.HTTPS : elbv2.ApplicationProtocol.HTTP,
    protocolVersion: PROTOCOL_VERSIONS[exposure.protocol],
    // Copies register with the port they listen on. Saying that one here would replace the target group, and cut off the copies
    // in it, whenever a container listens elsewhere.
    port: encrypted ? 443 : 80,
    deregistrationDelay: exposure.drainTime,
    loadBalancingAlgorithmType: elbv2.TargetGroupLoadBalancingAlgorithmType.ROUND_ROBIN,
    ...(stickiness && { stickinessCookieDuration: stickiness }),
    healthCheck: {
      enabled: true,
      protocol: encrypted ? elbv2.Protocol.HTTPS : elbv2.Protocol.HTTP,
      // Machines have a port for a copy that is not known beforehand.
      port: health.port === undefined || (health.port === exposure.port && targetType === elbv2.TargetType.INSTANCE) ? 'traffic-port' : `${health.port}`,
      path: health.path,
      interval: health.interval,
      timeout: health.timeout,
      unhealthyThresholdCount: health.failures,
      healthyThresholdCount: health.successes,
      ...(grpc ? { healthyGrpcCodes: health.successCodes } : { healthyHttpCodes: health.successCodes }),
    },
  });
}

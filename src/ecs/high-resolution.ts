/**
 * CPU and memory measured every 20 seconds, in words that the L2s do not have yet.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-faster-auto-scaling.html
 */
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/** Has ECS measure the tasks of a service more often. The L1 of the oldest supported CDK has no property for it. */
export function measureOften(service: ecs.BaseService): void {
  (service.node.defaultChild as ecs.CfnService).addPropertyOverride('Monitoring', {
    MetricConfigurations: [{ MetricNames: ['CPUUtilization', 'MemoryUtilization'], ResolutionSeconds: 20 }],
  });
}

const OFTEN: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'ECSServiceAverageCPUUtilizationHighResolution',
  ECSServiceAverageMemoryUtilization: 'ECSServiceAverageMemoryUtilizationHighResolution',
};

type Tracked = appscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty;

/** Has scaling on CPU and memory look at what is measured more often. What else it follows stays as it is. */
export function followOften(target: ecs.ScalableTaskCount): void {
  const policies = target.node.findAll().filter((child): child is appscaling.CfnScalingPolicy => child instanceof appscaling.CfnScalingPolicy);
  for (const policy of policies) {
    const tracked = policy.targetTrackingScalingPolicyConfiguration as Tracked | undefined;
    const metric = tracked?.predefinedMetricSpecification as appscaling.CfnScalingPolicy.PredefinedMetricSpecificationProperty | undefined;
    const often = metric && OFTEN[metric.predefinedMetricType];
    if (often) {
      policy.targetTrackingScalingPolicyConfiguration = { ...tracked!, predefinedMetricSpecification: { ...metric, predefinedMetricType: often } };
    }
  }
}

import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Ec2Plan } from './plan';
import { Ec2RefreshOptions } from '../../../vocabulary';

/**
 * Has CloudFormation replace the instances when they would start otherwise than they did. A rolling update would wait in vain for
 * instances that are protected from scaling in; a refresh replaces them, and ECS drains each before it goes.
 *
 * Said in the template's own words, because older versions of the CDK do not know them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
export function refreshInstances(group: CfnAutoScalingGroup, plan: Ec2Plan, options: Ec2RefreshOptions = {}): void {
  if (options.enabled === false) {
    return;
  }
  group.addOverride('UpdatePolicy', {
    AutoScalingInstanceRefresh: {
      Strategy: 'Rolling',
      Preferences: {
        MinHealthyPercentage: options.minHealthyPercent ?? 100,
        MaxHealthyPercentage: options.maxHealthyPercent ?? 110,
        InstanceWarmup: (options.warmup ?? plan.instanceWarmup).toSeconds(),
        ScaleInProtectedInstances: 'Refresh',
        StandbyInstances: 'Terminate',
        SkipMatching: true,
        ...options.bakeTime && { BakeTime: options.bakeTime.toSeconds() },
        ...options.alarms?.length && { AlarmSpecification: { Alarms: options.alarms.map(({ alarmName }) => alarmName) } },
      },
    },
  });
}

/** Auto Scaling groups: what their instances need, and that all of them have to go before their group does. */
import { isObject, JsonObject } from '../../engine/values';
import { Account, Live } from '../account';
import { ModelContext, ModelTable, text } from '../model';
import { plainArn, uuid } from '../naming';

const HOUR = 3600;

/** How long CloudFormation waits for a group to become empty. */
const PATIENCE_SECONDS = HOUR;

const objectOf = (value: unknown): JsonObject => isObject(value) ? value : {};
const objectsOf = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];
const refuse = (message: string): never => { throw new Error(`${message} (Service: AutoScaling, Status Code: 400, Error Code: ValidationError)`); };

function templateOf(account: Account, { LaunchTemplateId, LaunchTemplateName, LaunchTemplateSpecification }: JsonObject): Live | undefined {
  if (isObject(LaunchTemplateSpecification)) { return templateOf(account, LaunchTemplateSpecification); }
  return account.live('AWS::EC2::LaunchTemplate').find(({ physicalId, properties }) => physicalId === LaunchTemplateId
    || LaunchTemplateName !== undefined && properties.LaunchTemplateName === LaunchTemplateName);
}

/** What a launch needs has to come from the launch template, or from what overrides it. */
function checkLaunch({ account, properties }: ModelContext): void {
  const mixed = objectOf(objectOf(properties.MixedInstancesPolicy).LaunchTemplate);
  const said = isObject(properties.LaunchTemplate) ? properties.LaunchTemplate : mixed;
  if (properties.LaunchTemplate !== undefined && properties.MixedInstancesPolicy !== undefined) {
    refuse('Only one of LaunchTemplate and MixedInstancesPolicy may be given');
  }
  if (Object.keys(said).length === 0) {
    if (properties.LaunchConfigurationName === undefined && properties.InstanceId === undefined) {
      refuse('Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.');
    }
    return;
  }
  const template = templateOf(account, said);
  if (!template) { return refuse('The specified launch template, with template ID or name, does not exist.'); }
  const data = objectOf(template.properties.LaunchTemplateData);
  if (!/^(ami-|resolve:ssm:)/.test(text(data.ImageId) ?? '')) {
    refuse('You must use a valid fully-formed launch template. The request must contain the parameter ImageId');
  }
  const overrides = objectsOf(mixed.Overrides);
  const overridden = overrides.length > 0 && overrides.every(one => one.InstanceType ?? one.InstanceRequirements);
  const typed = [data.InstanceType, data.InstanceRequirements].some(one => one !== undefined) || overridden;
  if (!typed) { refuse('You must use a valid fully-formed launch template. The request must contain the parameter InstanceType'); }
  if (overrides.some(one => one.InstanceType !== undefined && one.InstanceRequirements !== undefined)) {
    refuse('You cannot specify both InstanceType and InstanceRequirements in an override.');
  }
  if (overrides.some(one => one.InstanceType !== undefined) && overrides.some(one => one.InstanceRequirements !== undefined)) {
    refuse('Overrides with InstanceType and overrides with InstanceRequirements cannot be mixed.');
  }
  if (objectsOf(data.NetworkInterfaces).length > 0 && data.SecurityGroupIds !== undefined) {
    refuse('Network interfaces and an instance-level security groups may not be specified on the same request');
  }
}

function checkSize({ properties: { MinSize, MaxSize, DesiredCapacity } }: ModelContext): void {
  if (Number(MinSize) > Number(MaxSize)) { refuse(`Max bound, ${text(MaxSize)}, must be greater than or equal to min bound, ${text(MinSize)}`); }
  if (DesiredCapacity !== undefined && (Number(DesiredCapacity) < Number(MinSize) || Number(DesiredCapacity) > Number(MaxSize))) {
    refuse(`Desired capacity:${text(DesiredCapacity)} must be between the specified min size:${text(MinSize)} and max size:${text(MaxSize)}`);
  }
}

/** What hangs on a group needs it. */
const ofGroup = ({ account, properties }: ModelContext): void => {
  if (!account.find('AWS::AutoScaling::AutoScalingGroup', String(properties.AutoScalingGroupName))) {
    refuse(`AutoScalingGroup name not found - AutoScalingGroup ${text(properties.AutoScalingGroupName)} not found`);
  }
};

export const autoscaling: ModelTable = {
  'AWS::AutoScaling::AutoScalingGroup': {
    check: context => {
      checkSize(context);
      checkLaunch(context);
      const { VPCZoneIdentifier: subnets, AvailabilityZones: zones, AvailabilityZoneIds: ids } = context.properties;
      if (![subnets, zones, ids].some(list => Array.isArray(list) && list.length > 0)) { refuse('At least one Availability Zone or VPC Subnet is required.'); }
    },
    attributes: (context, name) => ({
      AutoScalingGroupARN: plainArn(context, 'autoscaling', `autoScalingGroup:${uuid(context.account.random)}:autoScalingGroupName/${name}`),
    }),
    created: ({ account, properties }, name) => account.services.providers.machines.adjust(name, properties),
    deleting: async (account, { physicalId, properties }) => {
      if (properties.DeletionProtection === 'prevent-all-deletion') { refuse(`AutoScalingGroup ${physicalId} has deletion protection enabled.`); }
      await account.services.providers.machines.dismiss(physicalId, properties, PATIENCE_SECONDS);
    },
  },
  'AWS::AutoScaling::WarmPool': {
    check: context => {
      ofGroup(context);
      const group = context.account.find('AWS::AutoScaling::AutoScalingGroup', String(context.properties.AutoScalingGroupName))!;
      const data = objectOf(templateOf(context.account, objectOf(group.properties.LaunchTemplate))?.properties.LaunchTemplateData);
      if (objectOf(data.InstanceMarketOptions).MarketType === 'spot') { refuse('You can\'t add a warm pool to an Auto Scaling group that requests Spot Instances.'); }
    },
  },
  'AWS::AutoScaling::LifecycleHook': { check: ofGroup },
  'AWS::AutoScaling::ScalingPolicy': { check: ofGroup },
  'AWS::AutoScaling::ScheduledAction': { check: ofGroup },
};

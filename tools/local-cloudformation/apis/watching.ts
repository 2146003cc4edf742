/** What watches and scales services: alarms, and the targets of Application Auto Scaling. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject } from '../engine/values';
import { Account, Live } from '../resources/account';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

export const cloudwatch: Service = {
  DescribeAlarms: (input, account) => {
    const names = listOf(input.AlarmNames);
    const types = input.AlarmTypes === undefined ? ['MetricAlarm'] : listOf(input.AlarmTypes);
    const of = (type: string, kind: string) => !types.includes(kind) ? [] : account.live(type)
      .filter(({ physicalId }) => names.length === 0 || names.includes(physicalId))
      .map(live => describeAlarm(account, live))
      .filter(alarm => input.StateValue === undefined || alarm.StateValue === input.StateValue);
    return { MetricAlarms: of('AWS::CloudWatch::Alarm', 'MetricAlarm'), CompositeAlarms: of('AWS::CloudWatch::CompositeAlarm', 'CompositeAlarm') };
  },
};

function describeAlarm({ services }: Account, { physicalId, attributes }: Live) {
  const since = services.alarms.since(physicalId);
  return {
    AlarmName: physicalId,
    AlarmArn: attributes.Arn,
    StateValue: services.alarms.stateOf(physicalId),
    StateUpdatedTimestamp: since,
    StateTransitionedTimestamp: since,
  };
}

const NOT_SUSPENDED = { DynamicScalingInSuspended: false, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: false };

export const scaling: Service = {
  DescribeScalableTargets: (input, account) => {
    const wanted = listOf(input.ResourceIds);
    const found = account.live(TARGET).filter(({ properties }) => properties.ServiceNamespace === input.ServiceNamespace
      && (wanted.length === 0 || wanted.includes(properties.ResourceId))
      && (input.ScalableDimension === undefined || properties.ScalableDimension === input.ScalableDimension));
    return {
      ScalableTargets: found.map(({ properties }) => ({
        ServiceNamespace: properties.ServiceNamespace,
        ResourceId: properties.ResourceId,
        ScalableDimension: properties.ScalableDimension,
        MinCapacity: Number(properties.MinCapacity),
        MaxCapacity: Number(properties.MaxCapacity),
        RoleARN: properties.RoleARN,
        SuspendedState: { ...NOT_SUSPENDED, ...isObject(properties.SuspendedState) ? properties.SuspendedState : {} },
      })),
    };
  },
  /** Only of targets that are there: what is left out stays as it is. */
  RegisterScalableTarget: (input, account) => {
    const live = account.live(TARGET)
      .find(({ properties }) => properties.ResourceId === input.ResourceId && properties.ScalableDimension === input.ScalableDimension);
    if (!live) { throw new ServiceError('NotModelled', 'application-autoscaling:RegisterScalableTarget changes only targets that a stack has made'); }
    const { SuspendedState, ...others } = input;
    const before = isObject(live.properties.SuspendedState) ? live.properties.SuspendedState : {};
    const state = isObject(SuspendedState) ? { SuspendedState: { ...NOT_SUSPENDED, ...before, ...SuspendedState } } : {};
    account.put({ ...live, properties: { ...live.properties, ...others, ...state } });
    return { ScalableTargetARN: live.attributes.Id };
  },
};

export const sns: Service = {
  Publish: (input, { services, random }) => {
    services.bus.publish(String(input.TopicArn), input.Message);
    return { MessageId: random(32) };
  },
};

/** What a template says about the scaling of a worker, in the words of the simulation. */
import { Template } from 'aws-cdk-lib/assertions';
import { evaluate, Value } from './metric-math';
import { only } from '../../support';

/** What is measured in a minute. */
export interface Measured {
  readonly waiting: Value;
  readonly inHand: Value;
  readonly taken: Value;
  readonly desired: Value;
  readonly running: Value;
}

export interface Step {
  readonly from: number;
  readonly below: number;
  readonly copies: number;
}

export interface StepPolicy {
  readonly value: (measured: Measured) => Value;
  readonly breaches: (value: number) => boolean;
  readonly threshold: number;
  readonly periods: number;
  readonly cooldown: number;
  readonly steps: readonly Step[];
}

export interface Policies {
  readonly min: number;
  readonly max: number;
  readonly target: number;
  readonly perTask: (measured: Measured) => Value;
  readonly scaleOutCooldown: number;
  readonly scaleInCooldown: number;
  readonly wake?: StepPolicy;
  readonly sleep?: StepPolicy;
}

const METRICS: Readonly<Record<string, keyof Measured>> = {
  ApproximateNumberOfMessagesVisible: 'waiting',
  ApproximateNumberOfMessagesNotVisible: 'inHand',
  NumberOfMessagesReceived: 'taken',
  DesiredTaskCount: 'desired',
  CPUUtilization: 'running',
};

export function policiesOf(template: Template): Policies {
  const { MinCapacity: min, MaxCapacity: max } = only(template, 'AWS::ApplicationAutoScaling::ScalableTarget');
  const all = Object.entries(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy'));
  const tracking = all.map(([, { Properties }]) => Properties.TargetTrackingScalingPolicyConfiguration).find(Boolean);
  const step = (name: string) => {
    const found = all.find(([, { Properties }]) => Properties.PolicyName === name);
    return found && stepPolicy(template, found[0], found[1].Properties.StepScalingPolicyConfiguration);
  };
  return {
    min,
    max,
    target: tracking.TargetValue,
    perTask: measured => worked(tracking.CustomizedMetricSpecification.Metrics, measured),
    scaleOutCooldown: tracking.ScaleOutCooldown / 60,
    scaleInCooldown: tracking.ScaleInCooldown / 60,
    wake: step('Wake'),
    sleep: step('Sleep'),
  };
}

function stepPolicy(template: Template, id: string, configuration: Record<string, any>): StepPolicy {
  expect(configuration.AdjustmentType).toBe('ExactCapacity');
  const alarm = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties)
    .find(({ AlarmActions }) => JSON.stringify(AlarmActions) === JSON.stringify([{ Ref: id }]))!;
  const threshold = alarm.Threshold as number;
  const above = alarm.ComparisonOperator === 'GreaterThanOrEqualToThreshold';
  return {
    value: measured => worked(alarm.Metrics, measured),
    breaches: value => above ? value >= threshold : value <= threshold,
    threshold,
    periods: alarm.EvaluationPeriods,
    cooldown: configuration.Cooldown / 60,
    steps: configuration.StepAdjustments.map((each: Record<string, number>) => ({
      from: each.MetricIntervalLowerBound ?? -Infinity, below: each.MetricIntervalUpperBound ?? Infinity, copies: each.ScalingAdjustment,
    })),
  };
}

/** The one query that is returned, with all that it stands on. */
function worked(queries: readonly Record<string, any>[], measured: Measured): Value {
  const of = (query: Record<string, any>): Value => {
    if (query.MetricStat) {
      return measured[METRICS[query.MetricStat.Metric.MetricName]];
    }
    const values = Object.fromEntries(queries.filter(({ Id }) => new RegExp(`\\b${Id}\\b`).test(query.Expression)).map(each => [each.Id, of(each)]));
    return evaluate(query.Expression, values);
  };
  return of(queries.find(({ ReturnData }) => ReturnData !== false)!);
}

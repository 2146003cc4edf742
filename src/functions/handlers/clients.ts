/**
 * Clients of the AWS SDK that is part of the Lambda runtime. Each is loaded when it is first needed, and kept while the function's
 * container lives: most handlers need two or three of them, and loading takes longer than asking.
 */
import type { Ecr } from './findings/ecr';

/* eslint-disable @typescript-eslint/no-require-imports, import/no-extraneous-dependencies -- loaded late on purpose, from the Lambda runtime */

/** Just enough of a client whose types are not among the development dependencies. */
export interface CloudWatch {
  describeAlarms(input: DescribeAlarmsInput, options?: { readonly abortSignal?: AbortSignal }): Promise<DescribeAlarmsOutput>;
  describeAlarms(input: never, callback: never): void;
  describeAlarms(input: never, options: never, callback: never): void;
}

interface DescribeAlarmsInput {
  readonly AlarmNames: string[];
  readonly AlarmTypes: string[];
  readonly StateValue: string;
}

interface DescribeAlarmsOutput {
  readonly MetricAlarms?: FoundAlarm[];
  readonly CompositeAlarms?: FoundAlarm[];
}

export interface FoundAlarm {
  readonly AlarmName?: string;
  /** When its state became what it is. */
  readonly StateTransitionedTimestamp?: Date;
}

/** The same of Auto Scaling, which looks after instances. The one of applications is another. */
export interface AutoScaling {
  describeAutoScalingGroups(input: { readonly AutoScalingGroupNames: string[] }): Promise<{ readonly AutoScalingGroups?: FoundGroup[] }>;
  deleteAutoScalingGroup(input: { readonly AutoScalingGroupName: string; readonly ForceDelete: boolean }): Promise<unknown>;
}

export interface FoundGroup {
  readonly AutoScalingGroupName?: string;
  /** Only said while it is being deleted. */
  readonly Status?: string;
  readonly Instances?: { readonly InstanceId?: string }[];
}

/** The same of CloudWatch Logs. */
export interface Logs {
  getLogEvents(input: GetLogEventsInput): Promise<{ readonly events?: { readonly message?: string }[] }>;
}

interface GetLogEventsInput {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly limit: number;
  readonly startFromHead: boolean;
}

/** A call is repeated once by the SDK; whoever polls asks again anyway. */
const OPTIONS = { maxAttempts: 2 };

export const clients = {
  codeDeploy: once(() => new (require('@aws-sdk/client-codedeploy') as typeof import('@aws-sdk/client-codedeploy')).CodeDeploy(OPTIONS)),
  ecs: once(() => new (require('@aws-sdk/client-ecs') as typeof import('@aws-sdk/client-ecs')).ECS(OPTIONS)),
  loadBalancing: once(() => new (
    require('@aws-sdk/client-elastic-load-balancing-v2') as typeof import('@aws-sdk/client-elastic-load-balancing-v2')
  ).ElasticLoadBalancingV2(OPTIONS)),
  cloudFormation: once(() => new (require('@aws-sdk/client-cloudformation') as typeof import('@aws-sdk/client-cloudformation')).CloudFormation(OPTIONS)),
  autoScaling: once(() => new (
    require('@aws-sdk/client-application-auto-scaling') as typeof import('@aws-sdk/client-application-auto-scaling')
  ).ApplicationAutoScaling(OPTIONS)),
  autoScalingGroups: once(() => new (require('@aws-sdk/client-auto-scaling') as { AutoScaling: new (options: object) => AutoScaling }).AutoScaling(OPTIONS)),
  cloudWatch: once(() => new (require('@aws-sdk/client-cloudwatch') as { CloudWatch: new (options: object) => CloudWatch }).CloudWatch(OPTIONS)),
  logs: once(() => new (require('@aws-sdk/client-cloudwatch-logs') as { CloudWatchLogs: new (options: object) => Logs }).CloudWatchLogs(OPTIONS)),
  ssm: once(() => new (require('@aws-sdk/client-ssm') as typeof import('@aws-sdk/client-ssm')).SSM(OPTIONS)),
  ecr: inEach(region => new (require('@aws-sdk/client-ecr') as { ECR: new (options: object) => Ecr }).ECR({ ...OPTIONS, region })),
  lambda: once(() => new (require('@aws-sdk/client-lambda') as typeof import('@aws-sdk/client-lambda')).Lambda(OPTIONS)),
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}

/** Where something is decides whom to ask about it. */
function inEach<T>(make: (region: string) => T): (region: string) => T {
  const made = new Map<string, T>();
  return region => {
    const known = made.get(region) ?? make(region);
    made.set(region, known);
    return known;
  };
}

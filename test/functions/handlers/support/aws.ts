/** AWS as a handful of plain facts that a test sets and changes; what handlers write is listed, and has only its nearest consequence. */
import type { DeploymentInfo, ECSTarget } from '@aws-sdk/client-codedeploy';
import type { Service, TaskSet } from '@aws-sdk/client-ecs';
import { Aws } from '../../../../src/functions/handlers/aws';
import { begin, poll } from '../../../../src/functions/handlers/reconcile';
import { RolloutEvent } from '../../../../src/functions/handlers/request';
import { RESOURCES, Revision, RolloutProperties } from '../../../../src/functions/wire/rollout';

export const START = Date.parse('2030-01-01T10:00:00Z');
export const MINUTE = 60_000;
const FAMILY = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/shop';

export const revision = (version: number, given: Partial<Revision> = {}): Revision => ({
  taskDefinition: `${FAMILY}:${version}`,
  containerName: 'web',
  containerPort: '8080',
  subnets: ['subnet-a'],
  securityGroups: ['sg-1'],
  assignPublicIp: 'DISABLED',
  ...given,
});

export const properties = (version: number, given: Partial<RolloutProperties> = {}): RolloutProperties => ({
  application: 'shop',
  deploymentGroup: 'shop-group',
  deploymentConfig: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
  cluster: 'cluster',
  service: 'shop',
  revision: revision(version),
  hooks: { AfterInstall: 'check' },
  settings: { enableExecuteCommand: 'false', tags: {} },
  waitFor: 'TRAFFIC_SHIFTED',
  onActiveDeployment: 'WAIT',
  alarms: ['errors', 'latency'],
  alarmsFiringAtStart: 'IGNORE',
  startTimeoutMinutes: '15',
  budgetMinutes: '50',
  relaysLeft: '0',
  scaling: { resourceId: 'service/cluster/shop', suspend: 'SCALE_IN' },
  ...given,
});

export const copies = (version: number, given: Partial<TaskSet> = {}): TaskSet => ({
  status: 'PRIMARY',
  taskDefinition: `${FAMILY}:${version}`,
  runningCount: 2,
  stabilityStatus: 'STEADY_STATE',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' } },
  loadBalancers: [{ targetGroupArn: 'blue', containerName: 'web', containerPort: 8080 }],
  ...given,
});

export const failure = (name: string): Error => Object.assign(new Error(`${name} happened`), { name });

type Call = readonly [string, Record<string, unknown>];

/** One stack with one service, and the request that CloudFormation makes of its rollout. */
export class World {
  public stackStatus = 'UPDATE_IN_PROGRESS';
  public service: Service = { serviceName: 'shop', serviceArn: 'arn:shop', status: 'ACTIVE', desiredCount: 2, runningCount: 2, taskSets: [copies(1)] };
  public deployments: DeploymentInfo[] = [];
  public target: ECSTarget = {};
  public scalableTargets: object[] = [{ ResourceId: 'service/cluster/shop', SuspendedState: {} }];
  public firing: string[] = [];
  public stoppedTasks: object[] = [];
  public groupTags: object[] = [];
  /** What AWS answers instead, by operation. */
  public failing: Record<string, Error> = {};
  public readonly writes: Call[] = [];
  public now = START;
  public readonly aws: Aws;
  private began: object = {};

  constructor(public event: Omit<RolloutEvent, 'RequestId' | 'StackId' | 'LogicalResourceId'> & { readonly RequestId?: string }) {
    const reads: Record<string, (input: never) => object> = {
      describeStacks: () => ({ Stacks: [{ StackStatus: this.stackStatus }] }),
      describeServices: () => ({ services: [this.service] }),
      listDeployments: (input: { includeOnlyStatuses?: string[]; createTimeRange?: { start: Date } }) => ({
        deployments: this.deployments
          .filter(one => input.includeOnlyStatuses?.includes(one.status!) ?? true)
          .filter(one => (one.createTime ?? new Date(START)) >= (input.createTimeRange?.start ?? new Date(0)))
          .map(one => one.deploymentId),
      }),
      batchGetDeployments: (input: { deploymentIds: string[] }) => ({
        deploymentsInfo: this.deployments.filter(one => input.deploymentIds.includes(one.deploymentId!)),
      }),
      getDeploymentTarget: () => ({ deploymentTarget: { ecsTarget: this.target } }),
      describeAlarms: () => ({ MetricAlarms: this.firing.map(AlarmName => ({ AlarmName })) }),
      describeScalableTargets: () => ({ ScalableTargets: this.scalableTargets }),
      listTasks: () => ({ taskArns: this.stoppedTasks.map((_task, index) => `task-${index}`) }),
      describeTasks: () => ({ tasks: this.stoppedTasks }),
      tagsOfGroup: () => ({ Tags: this.groupTags }),
      tagGroup: (input: { Tags: object[] }) => { this.groupTags = input.Tags; return {}; },
    };
    const writes: Record<string, (input: never) => object> = {
      createDeployment: (input: { description: string; revision: object }) => {
        const deploymentId = `d-${this.deployments.length + 1}`;
        this.deployments.push({ ...input, deploymentId, status: 'InProgress', createTime: new Date(this.now), creator: 'user' });
        return { deploymentId };
      },
      registerScalableTarget: (input: { SuspendedState: object }) => {
        this.scalableTargets = [{ ResourceId: 'service/cluster/shop', SuspendedState: input.SuspendedState }];
        return {};
      },
      updateService: (input: object) => { this.service = { ...this.service, ...input }; return {}; },
      stopDeployment: () => ({}),
      continueDeployment: () => ({}),
      tagResource: () => ({}),
      untagResource: () => ({}),
    };
    this.aws = new Proxy({}, {
      get: (_target, name: string) => (input: Record<string, unknown>) => {
        if (this.failing[name]) { return Promise.reject(this.failing[name]); }
        if (writes[name]) { this.writes.push([name, input]); }
        const operation = reads[name] ?? writes[name];
        return operation ? Promise.resolve(operation(input as never)) : Promise.reject(new Error(`${name} is not to be called`));
      },
    }) as Aws;
  }

  public async begin(): Promise<void> {
    this.began = await begin(this.request(), this.aws, this.now, 0);
  }

  public async poll(minutes = 0.25): Promise<{ IsComplete: boolean; Data?: object }> {
    this.now += minutes * MINUTE;
    return poll(this.request(), this.aws, this.now);
  }

  public get last(): DeploymentInfo {
    return this.deployments[this.deployments.length - 1];
  }

  /** The deployment under way comes this far. */
  public becomes(given: Partial<DeploymentInfo>): void {
    this.deployments[this.deployments.length - 1] = { ...this.last, ...given };
  }

  public written(name?: string): Record<string, unknown>[] {
    return this.writes.filter(call => name === undefined || call[0] === name).map(call => call[1]);
  }

  private request(): RolloutEvent {
    const stack = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1';
    return { RequestId: 'request-1', StackId: stack, LogicalResourceId: 'Rollout', ...this.event, ...this.began };
  }
}

export const updating = (from: RolloutProperties, to: RolloutProperties): World =>
  new World({ RequestType: 'Update', ResourceType: RESOURCES.rollout, PhysicalResourceId: 'rollout-1', ResourceProperties: to, OldResourceProperties: from });

export const creating = (wanted: RolloutProperties): World => {
  const world = new World({ RequestType: 'Create', ResourceType: RESOURCES.rollout, ResourceProperties: wanted });
  world.stackStatus = 'CREATE_IN_PROGRESS';
  return world;
};

export const deleting = (wanted: RolloutProperties, type: string = RESOURCES.rollout): World =>
  new World({ RequestType: 'Delete', ResourceType: type, PhysicalResourceId: 'rollout-1', ResourceProperties: wanted });

/** A small world for the handlers: one load balancer, some alarms and a stack. `poll()` asks as CloudFormation does, minute by minute. */
import type { Action, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { START } from './support';
import { OnEventAnswer } from '../../../src/functions/handlers/event';
import { begin, poll, ShiftEvent } from '../../../src/functions/handlers/shift/handlers';
import { MINUTE } from '../../../src/functions/handlers/shift/situation';
import { RESOURCES, RevisionReadyProperties, RevisionTargetProperties, ShiftRoute, TrafficShiftProperties } from '../../../src/functions/wire/rollout';

export const BLUE = 'arn:blue';
export const GREEN = 'arn:green';
export const RULE = 'arn:rule';

export const TARGET: RevisionTargetProperties = { rule: RULE, blue: BLUE, green: GREEN, revision: 'v2' };
const ROUTE: ShiftRoute = { rule: RULE, blue: BLUE, green: GREEN, target: GREEN };
export const READY: RevisionReadyProperties = { routes: [ROUTE], revision: 'v2', copies: '2', timeoutMinutes: '20' };
export const CANARY: TrafficShiftProperties = {
  routes: [ROUTE],
  revision: 'v2',
  copies: '2',
  steps: [{ minute: '0', share: '100' }, { minute: '10', share: '1000' }],
  fromMinute: '0',
  toMinute: '20',
  alarms: ['errors'],
};

type Properties = ShiftEvent['ResourceProperties'];

export class SmallWorld {
  public minute = 0;
  public status = 'UPDATE_IN_PROGRESS';
  public updated = -1;
  public weights: Record<string, number> = { [BLUE]: 100, [GREEN]: 0 };
  public targets: Record<string, string[]> = { [BLUE]: ['healthy', 'healthy'], [GREEN]: ['healthy', 'healthy'] };
  /** Minutes in which alarms began to fire. */
  public firing: Record<string, number> = {};
  /** What AWS says instead of answering, by operation. */
  public errors: Record<string, string> = {};
  /** Operations that do what they are told and then say so to nobody. */
  public lost: string[] = [];
  public before: Action[] = [];
  public readonly written: Action[][] = [];

  public async begin(type: keyof typeof RESOURCES, properties: Properties, more: Partial<ShiftEvent> = {}): Promise<ShiftEvent & OnEventAnswer> {
    const event: ShiftEvent = {
      RequestType: 'Update', RequestId: 'request', StackId: 'stack', LogicalResourceId: 'Shift', ResourceType: RESOURCES[type], ResourceProperties: properties, ...more,
    };
    return { ...event, ...await begin(event, this.aws, this.now, 0) };
  }

  public poll(event: ShiftEvent): Promise<{ IsComplete: boolean; Data?: object }> {
    return poll(event, this.aws, this.now);
  }

  /** Asks four times a minute until there is an answer, and lets things happen at minutes. */
  public async run(event: ShiftEvent, happens: Record<number, () => void> = {}): Promise<object | undefined> {
    for (; this.minute < 60; this.minute += 0.25) {
      happens[this.minute]?.();
      const answer = await this.poll(event);
      if (answer.IsComplete) {
        return answer.Data;
      }
    }
    throw new Error('CloudFormation has given up waiting');
  }

  private get now(): number {
    return START + this.minute * MINUTE;
  }

  private get aws(): Parameters<typeof poll>[1] {
    const operations = {
      describeStacks: () => ({ Stacks: [{ StackStatus: this.status, LastUpdatedTime: new Date(START + this.updated * MINUTE) }] }),
      describeRules: (): { Rules: Rule[] } => ({ Rules: [{ RuleArn: RULE, Actions: [...this.before, this.forward()] }] }),
      describeTargetHealth: ({ TargetGroupArn }: { TargetGroupArn: string }) => ({
        TargetHealthDescriptions: this.targets[TargetGroupArn].map(State => ({ TargetHealth: { State, Reason: State === 'unhealthy' ? 'Target.Timeout' : undefined } })),
      }),
      describeAlarms: ({ AlarmNames }: { AlarmNames: string[] }) => ({
        MetricAlarms: Object.entries(this.firing).filter(([name]) => AlarmNames.includes(name))
          .map(([AlarmName, minute]) => ({ AlarmName, StateTransitionedTimestamp: new Date(START + minute * MINUTE) })),
      }),
      modifyRule: ({ Actions }: { Actions: Action[] }) => {
        this.written.push(Actions);
        for (const { TargetGroupArn, Weight } of Actions.find(({ Type }) => Type === 'forward')?.ForwardConfig?.TargetGroups ?? []) {
          this.weights[TargetGroupArn!] = Weight!;
        }
      },
    };
    return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, async (input: never) => {
      if (this.errors[name]) {
        throw Object.assign(new Error(`${name} says ${this.errors[name]}`), { name: this.errors[name] });
      }
      const answer = operation(input);
      if (this.lost.includes(name)) {
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      }
      return answer;
    }])) as unknown as Parameters<typeof poll>[1];
  }

  private forward(): Action {
    const TargetGroups = Object.entries(this.weights).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
    return { Type: 'forward', Order: this.before.length + 1, ForwardConfig: { TargetGroups, TargetGroupStickinessConfig: { Enabled: false } } };
  }
}

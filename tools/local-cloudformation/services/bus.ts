/** The default event bus: rules are live resources; targets are state machines, functions and topics. */
import { matches } from './event-pattern';
import { valueAt } from './states/paths';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import type { Account, Live } from '../resources/account';

export interface Emitted {
  readonly source: string;
  readonly type: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
}

export interface Published {
  readonly topic: string;
  readonly at: Date;
  readonly message: unknown;
}

export class Bus {
  /** Everything that was emitted, oldest first. */
  public readonly events: JsonObject[] = [];
  /** What topics were told. */
  public readonly published: Published[] = [];

  constructor(private readonly account: Account) {}

  public emit({ source, type, resources, detail }: Emitted): void {
    const { id, region, clock, random } = this.account;
    const event: JsonObject = {
      'version': '0', 'id': random(32), source, 'account': id, region, 'time': clock.now().toISOString(), 'resources': [...resources], detail, 'detail-type': type,
    };
    this.events.push(event);
    if (this.events.length > KEPT) { this.events.shift(); }
    for (const rule of this.account.live('AWS::Events::Rule')) {
      if (rule.properties.State === 'DISABLED' || !isObject(rule.properties.EventPattern) || !matches(rule.properties.EventPattern, event)) { continue; }
      for (const target of list(rule.properties.Targets)) { this.deliver(rule, target, event); }
    }
  }

  public publish(topic: string, message: unknown): void {
    this.published.push({ topic, at: this.account.clock.now(), message });
  }

  private deliver(rule: Live, target: JsonObject, event: JsonObject): void {
    const { services } = this.account;
    const arn = String(target.Arn);
    const input = inputOf(target, event);
    if (arn.includes(':states:')) { services.stateMachines.start(arn, JSON.stringify(input)); } else
      if (arn.includes(':lambda:')) { services.lambda.invokeLater(arn, input); } else
        if (arn.includes(':sns:')) { this.publish(arn, input); } else
          if (!arn.includes(':logs:') && !arn.includes(':sqs:')) {
            throw new ServiceError('NotModelled', `The target ${arn} of rule ${rule.logicalId} is not modelled by the local endpoint`);
          }
  }
}

/** How many events are remembered. */
const KEPT = 1000;

const list = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];

function inputOf(target: JsonObject, event: JsonObject): unknown {
  if (target.Input !== undefined) { return JSON.parse(String(target.Input)) as unknown; }
  if (target.InputPath !== undefined) { return valueAt(String(target.InputPath), { input: event, context: {} }); }
  if (!isObject(target.InputTransformer)) { return event; }
  const { InputPathsMap: paths, InputTemplate: template } = target.InputTransformer;
  const read = (path: unknown) => valueAt(String(path), { input: event, context: {} });
  const values = Object.fromEntries(Object.entries(isObject(paths) ? paths : {}).map(([name, path]) => [name, read(path)]));
  // Inside of quotes a value is text; outside of them it is JSON.
  const quoted = String(template).replace(/"(?:[^"\\]|\\.)*"/g, text => text.replace(/<([\w.-]+)>/g, (_all, name: string) => JSON.stringify(textOf(values[name])).slice(1, -1)));
  const json = quoted.replace(/<([\w.-]+)>/g, (_all, name: string) => JSON.stringify(values[name] ?? ''));
  try { return JSON.parse(json) as unknown; } catch { return json; }
}

const textOf = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value ?? '');

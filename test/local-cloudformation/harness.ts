/** A stack in two verbs: `deploy` a template and look at the `stack`. Time and chance are fixed, so that every run is the same. */
import { LocalAws } from '../../tools/local-cloudformation';
import { StackInput } from '../../tools/local-cloudformation/cloudformation/desired';
import { StackState } from '../../tools/local-cloudformation/engine/state';
import { JsonObject } from '../../tools/local-cloudformation/engine/values';

export interface Deployed extends StackState {}

export function seededRandom(): (digits: number) => string {
  let state = 1n;
  return digits => {
    let text = '';
    while (text.length < digits) {
      state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
      text += (state / 2n ** 32n).toString(16).padStart(8, '0');
    }
    return text.slice(0, digits);
  };
}

export class World {
  public readonly aws: LocalAws;
  private ticks = 0;

  constructor(patienceMs = 200) {
    this.aws = new LocalAws({ clock: { now: () => new Date(Date.UTC(2026, 0, 1) + this.ticks++) }, random: seededRandom(), patienceMs });
  }

  /** Creates the stack, or updates it when it is there, and waits until it is settled. */
  public async deploy(resources: JsonObject, more: JsonObject & { name?: string; parameters?: Record<string, string> } = {}): Promise<StackState> {
    const { name = 'S', parameters, ...sections } = more;
    const service = this.aws.cloudFormation;
    const existing = service.tryFind(name);
    const input = inputOf({ Resources: resources, ...sections }, parameters);
    if (existing) { service.updateStack(name, input); } else { service.createStack(name, input); }
    return service.settled(name);
  }

  public async destroy(name = 'S'): Promise<StackState> {
    const stack = this.aws.cloudFormation.find(name);
    this.aws.cloudFormation.deleteStack(name);
    return this.aws.cloudFormation.settled(stack.id);
  }

  /** What a change set would do, as `[action, logicalId, replacement]`. */
  public changes(resources: JsonObject, sections: JsonObject = {}, name = 'S'): unknown[] {
    const set = this.aws.cloudFormation.createChangeSet({
      ...inputOf({ Resources: resources, ...sections }), stackName: name, changeSetName: 'c', type: this.aws.cloudFormation.tryFind(name) ? 'UPDATE' : 'CREATE',
    });
    this.aws.cloudFormation.deleteChangeSet(set.id);
    return set.changes.map(change => [change.action, change.logicalId, change.replacement].filter(Boolean));
  }
}

export function inputOf(template: JsonObject, parameters: Record<string, string> = {}): StackInput {
  return {
    templateBody: JSON.stringify(template),
    parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })),
    capabilities: ['CAPABILITY_NAMED_IAM'],
  };
}

/** `LogicalId STATUS` of every event about a resource, in order. */
export function history(stack: StackState): string[] {
  return stack.events.filter(event => event.reason !== 'Resource creation Initiated').map(event => `${event.logicalId} ${event.status}`);
}

export function reasons(stack: StackState): string {
  return stack.events.map(event => event.reason ?? '').join('\n');
}

export const output = (stack: StackState, key: string): string | undefined => stack.outputs.find(found => found.key === key)?.value;

export const topic = (properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({ Type: 'AWS::SNS::Topic', Properties: properties, ...rest });
export const parameter = (value: unknown, rest: JsonObject = {}): JsonObject => ({ Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: value }, ...rest });

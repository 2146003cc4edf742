/**
 * An account, a seed and a virtual clock, for tests that deploy again and again: templates go to the emulated CloudFormation directly, without
 * CLI and without HTTP, and everything that follows from the seed is the same in every run.
 */
import { Stack, Stage } from 'aws-cdk-lib/core';
import { LocalAws } from '..';
import { publish } from './assets';
import { ServiceError } from '../engine/errors';
import { StackEvent, StackState } from '../engine/state';
import { JsonObject } from '../engine/values';
import { TypeRegistry } from '../schemas/types';
import { seededRandom } from '../services/chance';
import { Faults } from '../services/faults';

export interface WorldOptions {
  /** @default 1 */
  readonly seed?: number;
  readonly faults?: Faults;
  readonly account?: string;
  readonly region?: string;
  readonly types?: TypeRegistry;
}

export interface Deployed {
  /** The status of the stack. */
  readonly status: string;
  /** False if there was nothing to do. */
  readonly changed: boolean;
  /** Why the first resource failed that did, or the stack itself. */
  readonly reason?: string;
  /** What happened in the stack during this deployment. */
  readonly events: readonly StackEvent[];
  /** How long it took, in minutes of the account. */
  readonly minutes: number;
  readonly stack: StackState;
  readonly outputs: Readonly<Record<string, string>>;
}

const BEGINNING = Date.UTC(2026, 0, 1);

/** Handlers of functions only compute, so one that is not done at once never will be. */
const PATIENCE_MS = 250;

export class World {
  public readonly aws: LocalAws;

  constructor({ seed = 1, ...options }: WorldOptions = {}) {
    this.aws = new LocalAws({
      ...options,
      faults: options.faults ?? {},
      clock: { now: () => new Date(BEGINNING) },
      virtualTime: true,
      random: seededRandom(seed),
      patienceMs: PATIENCE_MS,
    });
  }

  /** What goes wrong; may be changed at any time. */
  public get faults(): Faults {
    return this.aws.faults;
  }

  /** Minutes since the world began. */
  public get minute(): number {
    return (this.aws.agenda.now - BEGINNING) / 60_000;
  }

  /** Creates or updates the stack, and waits for the end. A stack whose creation failed is deleted before. */
  public async deploy(template: JsonObject | string, stackName = 'Stack', parameters: Readonly<Record<string, string>> = {}): Promise<Deployed> {
    const { cloudFormation } = this.aws;
    const input = {
      templateBody: typeof template === 'string' ? template : JSON.stringify(template),
      parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })),
      capabilities: ['CAPABILITY_NAMED_IAM'],
    };
    if (cloudFormation.tryFind(stackName)?.status === 'ROLLBACK_COMPLETE') { await this.destroy(stackName); }
    const existing = cloudFormation.tryFind(stackName);
    const before = { events: existing?.events.length ?? 0, minute: this.minute };
    try {
      if (existing) { cloudFormation.updateStack(stackName, input); } else { cloudFormation.createStack(stackName, input); }
    } catch (error) {
      if (!(error instanceof ServiceError) || error.message !== 'No updates are to be performed.') { throw error; }
      return this.told(existing!, before, false);
    }
    return this.told(await cloudFormation.settled(stackName), before, true);
  }

  /** Synthesises the app of a stack, publishes its assets and deploys the stack. */
  public async deployStack(stack: Stack, parameters?: Readonly<Record<string, string>>): Promise<Deployed> {
    return this.deploy(this.templateOf(stack), stack.stackName, parameters);
  }

  /** The template of a stack, whose assets are published. For templates that are deployed more than once. */
  public templateOf(stack: Stack): string {
    const stage = Stage.of(stack)!;
    const assembly = stage.synth();
    publish(this.aws.account, assembly.directory);
    return JSON.stringify(assembly.getStackArtifact(stack.artifactId).template);
  }

  public async destroy(stackName = 'Stack'): Promise<Deployed> {
    const stack = this.aws.cloudFormation.find(stackName);
    const before = { events: stack.events.length, minute: this.minute };
    this.aws.cloudFormation.deleteStack(stackName);
    return this.told(await this.aws.cloudFormation.settled(stack.id), before, true);
  }

  /** Lets time pass. */
  public async advance(minutes: number): Promise<void> {
    await this.aws.agenda.advance(minutes * 60);
  }

  /** Calls an action as somebody outside of the account's functions would. */
  public call<T = JsonObject>(service: string, action: string, input: JsonObject = {}): Promise<T> {
    return this.aws.apis.call(service, action, input) as Promise<T>;
  }

  private told(stack: StackState, before: { readonly events: number; readonly minute: number }, changed: boolean): Deployed {
    const events = stack.events.slice(before.events);
    return {
      status: stack.status,
      changed,
      reason: events.find(event => event.status.endsWith('_FAILED') && event.logicalId !== stack.name)?.reason ?? (stack.status.endsWith('_COMPLETE') ? undefined : stack.reason),
      events,
      minutes: this.minute - before.minute,
      stack,
      outputs: Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value])),
    };
  }
}

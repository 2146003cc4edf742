/** The operations of CloudFormation on the stacks of one account and region, free of any wire format. */
import { ChangeSet, EARLY_VALIDATION, NO_CHANGES } from './changesets';
import { DesiredSources, desiredOf, problemsOf, StackInput } from './desired';
import { computeChanges, outputsDiffer } from '../engine/changes';
import { deleteStack } from '../engine/deletion';
import { deploy } from '../engine/deployment';
import { ServiceError, validationError } from '../engine/errors';
import { EventLog } from '../engine/events';
import { exportsOf } from '../engine/outputs';
import { Provisioner, Surroundings } from '../engine/ports';
import { Desired, StackState } from '../engine/state';
import { uuid } from '../resources/naming';
import { parameterOf } from '../resources/parameters';

export interface ServiceOptions extends DesiredSources {
  readonly provisioner: Provisioner;
}

export interface ChangeSetInput extends StackInput {
  readonly stackName: string;
  readonly changeSetName: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
}

const STEADY = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_FAILED', 'CREATE_FAILED'];

export class CloudFormation {
  private readonly stacks: StackState[] = [];
  private readonly changeSets: ChangeSet[] = [];
  private readonly running = new Map<string, Promise<void>>();
  private readonly around: Surroundings;

  constructor(private readonly options: ServiceOptions) {
    const { account, types, provisioner } = options;
    this.around = {
      account: account.id,
      region: account.region,
      partition: account.partition,
      urlSuffix: account.urlSuffix,
      clock: account.wallClock,
      random: account.random,
      types,
      provisioner,
      zones: region => account.zones(region),
      exported: name => this.exports().find(found => found.name === name)?.value,
      importersOf: name => this.list().filter(stack => stack.imports.has(name)).map(stack => stack.name),
      output: (stackName, key) => this.tryFind(stackName)?.outputs.find(output => output.key === key)?.value,
      stored: name => parameterOf(account, name),
    };
  }

  /** Every stack that is not deleted. */
  public list(): StackState[] {
    return this.stacks.filter(stack => stack.deletedAt === undefined);
  }

  /** Deleted ones too, newest first. */
  public all(): StackState[] {
    return [...this.stacks].reverse();
  }

  public exports(): Array<{ stackId: string; name: string; value: string }> {
    return this.list().flatMap(stack => exportsOf(stack.outputs).map(([name, value]) => ({ stackId: stack.id, name, value })));
  }

  public importers(name: string): string[] {
    return this.around.importersOf(name);
  }

  public tryFind(nameOrId: string): StackState | undefined {
    return this.stacks.find(stack => stack.id === nameOrId) ?? this.list().find(stack => stack.name === nameOrId);
  }

  public find(nameOrId: string): StackState {
    const stack = this.tryFind(nameOrId);
    if (!stack) { throw validationError(`Stack with id ${nameOrId} does not exist`); }
    return stack;
  }

  /** Resolves when nothing is going on in the stack. */
  public async settled(nameOrId: string): Promise<StackState> {
    const stack = this.find(nameOrId);
    await this.running.get(stack.id);
    return stack;
  }

  public createChangeSet(input: ChangeSetInput): ChangeSet {
    const existing = this.tryFind(input.stackName);
    const creating = input.type === 'CREATE';
    if (creating && existing && existing.status !== 'REVIEW_IN_PROGRESS') { throw new ServiceError('AlreadyExistsException', `Stack [${input.stackName}] already exists`); }
    if (!creating) { this.assertSteady(this.find(input.stackName)); }
    if (existing && this.changeSets.some(set => set.stackId === existing.id && set.name === input.changeSetName)) {
      throw new ServiceError('AlreadyExistsException', `ChangeSet [${input.changeSetName}] already exists`);
    }
    const desired = desiredOf(input, existing, this.options);
    const stack = existing ?? this.addStack(input.stackName, 'REVIEW_IN_PROGRESS');
    const problems = problemsOf(desired, this.options);
    const changes = problems.length > 0 ? [] : computeChanges(stack, desired, this.around);
    const empty = changes.length === 0 && !outputsDiffer(stack, desired);
    const reason = problems.length > 0 ? EARLY_VALIDATION : empty ? NO_CHANGES : undefined;
    const set: ChangeSet = {
      id: this.arn('changeSet', input.changeSetName),
      name: input.changeSetName,
      stackId: stack.id,
      stackName: stack.name,
      type: input.type,
      description: input.description,
      createdAt: this.around.clock.now(),
      desired,
      changes,
      problems,
      status: reason ? 'FAILED' : 'CREATE_COMPLETE',
      reason,
      executionStatus: reason ? 'UNAVAILABLE' : 'AVAILABLE',
    };
    this.changeSets.push(set);
    return set;
  }

  public findChangeSet(nameOrId: string, stackName?: string): ChangeSet {
    const stack = stackName === undefined ? undefined : this.find(stackName);
    const set = this.changeSets.find(found => found.id === nameOrId || (found.name === nameOrId && found.stackId === stack?.id));
    if (!set) { throw new ServiceError('ChangeSetNotFound', `ChangeSet [${nameOrId}] does not exist`, 404); }
    return set;
  }

  public changeSetsOf(stackName: string): ChangeSet[] {
    const { id } = this.find(stackName);
    return this.changeSets.filter(set => set.stackId === id);
  }

  /** Deleting one that is not there is no error, as on AWS. */
  public deleteChangeSet(nameOrId: string, stackName?: string): void {
    const stack = stackName === undefined ? undefined : this.tryFind(stackName);
    const at = this.changeSets.findIndex(set => set.id === nameOrId || (set.name === nameOrId && set.stackId === stack?.id));
    if (at >= 0) { this.changeSets.splice(at, 1); }
  }

  public executeChangeSet(nameOrId: string, stackName?: string, disableRollback = false): void {
    const set = this.findChangeSet(nameOrId, stackName);
    if (set.executionStatus !== 'AVAILABLE') {
      throw new ServiceError('InvalidChangeSetStatus', `ChangeSet [${set.id}] cannot be executed in its current status of [${set.status}]`);
    }
    set.executionStatus = 'EXECUTE_COMPLETE';
    this.start(this.find(set.stackId), set.desired, disableRollback);
    // Every other change set was computed against a stack that no longer exists.
    for (const other of this.changeSets.filter(found => found.stackId === set.stackId)) { this.deleteChangeSet(other.id); }
  }

  public createStack(stackName: string, input: StackInput, disableRollback = false): StackState {
    if (this.tryFind(stackName)) { throw new ServiceError('AlreadyExistsException', `Stack [${stackName}] already exists`); }
    const desired = this.checked(desiredOf(input, undefined, this.options));
    return this.start(this.addStack(stackName, 'CREATE_IN_PROGRESS'), desired, disableRollback);
  }

  public updateStack(stackName: string, input: StackInput, disableRollback = false): StackState {
    const stack = this.find(stackName);
    this.assertSteady(stack);
    const desired = this.checked(desiredOf(input, stack, this.options));
    if (computeChanges(stack, desired, this.around).length === 0 && !outputsDiffer(stack, desired)) { throw validationError('No updates are to be performed.'); }
    return this.start(stack, desired, disableRollback);
  }

  public deleteStack(stackName: string, retain: readonly string[] = []): void {
    const stack = this.tryFind(stackName);
    if (!stack || stack.deletedAt) { return; }
    if (stack.terminationProtection) { throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`); }
    if (this.running.has(stack.id)) { throw validationError(`Stack [${stack.name}] is in ${stack.status} state and cannot be deleted.`); }
    this.track(stack, deleteStack(stack, retain, this.around));
  }

  private start(stack: StackState, desired: Desired, disableRollback: boolean): StackState {
    stack.rollbackDisabled = disableRollback;
    this.track(stack, deploy(stack, desired, this.around));
    return stack;
  }

  private track(stack: StackState, work: Promise<void>): void {
    this.running.set(stack.id, work.finally(() => this.running.delete(stack.id)));
  }

  private checked(desired: Desired): Desired {
    const problems = problemsOf(desired, this.options);
    if (problems.length > 0) { throw validationError(problems.map(found => `${found.logicalId}: ${found.message} (at ${found.path})`).join('; ')); }
    return desired;
  }

  private assertSteady(stack: StackState): void {
    if (!STEADY.includes(stack.status)) { throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`); }
  }

  private addStack(name: string, status: string): StackState {
    const stack: StackState = {
      id: this.arn('stack', name),
      name,
      createdAt: this.around.clock.now(),
      status,
      terminationProtection: false,
      rollbackDisabled: false,
      resources: new Map(),
      outputs: [],
      imports: new Set(),
      events: [],
    };
    this.stacks.push(stack);
    if (status === 'REVIEW_IN_PROGRESS') { new EventLog(stack, this.around).stackIs(status, 'User Initiated'); }
    return stack;
  }

  private arn(kind: string, name: string): string {
    const { partition, region, account, random } = this.around;
    return `arn:${partition}:cloudformation:${region}:${account}:${kind}/${name}/${uuid(random)}`;
  }
}

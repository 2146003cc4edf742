/**
 * Carries out one create or update of one stack: resource by resource in dependency order, with an event for each step,
 * then outputs, then cleanup; or, when a resource fails, back to what was.
 */
import { propertyChanges, strongest } from './compare';
import { withParameters } from './dynamic-references';
import { EventLog } from './events';
import { orderOf } from './graph';
import { resolveObject } from './intrinsics';
import { Journal } from './journal';
import { evaluateOutputs } from './outputs';
import { PartlyCreated, Provisioned, ProvisionRequest, Surroundings } from './ports';
import { dependenciesOf } from './references';
import { deletionPolicy, remove, replacePolicy } from './removal';
import { rollBack } from './rollback';
import { StackScope, stackScope } from './scope';
import { Desired, ResourceState, StackState } from './state';
import { JsonObject, sameValue } from './values';
import { isCustom } from '../schemas/types';

class ResourceFailed extends Error {
  constructor(public readonly logicalId: string, message: string) { super(message); }
}

/** Brings the stack to what is desired. Never throws: how it ended is the stack's status. */
export async function deploy(stack: StackState, desired: Desired, around: Surroundings): Promise<void> {
  const log = new EventLog(stack, around);
  const creating = stack.deployed === undefined;
  const verb = creating ? 'CREATE' : 'UPDATE';
  const journal = new Journal();
  const before = new Map(stack.resources);
  log.stackIs(`${verb}_IN_PROGRESS`, 'User Initiated');
  if (!creating) { stack.updatedAt = around.clock.now(); }
  try {
    const dependencies = dependenciesOf(desired.template);
    const scope = stackScope(stack, desired, around, id => stack.resources.get(id));
    const order = orderOf(dependencies).ids.filter(id => scope.includes(id));
    for (const id of order) { await settle(id, [...dependencies.get(id) ?? []], { stack, desired, around, log, journal, scope }); }
    const outputs = evaluateOutputs(stack, desired, scope, around);
    await finish(order, { stack, log, journal, around, creating });
    stack.outputs = outputs;
    stack.imports = scope.imported;
    stack.deployed = desired;
    log.stackIs(`${verb}_COMPLETE`);
  } catch (error) {
    const reason = error instanceof ResourceFailed
      ? `The following resource(s) failed to ${verb.toLowerCase()}: [${error.logicalId}].`
      : (error as Error).message;
    await rollBack({ stack, before, journal, log, around, creating, reason });
  }
}

interface Work {
  readonly stack: StackState;
  readonly desired: Desired;
  readonly around: Surroundings;
  readonly log: EventLog;
  readonly journal: Journal;
  readonly scope: StackScope;
}

async function settle(id: string, dependencies: string[], work: Work): Promise<void> {
  const { stack, desired, scope, log } = work;
  const declared = desired.template.Resources[id];
  const current = stack.resources.get(id);
  const verb = current ? 'UPDATE' : 'CREATE';
  const fail = (error: unknown, physicalId?: string): never => {
    const reason = (error as Error).message;
    log.resource(`${verb}_FAILED`, { logicalId: id, type: declared.Type, physicalId: physicalId ?? current?.physicalId, reason });
    throw new ResourceFailed(id, reason);
  };
  let properties: JsonObject = {};
  try {
    properties = withParameters(resolveObject(declared.Properties ?? {}, scope), name => work.around.stored(name));
    if (current && current.type !== declared.Type) { throw new Error(`Update of resource type is not permitted. The new template modifies resource type of the following resources: [${id}]`); }
  } catch (error) { fail(error); }

  const request: ProvisionRequest = { stack, logicalId: id, type: declared.Type, properties, metadata: declared.Metadata };
  const state = (made: Provisioned, status: string): ResourceState => ({
    logicalId: id,
    type: declared.Type,
    physicalId: made.physicalId,
    ref: made.ref ?? made.physicalId,
    properties,
    attributes: made.attributes,
    declared,
    dependencies,
    status,
    updatedAt: work.around.clock.now(),
  });
  try {
    if (!current) {
      await create(request, state, work);
    } else if (sameValue(current.properties, properties) && sameValue(current.declared.Metadata ?? {}, declared.Metadata ?? {})) {
      // Policies and dependencies may have changed all the same.
      stack.resources.set(id, { ...current, declared, dependencies });
    } else {
      await change({ ...request, current }, state, work);
    }
  } catch (error) {
    fail(error, error instanceof PartlyCreated ? error.physicalId : undefined);
  }
}

type MakeState = (made: Provisioned, status: string) => ResourceState;

async function create(request: ProvisionRequest, state: MakeState, { stack, log, journal, around }: Work): Promise<void> {
  log.resource('CREATE_IN_PROGRESS', { ...request });
  try {
    const made = await around.provisioner.create(request);
    const now = state(made, 'CREATE_COMPLETE');
    log.resource('CREATE_IN_PROGRESS', { ...request, physicalId: made.physicalId, reason: 'Resource creation Initiated' });
    stack.resources.set(request.logicalId, now);
    journal.record({ kind: 'created', now });
    log.state('CREATE_COMPLETE', now);
  } catch (error) {
    if (error instanceof PartlyCreated) {
      const now = state({ physicalId: error.physicalId, attributes: {} }, 'CREATE_FAILED');
      stack.resources.set(request.logicalId, now);
      journal.record({ kind: 'created', now });
    }
    throw error;
  }
}

async function change(request: ProvisionRequest & { current: ResourceState }, state: MakeState, work: Work): Promise<void> {
  const { stack, log, journal, around } = work;
  const { current } = request;
  const facts = isCustom(request.type) ? undefined : around.types.find(request.type);
  const replace = strongest(propertyChanges(current.properties, request.properties, facts).map(found => found.replacement)) === 'yes';
  log.resource('UPDATE_IN_PROGRESS', {
    ...request,
    physicalId: current.physicalId,
    reason: replace ? 'Requested update requires the creation of a new physical resource; hence creating one.' : undefined,
  });
  if (replace) {
    const refusal = around.provisioner.refuseReplacement(request);
    if (refusal) { throw new Error(refusal); }
  }
  // Recorded before it is tried: what fails half-way is set back with everything else.
  if (!replace) { journal.record({ kind: 'updated', before: current, now: { ...current, properties: request.properties } }); }
  const made = replace ? await around.provisioner.create(request) : await around.provisioner.update(request);
  const now = state(made, 'UPDATE_COMPLETE');
  stack.resources.set(request.logicalId, now);
  if (made.physicalId !== current.physicalId) { journal.record({ kind: 'replaced', before: current, now }); }
  log.state('UPDATE_COMPLETE', now);
}

/** After success: what was replaced or is no longer wanted goes, newest dependency first. */
async function finish(order: readonly string[], { stack, log, journal, around, creating }: Pick<Work, 'stack' | 'log' | 'journal' | 'around'> & { creating: boolean }): Promise<void> {
  if (creating) { return; }
  const kept = new Set(order);
  const gone = deletionOrder([...stack.resources.values()].filter(state => !kept.has(state.logicalId)));
  log.stackIs('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await remove(journal.leftovers(), replacePolicy, stack, log, around);
  await remove(gone, deletionPolicy, stack, log, around);
  for (const state of gone) { stack.resources.delete(state.logicalId); }
}

/** What takes minutes to go, while everything that may go at the same time is gone at once. */
const SLOW = ['AWS::ECS::Service', 'AWS::ECS::Daemon', 'AWS::AutoScaling::AutoScalingGroup'];

/** Dependents before what they depend on; and whatever else may go before what is slow, as it would if they went side by side. */
export function deletionOrder(states: readonly ResourceState[]): ResourceState[] {
  const byId = new Map(states.map(state => [state.logicalId, state]));
  const waiting = orderOf(new Map(states.map(state => [state.logicalId, new Set(state.dependencies)]))).ids.map(id => byId.get(id)!).reverse();
  const users = new Map(states.map(state => [state.logicalId, 0]));
  waiting.forEach(({ dependencies }) => dependencies.forEach(id => users.set(id, (users.get(id) ?? 0) + 1)));
  const order: ResourceState[] = [];
  while (waiting.length > 0) {
    const isReady = ({ logicalId }: ResourceState) => users.get(logicalId) === 0;
    const quick = waiting.findIndex(state => isReady(state) && !SLOW.includes(state.type));
    const [next] = waiting.splice(quick >= 0 ? quick : Math.max(0, waiting.findIndex(isReady)), 1);
    next.dependencies.forEach(id => users.set(id, users.get(id)! - 1));
    order.push(next);
  }
  return order;
}

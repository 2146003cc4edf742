/** Takes a failed deployment back: a created stack to nothing, an updated one to what it was before. */
import { EventLog } from './events';
import { resolveObject } from './intrinsics';
import { Journal } from './journal';
import { Surroundings } from './ports';
import { onCreatePolicy, remaining, remove } from './removal';
import { stackScope } from './scope';
import { ResourceState, StackState } from './state';

export interface RollBack {
  readonly stack: StackState;
  /** The resources as they were. Outputs and imports only change when a deployment succeeds. */
  readonly before: ReadonlyMap<string, ResourceState>;
  readonly journal: Journal;
  readonly log: EventLog;
  readonly around: Surroundings;
  readonly creating: boolean;
  readonly reason: string;
}

export async function rollBack(work: RollBack): Promise<void> {
  if (work.stack.rollbackDisabled) {
    work.log.stackIs(work.creating ? 'CREATE_FAILED' : 'UPDATE_FAILED', work.reason);
    return;
  }
  await (work.creating ? undoCreation(work) : undoUpdate(work));
}

async function undoCreation({ stack, journal, log, around, reason }: RollBack): Promise<void> {
  log.stackIs('ROLLBACK_IN_PROGRESS', `${reason} Rollback requested by user.`);
  const { failed, needed } = await remove(journal.backwards().map(step => step.now), onCreatePolicy, stack, log, around);
  stack.resources = remaining(failed, needed);
  stack.outputs = [];
  log.stackIs(failed.length > 0 ? 'ROLLBACK_FAILED' : 'ROLLBACK_COMPLETE');
}

async function undoUpdate({ stack, before, journal, log, around, reason }: RollBack): Promise<void> {
  log.stackIs('UPDATE_ROLLBACK_IN_PROGRESS', reason);
  const unwanted = journal.backwards().filter(step => step.kind !== 'updated').map(step => step.now);
  // The template of before is carried out once more: what a custom resource answers on the way back counts for those that refer to it.
  const resources = new Map(before);
  const scope = stackScope(stack, stack.deployed!, around, id => resources.get(id));
  for (const step of journal.forwards()) {
    if (step.kind !== 'updated') { continue; }
    log.state('UPDATE_IN_PROGRESS', step.before);
    try {
      const properties = resolveObject(step.before.declared.Properties ?? {}, scope);
      const made = await around.provisioner.update({ stack, ...step.before, properties, current: step.now });
      const { physicalId, ref = physicalId, attributes } = made;
      resources.set(step.before.logicalId, { ...step.before, properties, physicalId, ref, attributes });
      log.state('UPDATE_COMPLETE', step.before);
    } catch (error) {
      log.state('UPDATE_FAILED', step.before, (error as Error).message);
      log.stackIs('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${step.before.logicalId}].`);
      return;
    }
  }
  stack.resources = resources;
  log.stackIs('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  await remove(unwanted, onCreatePolicy, stack, log, around);
  log.stackIs('UPDATE_ROLLBACK_COMPLETE');
}

/** Takes a failed deployment back: a created stack to nothing, an updated one to what it was before. */
import { EventLog } from './events';
import { Journal } from './journal';
import { Surroundings } from './ports';
import { onCreatePolicy, remaining, remove } from './removal';
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
  for (const step of journal.forwards()) {
    if (step.kind !== 'updated') { continue; }
    log.state('UPDATE_IN_PROGRESS', step.before);
    try {
      await around.provisioner.update({ stack, ...step.before, current: step.now });
      log.state('UPDATE_COMPLETE', step.before);
    } catch (error) {
      log.state('UPDATE_FAILED', step.before, (error as Error).message);
      log.stackIs('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${step.before.logicalId}].`);
      return;
    }
  }
  stack.resources = new Map(before);
  log.stackIs('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  await remove(unwanted, onCreatePolicy, stack, log, around);
  log.stackIs('UPDATE_ROLLBACK_COMPLETE');
}

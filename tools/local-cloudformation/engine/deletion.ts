/** Deletes a whole stack. */
import { deletionOrder } from './deployment';
import { EventLog } from './events';
import { exportsOf } from './outputs';
import { Surroundings } from './ports';
import { deletionPolicy, Policy, remaining, remove } from './removal';
import { StackState } from './state';

/** Removes every resource in reverse order. Never throws: how it ended is the stack's status. */
export async function deleteStack(stack: StackState, retain: readonly string[], around: Surroundings): Promise<void> {
  const log = new EventLog(stack, around);
  log.stackIs('DELETE_IN_PROGRESS', 'User Initiated');
  for (const [name] of exportsOf(stack.outputs)) {
    const users = around.importersOf(name);
    if (users.length > 0) {
      log.stackIs('DELETE_FAILED', `Delete canceled. Cannot delete export ${name} as it is in use by ${users.join(', ')}.`);
      return;
    }
  }
  const policy: Policy = state => retain.includes(state.logicalId) ? 'Retain' : deletionPolicy(state);
  const { failed, needed } = await remove(deletionOrder([...stack.resources.values()]), policy, stack, log, around);
  if (failed.length > 0) {
    stack.resources = remaining(failed, needed);
    log.stackIs('DELETE_FAILED', `The following resource(s) failed to delete: [${failed.map(state => state.logicalId).join(', ')}].`);
    return;
  }
  stack.resources = new Map();
  stack.outputs = [];
  stack.imports = new Set();
  stack.deletedAt = around.clock.now();
  log.stackIs('DELETE_COMPLETE');
}

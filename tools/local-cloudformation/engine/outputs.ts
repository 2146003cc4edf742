/** Evaluates the Outputs section and guards the exports that other stacks hold on to. */
import { resolve } from './intrinsics';
import { Surroundings } from './ports';
import { StackScope } from './scope';
import { Desired, StackOutput, StackState } from './state';
import { asText, isObject } from './values';

/** The outputs of the stack as it is now. Throws when an export is taken by another stack, or one in use would change or go. */
export function evaluateOutputs(stack: StackState, desired: Desired, scope: StackScope, around: Surroundings): StackOutput[] {
  const outputs = Object.entries(desired.template.Outputs)
    .filter(([, output]) => output.Condition === undefined || scope.condition(output.Condition))
    .map(([key, output]): StackOutput => {
      const value = resolve(output.Value, scope);
      if (Array.isArray(value) || isObject(value)) { throw new Error(`Template format error: Output ${key} is malformed. The Value field of every Outputs member must evaluate to a String.`); }
      return {
        key,
        value: asText(value),
        description: output.Description,
        exportName: output.Export && asText(resolve(output.Export.Name, scope)),
      };
    });
  guardExports(stack, outputs, around);
  return outputs;
}

function guardExports(stack: StackState, outputs: readonly StackOutput[], around: Surroundings): void {
  const mine = new Map(exportsOf(stack.outputs));
  const next = new Map(exportsOf(outputs));
  for (const name of next.keys()) {
    if (!mine.has(name) && around.exported(name) !== undefined) {
      throw new Error(`Export with name ${name} is already exported by another stack`);
    }
  }
  for (const [name, value] of mine) {
    const users = around.importersOf(name);
    if (users.length === 0) { continue; }
    if (!next.has(name)) { throw new Error(`Cannot delete export ${name} as it is in use by ${users.join(', ')}`); }
    if (next.get(name) !== value) { throw new Error(`Cannot update export ${name} as it is in use by ${users.join(', ')}`); }
  }
}

export function exportsOf(outputs: readonly StackOutput[]): Array<[string, string]> {
  return outputs.flatMap(output => output.exportName === undefined ? [] : [[output.exportName, output.value] as [string, string]]);
}

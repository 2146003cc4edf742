/**
 * Evaluates the Conditions section. A condition may use parameters and other conditions, never a resource;
 * circles were refused before (check.ts).
 */
import { validationError } from './errors';
import { resolve, Scope } from './intrinsics';
import { Template } from './template';

/** The truth of every condition, given what `Ref` and `Fn::FindInMap` mean. */
export function evaluateConditions(template: Template, scope: Scope): Map<string, boolean> {
  const results = new Map<string, boolean>();
  const evaluate = (name: string): boolean => {
    const known = results.get(name);
    if (known !== undefined) { return known; }
    if (!(name in template.Conditions)) { throw validationError(`Template format error: Unresolved condition dependency ${name}`); }
    const result = Boolean(resolve(template.Conditions[name], { ...scope, condition: evaluate }));
    results.set(name, result);
    return result;
  };
  Object.keys(template.Conditions).forEach(evaluate);
  return results;
}

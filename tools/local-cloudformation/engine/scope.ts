/** Builds the scope in which the intrinsic functions of one stack are evaluated. */
import { hasAttribute } from './check';
import { evaluateConditions } from './conditions';
import { validationError } from './errors';
import { Scope } from './intrinsics';
import { Surroundings } from './ports';
import { Desired, StackState } from './state';
import { isObject, JsonObject, NO_VALUE, Unknown } from './values';
import { isCustom } from '../schemas/types';

/** What a resource looks like to those that refer to it. */
export interface ResourceView {
  readonly ref: unknown;
  readonly attributes: JsonObject | Unknown;
}

export interface StackScope extends Scope {
  /** Export names that were looked up so far. */
  readonly imported: Set<string>;
  /** Whether the resource's own condition holds. */
  includes(logicalId: string): boolean;
}

export function stackScope(
  stack: StackState, desired: Desired, around: Surroundings, view: (logicalId: string) => ResourceView | undefined,
): StackScope {
  const { template } = desired;
  const parameters = new Map(desired.parameters.map(parameter => [parameter.key, parameter.value]));
  const pseudo: JsonObject = {
    'AWS::AccountId': around.account,
    'AWS::NotificationARNs': [...desired.notificationArns],
    'AWS::Partition': around.partition,
    'AWS::Region': around.region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': around.urlSuffix,
  };
  const imported = new Set<string>();

  const base: Scope = {
    ref: name => name === 'AWS::NoValue' ? NO_VALUE : pseudo[name] ?? parameters.get(name) ?? view(name)?.ref,
    attribute: (logicalId, name) => attributeOf(template.Resources[logicalId]?.Type, logicalId, name, view(logicalId), around),
    condition: () => false,
    mapping: (map, first, second) => {
      const level = template.Mappings[map]?.[first];
      return isObject(level) ? level[second] : undefined;
    },
    importValue: name => {
      const value = around.exported(name);
      if (value === undefined) { throw validationError(`No export named ${name} found`); }
      imported.add(name);
      return value;
    },
    stackOutput: (name, key) => {
      const value = around.output(name, key);
      if (value === undefined) { throw validationError(`No output named ${key} found in stack ${name}`); }
      return value;
    },
    zones: region => around.zones(region || around.region),
  };

  const conditions = evaluateConditions(template, base);
  const scope: Scope = {
    ...base,
    condition: name => {
      const truth = conditions.get(name);
      if (truth === undefined) { throw validationError(`Template format error: Unresolved condition dependency ${name}`); }
      return truth;
    },
  };
  return {
    ...scope,
    imported,
    includes: logicalId => {
      const condition = template.Resources[logicalId]?.Condition;
      return condition === undefined || scope.condition(condition);
    },
  };
}

function attributeOf(type: string | undefined, logicalId: string, name: string, view: ResourceView | undefined, around: Surroundings): unknown {
  if (!type || !view) { throw validationError(`Template format error: Unresolved resource dependencies [${logicalId}] in the Resources block of the template`); }
  if (view.attributes instanceof Unknown) { return new Unknown(logicalId, name); }
  if (name in view.attributes) { return view.attributes[name]; }
  if (isCustom(type)) { throw validationError(`CustomResource attribute error: Vendor response doesn't contain ${name} attribute in ${logicalId}`); }
  const known = hasAttribute(around.types, type, name);
  throw validationError(known
    ? `Attribute '${name}' of ${logicalId} (${type}) has no value`
    : `Template error: resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt`);
}

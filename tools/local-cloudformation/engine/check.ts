/** What can be known to be wrong from the template and the type facts alone, before a single resource is touched. */
import { validationError } from './errors';
import { orderOf } from './graph';
import { dependenciesOf, Reference, referencesIn, referencesOf } from './references';
import { Template } from './template';
import { intrinsicOf, isObject } from './values';
import { isCustom, PropertyFacts, TypeRegistry } from '../schemas/types';

export interface Problem {
  readonly logicalId: string;
  readonly type?: string;
  readonly path: string;
  readonly message: string;
}

export const PSEUDO_PARAMETERS = [
  'AWS::AccountId', 'AWS::NoValue', 'AWS::NotificationARNs', 'AWS::Partition', 'AWS::Region', 'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix',
];

/** Throws what CloudFormation answers to a template whose references do not hold together. */
export function checkReferences(template: Template, types: TypeRegistry): void {
  for (const [id, resource] of Object.entries(template.Resources)) {
    if (!isCustom(resource.Type) && !types.find(resource.Type)) {
      throw validationError(`Template format error: Unrecognized resource types: [${resource.Type}]`);
    }
    checkNames(template, types, referencesOf(resource), `resource ${id}`);
  }
  for (const [id, output] of Object.entries(template.Outputs)) {
    checkNames(template, types, referencesIn(output), `output ${id}`);
  }
  checkConditions(template);
  const order = orderOf(dependenciesOf(template));
  if (order.kind === 'cycle') { throw validationError(`Circular dependency between resources: [${order.ids.join(', ')}]`); }
}

/** Conditions may use parameters and each other, but no resource and no circle. */
function checkConditions(template: Template): void {
  const edges = new Map<string, Set<string>>();
  for (const [name, value] of Object.entries(template.Conditions)) {
    const references = referencesIn(value);
    const resource = references.find(({ kind, target }) => kind !== 'condition' && target in template.Resources);
    if (resource) {
      throw validationError(`Template format error: Unresolved dependencies [${resource.target}]. Cannot reference resources in the Conditions block of the template`);
    }
    edges.set(name, new Set(references.filter(({ kind }) => kind === 'condition').map(({ target }) => target)));
  }
  const order = orderOf(edges);
  if (order.kind === 'cycle') { throw validationError(`Template format error: Circular dependency between conditions: [${order.ids.join(', ')}]`); }
}

function checkNames(template: Template, types: TypeRegistry, references: readonly Reference[], where: string): void {
  for (const { kind, target, attribute } of references) {
    if (kind === 'condition') {
      if (!(target in template.Conditions)) { throw validationError(`Template format error: Unresolved condition dependency ${target} in ${where}`); }
      continue;
    }
    const resource = template.Resources[target];
    const known = resource || (kind === 'ref' && (target in template.Parameters || PSEUDO_PARAMETERS.includes(target)));
    if (!known) { throw validationError(`Template format error: Unresolved resource dependencies [${target}] in ${where}`); }
    if (kind !== 'attribute' || attribute === undefined || isCustom(resource.Type)) { continue; }
    if (!hasAttribute(types, resource.Type, attribute)) {
      throw validationError(`Template error: resource ${target} does not support attribute type ${attribute} in Fn::GetAtt`);
    }
  }
}

/** Nested stacks answer `Outputs.X`; everything else answers what its schema lists. */
export function hasAttribute(types: TypeRegistry, type: string, attribute: string): boolean {
  if (isCustom(type) || (type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.'))) { return true; }
  return attribute in (types.find(type)?.attributes ?? {});
}

/** Unknown and missing properties, at every depth the facts reach. */
export function checkProperties(template: Template, types: TypeRegistry): Problem[] {
  return Object.entries(template.Resources).flatMap(([logicalId, resource]) => {
    const facts = isCustom(resource.Type) ? undefined : types.find(resource.Type);
    if (!facts) { return []; }
    const found = checkObject(resource.Properties ?? {}, facts.properties, `/Resources/${logicalId}/Properties`);
    return found.map(problem => ({ ...problem, logicalId, type: resource.Type }));
  });
}

function checkObject(value: unknown, facts: Readonly<Record<string, PropertyFacts>>, path: string): Array<Pick<Problem, 'path' | 'message'>> {
  if (Array.isArray(value)) { return value.flatMap((item, i) => checkObject(item, facts, `${path}/${i}`)); }
  if (!isObject(value) || intrinsicOf(value)) { return []; }
  const unknown = Object.keys(value).filter(name => !(name in facts))
    .map(name => ({ path: `${path}/${name}`, message: `Unsupported property [${name}]` }));
  const missing = Object.keys(facts).filter(name => facts[name].required && !(name in value))
    .map(name => ({ path, message: `Missing required property [${name}]` }));
  const deeper = Object.entries(value).flatMap(([name, item]) => {
    const children = facts[name]?.children;
    return children ? checkObject(item, children(), `${path}/${name}`) : [];
  });
  return [...unknown, ...missing, ...deeper];
}

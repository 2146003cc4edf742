/** Computes what a deployment would do, without doing it: the content of a change set. */
import { PropertyChange, propertyChanges } from './compare';
import { validationError } from './errors';
import { orderOf } from './graph';
import { resolveObject } from './intrinsics';
import { Surroundings } from './ports';
import { dependenciesOf, referencesIn } from './references';
import { ResourceView, stackScope } from './scope';
import { Desired, ResourceState, StackState } from './state';
import { JsonObject, NO_VALUE, sameValue, Unknown } from './values';
import { isCustom } from '../schemas/types';

export interface ChangeDetail {
  readonly property: string;
  readonly evaluation: 'Static' | 'Dynamic';
  readonly requiresRecreation: 'Never' | 'Conditionally' | 'Always';
  readonly source: 'DirectModification' | 'ResourceReference' | 'ResourceAttribute';
  readonly causingEntity?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Change {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: 'True' | 'False' | 'Conditional';
  readonly policyAction?: 'Delete' | 'Retain' | 'Snapshot' | 'ReplaceAndDelete' | 'ReplaceAndRetain' | 'ReplaceAndSnapshot';
  readonly scope: ReadonlyArray<'Properties' | 'Tags' | 'Metadata' | 'UpdatePolicy' | 'DeletionPolicy' | 'UpdateReplacePolicy'>;
  readonly details: readonly ChangeDetail[];
}

/** Every resource that would be added, modified or removed, additions and modifications in the order of the deployment. */
export function computeChanges(stack: StackState, desired: Desired, around: Surroundings): Change[] {
  const views = new Map<string, ResourceView>();
  const scope = stackScope(stack, desired, around, id => views.get(id));
  const order = orderOf(dependenciesOf(desired.template)).ids.filter(id => scope.includes(id));
  const changes: Change[] = [];
  for (const id of order) {
    const declared = desired.template.Resources[id];
    const properties = resolveObject(declared.Properties ?? {}, scope);
    const current = stack.resources.get(id);
    if (current && current.type !== declared.Type) {
      throw validationError(`Update of resource type is not permitted. The new template modifies resource type of the following resources: [${id}]`);
    }
    if (!current) {
      views.set(id, { ref: new Unknown(id), attributes: new Unknown(id) });
      changes.push({ action: 'Add', logicalId: id, type: declared.Type, scope: [], details: [] });
      continue;
    }
    const change = modification(current, desired, properties, around);
    if (change) { changes.push(change); }
    views.set(id, viewAfter(current, change));
  }
  return [...changes, ...removals(stack, new Set(order))];
}

/** Whether two deployments differ in anything CloudFormation would act on. Outputs count, metadata of resources too. */
export function outputsDiffer(stack: StackState, desired: Desired): boolean {
  const deployed = stack.deployed;
  return !deployed
    || !sameValue(deployed.template.Outputs, desired.template.Outputs)
    || !sameValue(deployed.tags, desired.tags)
    || !sameValue(deployed.parameters.filter(known => known.resolved !== undefined).map(known => known.value),
      desired.parameters.filter(known => known.resolved !== undefined).map(known => known.value));
}

/** A resource that may be replaced is unknown to those behind it; one that is modified in place keeps its identity. */
function viewAfter(current: ResourceState, change: Change | undefined): ResourceView {
  if (change?.replacement === 'True' || change?.replacement === 'Conditional') {
    return { ref: new Unknown(current.logicalId), attributes: new Unknown(current.logicalId) };
  }
  const answersAnew = change !== undefined && isCustom(current.type);
  return { ref: current.ref, attributes: answersAnew ? new Unknown(current.logicalId) : current.attributes };
}

function modification(current: ResourceState, desired: Desired, properties: JsonObject, around: Surroundings): Change | undefined {
  const declared = desired.template.Resources[current.logicalId];
  const differences = propertyChanges(current.properties, properties, isCustom(current.type) ? undefined : around.types.find(current.type));
  const scope: Array<Change['scope'][number]> = [];
  if (differences.some(change => change.property !== 'Tags')) { scope.push('Properties'); }
  if (differences.some(change => change.property === 'Tags')) { scope.push('Tags'); }
  if (!sameValue(current.declared.Metadata ?? {}, declared.Metadata ?? {})) { scope.push('Metadata'); }
  if (current.declared.DeletionPolicy !== declared.DeletionPolicy) { scope.push('DeletionPolicy'); }
  if (current.declared.UpdateReplacePolicy !== declared.UpdateReplacePolicy) { scope.push('UpdateReplacePolicy'); }
  if (scope.length === 0) { return undefined; }

  const details = differences.map(change => detailOf(change, declared.Properties?.[change.property]));
  const replacement = verdict(details);
  return {
    action: 'Modify',
    logicalId: current.logicalId,
    physicalId: current.physicalId,
    type: current.type,
    replacement,
    policyAction: replacement === 'True' ? replacePolicy(declared.UpdateReplacePolicy) : undefined,
    scope,
    details,
  };
}

function detailOf(change: PropertyChange, written: unknown): ChangeDetail {
  const unknown = change.unknowns[0];
  const reference = unknown && referencesIn(written).find(found => found.target === unknown.logicalId);
  return {
    property: change.property,
    evaluation: unknown ? 'Dynamic' : 'Static',
    requiresRecreation: ({ no: 'Never', maybe: 'Conditionally', yes: 'Always' } as const)[change.replacement],
    source: !unknown ? 'DirectModification' : reference?.kind === 'attribute' ? 'ResourceAttribute' : 'ResourceReference',
    causingEntity: unknown && [unknown.logicalId, unknown.attribute].filter(Boolean).join('.'),
    before: plain(change.before),
    after: plain(change.after),
  };
}

/** A certain change of a property that recreates is True; one that hangs on a value yet unknown is Conditional. */
function verdict(details: readonly ChangeDetail[]): 'True' | 'False' | 'Conditional' {
  if (details.some(detail => detail.requiresRecreation === 'Always' && detail.evaluation === 'Static')) { return 'True'; }
  return details.some(detail => detail.requiresRecreation !== 'Never') ? 'Conditional' : 'False';
}

function removals(stack: StackState, kept: ReadonlySet<string>): Change[] {
  return [...stack.resources.values()]
    .filter(current => !kept.has(current.logicalId))
    .reverse()
    .map(current => ({
      action: 'Remove',
      logicalId: current.logicalId,
      physicalId: current.physicalId,
      type: current.type,
      policyAction: current.declared.DeletionPolicy === 'Retain' ? 'Retain' : current.declared.DeletionPolicy === 'Snapshot' ? 'Snapshot' : 'Delete',
      scope: [],
      details: [],
    }));
}

function replacePolicy(policy: string | undefined): Change['policyAction'] {
  return policy === 'Retain' ? 'ReplaceAndRetain' : policy === 'Snapshot' ? 'ReplaceAndSnapshot' : 'ReplaceAndDelete';
}

function plain(value: unknown): unknown {
  if (value === undefined || value === NO_VALUE) { return undefined; }
  return JSON.parse(JSON.stringify(value, (_key, item: unknown) => item instanceof Unknown ? item.toString() : item)) as unknown;
}

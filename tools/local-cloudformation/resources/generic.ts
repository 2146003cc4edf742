/** How any type behaves that has no model of its own: identity and attributes derived from the type facts, never beyond them. */
import { ModelContext, text } from './model';
import { arnOf, generatedId, generatedName } from './naming';
import { JsonObject } from '../engine/values';
import { AttributeKind } from '../schemas/types';

/** The parts of the identifier that `Ref` gives, joined by a bar as CloudFormation does. */
export function genericPhysicalId(context: ModelContext): string {
  const { facts } = context;
  if (facts.refIdentifier.length === 0) { return generatedName(context); }
  return facts.refIdentifier.map(part => identifierPart(context, part)).join('|');
}

function identifierPart(context: ModelContext, part: string): string {
  const given = text(context.properties[part]);
  if (given !== undefined) { return given; }
  if (part.endsWith('Arn')) { return arnOf(context, nameGiven(context) ?? generatedName(context)); }
  if (part.endsWith('Id')) { return generatedId(context); }
  return generatedName(context);
}

/** The `Name` or `XyzName` property the user gave, if any. */
export function nameGiven({ type, properties }: Pick<ModelContext, 'type' | 'properties'>): string | undefined {
  const kind = type.split('::')[2];
  return text(properties.Name) ?? text(properties[`${kind}Name`]);
}

/** A value for every attribute the schema knows. */
export function genericAttributes(context: ModelContext, physicalId: string): JsonObject {
  const { facts } = context;
  const parts = physicalId.split('|');
  return Object.fromEntries(Object.entries(facts.attributes).map(([name, kind]) => {
    const part = facts.refIdentifier.indexOf(name);
    return [name, part >= 0 ? parts[part] : attributeValue(context, parts[0], name, kind)];
  }));
}

function attributeValue(context: ModelContext, physicalId: string, name: string, kind: AttributeKind): unknown {
  if (name in context.properties) { return context.properties[name]; }
  if (name === 'Arn' || name === `${context.type.split('::')[2]}Arn`) { return arnOf(context, physicalId); }
  const hash = context.account.random(8);
  switch (kind) {
    case 'number': return 1;
    case 'boolean': return false;
    case 'list': return [`${name.toLowerCase()}-${hash}`];
    case 'object': return {};
    case 'string': return name.endsWith('Arn') ? `${arnOf(context, physicalId)}/${name.toLowerCase()}/${hash}` : `${name.replace(/\W/g, '-').toLowerCase()}-${hash}`;
  }
}

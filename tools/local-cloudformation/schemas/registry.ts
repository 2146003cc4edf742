/**
 * Resource type facts from the service database that ships inside the `cdk` CLI: the same facts by which `cdk diff` says
 * "requires replacement". Using the installed copy keeps this endpoint and the CLI of one mind, and adds no dependency.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { AttributeKind, PropertyFacts, TypeFacts, TypeRegistry } from './types';

interface RawType {
  readonly type: string;
  readonly element?: RawType;
  readonly types?: RawType[];
  readonly reference?: { readonly $ref: string };
}
interface RawProperty {
  readonly type: RawType;
  readonly required?: boolean;
  readonly causesReplacement?: 'yes' | 'no' | 'maybe';
}
interface RawResource {
  readonly cloudFormationType: string;
  readonly primaryIdentifier?: string[];
  readonly cfnRefIdentifier?: string[];
  readonly arnTemplate?: string;
  readonly properties: Record<string, RawProperty>;
  readonly attributes: Record<string, RawProperty>;
}
interface RawDefinition {
  readonly $id: string;
  readonly properties: Record<string, RawProperty>;
}
interface RawDatabase {
  readonly schema: { readonly resource: { readonly entities: RawResource[] }; readonly typeDefinition: { readonly entities: RawDefinition[] } };
}

/** Types CloudFormation takes that no schema describes. */
const UNDESCRIBED: readonly TypeFacts[] = [
  { type: 'AWS::CDK::Metadata', properties: { Analytics: { required: false, replacement: 'no' } }, attributes: {}, identifier: [], refIdentifier: [] },
];

/** Properties that the database says force a replacement, and CloudFormation changes in place since the schema in its registry does. */
const IN_PLACE: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::Service': ['DeploymentController'],
};

let shared: TypeRegistry | undefined;

/** The registry of the installed CLI, read once per process (about half a second). */
export function installedRegistry(): TypeRegistry {
  shared ??= readRegistry(join(dirname(require.resolve('aws-cdk/package.json')), 'db.json.gz'));
  return shared;
}

function readRegistry(file: string): TypeRegistry {
  const { schema } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as RawDatabase;
  const resources = new Map(schema.resource.entities.map(resource => [resource.cloudFormationType, resource]));
  const definitions = new Map(schema.typeDefinition.entities.map(definition => [definition.$id, definition]));
  const facts = new Map(UNDESCRIBED.map(known => [known.type, known]));
  return {
    find: type => {
      const known = facts.get(type);
      const raw = resources.get(type);
      if (known || !raw) { return known; }
      const made = factsOf(raw, definitions);
      facts.set(type, made);
      return made;
    },
  };
}

function factsOf(raw: RawResource, definitions: ReadonlyMap<string, RawDefinition>): TypeFacts {
  const identifier = raw.primaryIdentifier ?? [];
  return {
    type: raw.cloudFormationType,
    properties: changedInPlace(propertiesOf(raw.properties, definitions), IN_PLACE[raw.cloudFormationType] ?? []),
    attributes: Object.fromEntries(Object.entries(raw.attributes).map(([name, attribute]) => [name, kindOf(attribute.type)])),
    identifier,
    refIdentifier: raw.cfnRefIdentifier ?? identifier,
    arnTemplate: raw.arnTemplate,
  };
}

function changedInPlace(properties: Record<string, PropertyFacts>, names: readonly string[]): Record<string, PropertyFacts> {
  return { ...properties, ...Object.fromEntries(names.map(name => [name, { required: properties[name].required, replacement: 'no' as const }])) };
}

function propertiesOf(raw: Record<string, RawProperty>, definitions: ReadonlyMap<string, RawDefinition>): Record<string, PropertyFacts> {
  return Object.fromEntries(Object.entries(raw).map(([name, property]) => {
    const definition = definitionOf(property.type, definitions);
    return [name, {
      required: property.required ?? false,
      replacement: property.causesReplacement ?? 'no',
      children: definition && (() => propertiesOf(definition.properties, definitions)),
    }];
  }));
}

/** The object type at the bottom of arrays and maps; of a union, the first. */
function definitionOf(type: RawType, definitions: ReadonlyMap<string, RawDefinition>): RawDefinition | undefined {
  if (type.type === 'ref' && type.reference) { return definitions.get(type.reference.$ref); }
  if (type.type === 'array' && type.element) { return definitionOf(type.element, definitions); }
  if (type.type === 'union') { return type.types?.map(member => definitionOf(member, definitions)).find(Boolean); }
  return undefined;
}

function kindOf(type: RawType): AttributeKind {
  switch (type.type) {
    case 'integer':
    case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'array': return 'list';
    case 'ref':
    case 'map': return 'object';
    default: return 'string';
  }
}

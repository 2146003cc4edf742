/** The template as CloudFormation reads it, and the format errors it answers before looking at any resource. */
import { validationError } from './errors';
import { isObject, JsonObject } from './values';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: JsonObject;
}

export interface TemplateParameter {
  readonly Type: string;
  readonly Default?: unknown;
  readonly AllowedValues?: unknown[];
  readonly AllowedPattern?: string;
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
  readonly MinValue?: number | string;
  readonly MaxValue?: number | string;
  readonly NoEcho?: boolean | string;
  readonly Description?: string;
  readonly ConstraintDescription?: string;
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Export?: { readonly Name: unknown };
  readonly Condition?: string;
}

export interface Template {
  readonly Description?: string;
  readonly Parameters: Readonly<Record<string, TemplateParameter>>;
  readonly Mappings: Readonly<Record<string, Record<string, JsonObject>>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Rules: JsonObject;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, TemplateOutput>>;
  readonly Transform: readonly string[];
}

const SECTIONS = [
  'AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Rules', 'Mappings', 'Conditions', 'Transform', 'Resources', 'Outputs', 'Hooks',
];
const RESOURCE_MEMBERS = [
  'Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy', 'CreationPolicy', 'Metadata', 'Version', 'Description',
];
const TRANSFORMS = ['AWS::LanguageExtensions'];
const MAX_BYTES = 1_048_576;
const MAX_RESOURCES = 500;

/** Reads a JSON template and refuses what is malformed. YAML, macros and `Fn::ForEach` are not modelled: the stock CLI sends JSON. */
export function parseTemplate(body: string): Template {
  if (Buffer.byteLength(body) > MAX_BYTES) { throw validationError(`Template may not exceed ${MAX_BYTES} bytes in size.`); }
  const raw = parseJson(body);
  const unknown = Object.keys(raw).filter(name => !SECTIONS.includes(name));
  if (unknown.length > 0) { throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`); }

  const resources = section(raw, 'Resources');
  const ids = Object.keys(resources);
  if (ids.length === 0) { throw formatError('At least one Resources member must be defined.'); }
  if (ids.length > MAX_RESOURCES) { throw formatError(`Number of resources, ${ids.length}, is greater than maximum allowed, ${MAX_RESOURCES}`); }
  for (const id of ids) { checkResource(id, resources[id]); }

  const transforms = [raw.Transform ?? []].flat().map(transform => String(isObject(transform) ? transform.Name : transform));
  const foreign = transforms.find(transform => !TRANSFORMS.includes(transform));
  if (foreign) { throw validationError(`No transform named ${foreign} found (this local endpoint knows ${TRANSFORMS.join(', ')}).`); }

  return {
    Description: raw.Description as string | undefined,
    Parameters: section(raw, 'Parameters') as Template['Parameters'],
    Mappings: section(raw, 'Mappings') as Template['Mappings'],
    Conditions: section(raw, 'Conditions'),
    Rules: section(raw, 'Rules'),
    Resources: resources as unknown as Template['Resources'],
    Outputs: section(raw, 'Outputs') as unknown as Template['Outputs'],
    Transform: transforms,
  };
}

function parseJson(body: string): JsonObject {
  try {
    const raw: unknown = JSON.parse(body);
    if (isObject(raw)) { return raw; }
  } catch (error) {
    throw formatError(`JSON not well-formed. (${(error as Error).message}; this local endpoint reads JSON templates only)`);
  }
  throw formatError('unsupported structure.');
}

function section(raw: JsonObject, name: string): JsonObject {
  const value = raw[name] ?? {};
  if (!isObject(value)) { throw formatError(`${name} must be an object.`); }
  return value;
}

function checkResource(id: string, resource: unknown): void {
  if (!/^[A-Za-z0-9]{1,255}$/.test(id)) { throw formatError(`Resource name ${id} is non alphanumeric.`); }
  if (!isObject(resource) || typeof resource.Type !== 'string') {
    throw formatError(`[/Resources/${id}] Every Resources object must contain a Type member.`);
  }
  const unknown = Object.keys(resource).filter(member => !RESOURCE_MEMBERS.includes(member));
  if (unknown.length > 0) { throw validationError(`Invalid template resource property '${unknown[0]}' in resource ${id}`); }
  if (resource.Properties !== undefined && !isObject(resource.Properties)) {
    throw formatError(`[/Resources/${id}/Properties] Properties must be an object.`);
  }
}

function formatError(message: string): Error {
  return validationError(`Template format error: ${message}`);
}

/** The logical ids a resource says it waits for, in its own words. */
export function dependsOn(resource: TemplateResource): string[] {
  return [resource.DependsOn ?? []].flat();
}

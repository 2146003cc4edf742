/** Binds the parameters of a request to those of a template, as CloudFormation does before it looks at anything else. */
import { validationError } from './errors';
import { Template, TemplateParameter } from './template';

export interface GivenParameter {
  readonly key: string;
  readonly value?: string;
  readonly usePrevious?: boolean;
}

export interface BoundParameter {
  readonly key: string;
  /** What was given, as DescribeStacks shows it. */
  readonly given: string;
  /** What a `Ref` gives. */
  readonly value: unknown;
  /** What the Parameter Store answered, for `AWS::SSM::Parameter::Value` types. */
  readonly resolved?: string;
  readonly noEcho: boolean;
}

export interface ParameterSources {
  /** What the stack was last deployed with. */
  previous(key: string): string | undefined;
  /** Value of a parameter of the Parameter Store. */
  stored(name: string): string | undefined;
}

export function bindParameters(template: Template, given: readonly GivenParameter[], sources: ParameterSources): BoundParameter[] {
  const strangers = given.filter(parameter => !(parameter.key in template.Parameters)).map(parameter => parameter.key);
  if (strangers.length > 0) { throw validationError(`Parameters: [${strangers.join(', ')}] do not exist in the template`); }

  const texts = new Map<string, string>();
  for (const [key, declared] of Object.entries(template.Parameters)) {
    const text = textOf(key, declared, given.find(parameter => parameter.key === key), sources);
    if (text !== undefined) { texts.set(key, text); }
  }
  const missing = Object.keys(template.Parameters).filter(key => !texts.has(key));
  if (missing.length > 0) { throw validationError(`Parameters: [${missing.join(', ')}] must have values`); }
  return [...texts].map(([key, text]) => bind(key, template.Parameters[key], text, sources));
}

function textOf(key: string, declared: TemplateParameter, given: GivenParameter | undefined, sources: ParameterSources): string | undefined {
  if (given?.usePrevious) {
    const previous = sources.previous(key);
    if (previous === undefined) { throw validationError(`Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`); }
    return previous;
  }
  if (given?.value !== undefined) { return given.value; }
  return declared.Default === undefined ? undefined : String(declared.Default);
}

function bind(key: string, declared: TemplateParameter, text: string, sources: ParameterSources): BoundParameter {
  check(key, declared, text);
  const noEcho = String(declared.NoEcho ?? false) === 'true';
  const inner = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(declared.Type)?.[1];
  if (inner === undefined) { return { key, given: text, value: typed(key, declared.Type, text), noEcho }; }
  const resolved = sources.stored(text);
  if (resolved === undefined) { throw validationError(`Unable to fetch parameters [${text}] from parameter store for this account.`); }
  return { key, given: text, value: typed(key, inner, resolved), resolved, noEcho };
}

function typed(key: string, type: string, text: string): unknown {
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) { return text.split(',').map(item => item.trim()); }
  if (type === 'Number' && Number.isNaN(Number(text))) { throw validationError(`Parameter '${key}' must be a number.`); }
  return text;
}

function check(key: string, declared: TemplateParameter, text: string): void {
  const wrong = (what: string) => validationError(`Parameter '${key}' ${declared.ConstraintDescription ? `failed to satisfy constraint: ${declared.ConstraintDescription}` : what}`);
  const items = declared.Type === 'CommaDelimitedList' ? text.split(',').map(item => item.trim()) : [text];
  const { AllowedValues: allowed, AllowedPattern: pattern } = declared;
  if (allowed && !items.every(item => allowed.map(String).includes(item))) { throw wrong(`must be one of AllowedValues: [${allowed.join(', ')}]`); }
  if (pattern && !items.every(item => new RegExp(`^(?:${pattern})$`).test(item))) { throw wrong(`must match pattern ${pattern}`); }
  if (declared.MinLength !== undefined && text.length < Number(declared.MinLength)) { throw wrong(`must contain at least ${declared.MinLength} characters`); }
  if (declared.MaxLength !== undefined && text.length > Number(declared.MaxLength)) { throw wrong(`must contain at most ${declared.MaxLength} characters`); }
  if (declared.MinValue !== undefined && Number(text) < Number(declared.MinValue)) { throw wrong(`must be a number not less than ${declared.MinValue}`); }
  if (declared.MaxValue !== undefined && Number(text) > Number(declared.MaxValue)) { throw wrong(`must be a number not greater than ${declared.MaxValue}`); }
}

/** Turns a request into what a stack shall become, refusing what CloudFormation refuses before it records anything. */
import { checkProperties, checkReferences, Problem } from '../engine/check';
import { ServiceError, validationError } from '../engine/errors';
import { bindParameters, GivenParameter } from '../engine/parameters';
import { Desired, StackState, Tag } from '../engine/state';
import { parseTemplate, Template } from '../engine/template';
import { isObject } from '../engine/values';
import { Account } from '../resources/account';
import { parameterOf } from '../resources/parameters';
import { TypeRegistry } from '../schemas/types';
import { TemplateValidator } from '../schemas/validator';

export interface StackInput {
  readonly templateBody?: string;
  readonly templateUrl?: string;
  readonly usePreviousTemplate?: boolean;
  readonly parameters: readonly GivenParameter[];
  /** Undefined keeps the tags of the stack. */
  readonly tags?: readonly Tag[];
  readonly capabilities: readonly string[];
  readonly roleArn?: string;
  readonly notificationArns?: readonly string[];
}

export interface DesiredSources {
  readonly account: Account;
  readonly types: TypeRegistry;
  readonly validator?: TemplateValidator;
}

export function desiredOf(input: StackInput, stack: StackState | undefined, { account, types }: DesiredSources): Desired {
  const body = bodyOf(input, stack, account);
  const template = parseTemplate(body);
  const deployed = stack?.deployed;
  const parameters = bindParameters(template, input.parameters, {
    previous: key => deployed?.parameters.find(parameter => parameter.key === key)?.given,
    stored: name => parameterOf(account, name),
  });
  checkReferences(template, types);
  checkCapabilities(template, input.capabilities);
  return {
    body,
    template,
    parameters,
    tags: input.tags ?? deployed?.tags ?? [],
    capabilities: input.capabilities,
    roleArn: input.roleArn,
    notificationArns: input.notificationArns ?? [],
  };
}

/** What early validation finds. Without the bundled validator, the type facts alone. */
export function problemsOf(desired: Desired, { account, types, validator }: DesiredSources): Problem[] {
  if (!validator) { return checkProperties(desired.template, types); }
  const parameters = Object.fromEntries(desired.parameters.map(parameter => [parameter.key, parameter.given]));
  return validator.validate(desired.body, { region: account.region, account: account.id, parameters });
}

function bodyOf(input: StackInput, stack: StackState | undefined, account: Account): string {
  if (input.templateBody !== undefined) { return input.templateBody; }
  if (input.templateUrl !== undefined) { return download(input.templateUrl, account); }
  if (input.usePreviousTemplate && stack?.deployed) { return stack.deployed.body; }
  throw validationError('Either Template URL or Template Body must be specified.');
}

/** Only ever reads the account's own buckets, whatever host the URL names. */
function download(url: string, account: Account): string {
  const { hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.slice(1));
  const virtual = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  const bucket = virtual ?? path.slice(0, path.indexOf('/'));
  const key = virtual ? path : path.slice(path.indexOf('/') + 1);
  const body = account.buckets.get(bucket)?.get(key);
  if (!body) { throw validationError(`S3 error: The specified key does not exist. (${bucket}/${key})`); }
  return body.toString();
}

const IAM_TYPES = /^AWS::IAM::(Role|Policy|ManagedPolicy|User|Group|AccessKey|InstanceProfile|UserToGroupAddition)$/;
const IAM_NAMES = ['RoleName', 'ManagedPolicyName', 'UserName', 'GroupName', 'InstanceProfileName'];

function checkCapabilities(template: Template, given: readonly string[]): void {
  const iam = Object.values(template.Resources).filter(resource => IAM_TYPES.test(resource.Type));
  const named = iam.some(({ Properties: properties, Type: type }) => IAM_NAMES.some(name => isObject(properties) && name in properties && type.endsWith(`::${name.replace(/Name$/, '')}`)));
  const needed = named ? 'CAPABILITY_NAMED_IAM' : iam.length > 0 ? 'CAPABILITY_IAM' : undefined;
  if (!needed || given.includes(needed) || given.includes('CAPABILITY_NAMED_IAM')) { return; }
  throw new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}

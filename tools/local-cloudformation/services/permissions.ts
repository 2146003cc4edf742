/** Whether a role of the account may do something, as far as its own policies say: allowed and not denied, by name and resource. */
import { isObject, JsonObject } from '../engine/values';
import type { Account } from '../resources/account';

/** AWS's own policies that a model asks about, and what of them matters here. */
const MANAGED: Readonly<Record<string, readonly string[]>> = {
  AmazonECSInfrastructureRolePolicyForLoadBalancers: ['elasticloadbalancing:*'],
  AWSCodeDeployRoleForECS: ['elasticloadbalancing:*', 'lambda:InvokeFunction', 'ecs:*', 'cloudwatch:DescribeAlarms', 'iam:PassRole'],
  AWSCodeDeployRoleForECSLimited: ['elasticloadbalancing:*', 'ecs:*', 'cloudwatch:DescribeAlarms'],
};

export function roleExists(account: Account, roleArn: string): boolean {
  return account.find('AWS::IAM::Role', nameOf(roleArn)) !== undefined;
}

export function isAllowed(account: Account, roleArn: string, action: string, resource?: string): boolean {
  const statements = statementsOf(account, nameOf(roleArn));
  const applies = (statement: JsonObject) => some(statement.Action, action) && (resource === undefined || some(statement.Resource, resource));
  return statements.some(statement => statement.Effect === 'Allow' && applies(statement))
    && !statements.some(statement => statement.Effect === 'Deny' && applies(statement));
}

const nameOf = (arn: string): string => arn.split('/').pop()!;
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : value === undefined ? [] : [value];

function some(patterns: unknown, text: string): boolean {
  return list(patterns).some(pattern => pattern === '*' || pattern === text || matcher(String(pattern)).test(text));
}

const matchers = new Map<string, RegExp>();

function matcher(pattern: string): RegExp {
  const known = matchers.get(pattern);
  if (known) { return known; }
  const made = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i');
  matchers.set(pattern, made);
  return made;
}

function statementsOf(account: Account, roleName: string): JsonObject[] {
  const role = account.find('AWS::IAM::Role', roleName);
  if (!role) { return []; }
  const inline = list(role.properties.Policies).filter(isObject).map(policy => policy.PolicyDocument);
  const beside = account.live('AWS::IAM::Policy').filter(({ properties }) => list(properties.Roles).includes(roleName)).map(({ properties }) => properties.PolicyDocument);
  const managed = account.live('AWS::IAM::ManagedPolicy')
    .filter(({ physicalId, properties }) => list(properties.Roles).includes(roleName) || list(role.properties.ManagedPolicyArns).includes(physicalId))
    .map(({ properties }) => properties.PolicyDocument);
  const known = list(role.properties.ManagedPolicyArns).flatMap(arn => MANAGED[nameOf(String(arn))] ?? [])
    .map((Action): JsonObject => ({ Effect: 'Allow', Action, Resource: '*' }));
  return [...[...inline, ...beside, ...managed].filter(isObject).flatMap(document => list(document.Statement)).filter(isObject), ...known];
}

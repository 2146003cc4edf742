/**
 * Templates as CloudFormation would fill them in, for policies that speak of what is only named then: names are those of the stack and
 * the resource with something at the end, as CloudFormation makes them up.
 */
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Policy } from '../../tools/iam';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const RANDOM = 'R4ND0M';

type Json = any;

const PSEUDO: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::Region': REGION, 'AWS::AccountId': ACCOUNT, 'AWS::URLSuffix': 'amazonaws.com' };

/** ARNs after the partition, by type of resource. */
const ARNS: Record<string, (name: string) => string> = {
  'AWS::ECS::Cluster': name => `ecs:${REGION}:${ACCOUNT}:cluster/${name}`,
  'AWS::ECR::Repository': name => `ecr:${REGION}:${ACCOUNT}:repository/${name}`,
  'AWS::ECR::PublicRepository': name => `ecr-public::${ACCOUNT}:repository/${name}`,
  'AWS::IAM::Role': name => `iam::${ACCOUNT}:role/${name}`,
  'AWS::Logs::LogGroup': name => `logs:${REGION}:${ACCOUNT}:log-group:${name}:*`,
  'AWS::KMS::Key': name => `kms:${REGION}:${ACCOUNT}:key/${name}`,
};

export interface FilledIn {
  /** All managed policies. */
  readonly managed: Json[];
  /** The properties of all resources of a type. */
  all(type: string): Json[];
  /** Physical name of the only resource of the type whose logical id begins so. */
  name(stack: string, type: string, idStart?: string): string;
  /** The family of the only task definition whose logical id begins so. */
  family(stack: string, idStart: string): string;
  /** All policies that are attached to a role, a user or a group, by its name. */
  policiesOf(principal: string): Policy[];
}

export function filledIn(assembly: CloudAssembly): FilledIn {
  const stacks = assembly.stacks.map(({ stackName, template }) => ({ stackName, template: template as Json }));
  const exported = new Map<string, () => string>();

  const fill = (stackName: string, template: Json, value: Json): Json => {
    const again = (inner: Json) => fill(stackName, template, inner);
    if (Array.isArray(value)) {
      return value.map(again).filter(item => item !== undefined);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const [[intrinsic, argument]] = Object.entries<Json>(value).length === 1 ? Object.entries<Json>(value) : [['', undefined]];
    const name = (id: string) => nameOf(stackName, template, id);
    switch (intrinsic) {
      case 'Ref':
        return argument === 'AWS::StackName' ? stackName : PSEUDO[argument] ?? name(argument);
      case 'Fn::GetAtt':
        return attribute(template.Resources[argument[0]].Type, argument[1], name(argument[0]));
      case 'Fn::Join':
        return again(argument[1]).join(argument[0]);
      case 'Fn::Sub':
        return argument.replace(/\$\{([\w:]+)\}/g, (_: string, key: string) => again({ Ref: key }));
      case 'Fn::ImportValue':
        return exported.get(again(argument))!();
      case 'Fn::GetStackOutput': {
        const other = stacks.find(stack => stack.stackName === argument.StackName)!;
        return fill(other.stackName, other.template, other.template.Outputs[argument.OutputName].Value);
      }
      case 'Fn::Select':
        return again(argument[1])[argument[0]];
      case 'Fn::Split':
        return again(argument[1]).split(argument[0]);
      default:
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, again(inner)]));
    }
  };

  for (const { stackName, template } of stacks) {
    for (const { Export, Value } of Object.values<Json>(template.Outputs ?? {})) {
      if (Export) {
        exported.set(fill(stackName, template, Export.Name), () => fill(stackName, template, Value));
      }
    }
  }
  const all = (type: string) => stacks.flatMap(({ stackName, template }) => Object.values<Json>(template.Resources)
    .filter(({ Type }) => Type === type).map(({ Properties }) => fill(stackName, template, Properties)));
  const managed = all('AWS::IAM::ManagedPolicy');

  const only = (stack: string, type: string, idStart: string): { readonly template: Json; readonly id: string } => {
    const { template } = stacks.find(({ stackName }) => stackName === stack)!;
    const ids = Object.entries<Json>(template.Resources).filter(([id, { Type }]) => Type === type && id.startsWith(idStart)).map(([id]) => id);
    expect(ids).toHaveLength(1);
    return { template, id: ids[0] };
  };

  return {
    managed,
    all,
    policiesOf: principal => managed
      .filter(({ Roles = [], Users = [], Groups = [] }) => [...Roles, ...Users, ...Groups].includes(principal))
      .map(({ PolicyDocument }) => PolicyDocument),
    name(stack, type, idStart = '') {
      const { template, id } = only(stack, type, idStart);
      return nameOf(stack, template, id);
    },
    family(stack, idStart) {
      const { template, id } = only(stack, 'AWS::ECS::TaskDefinition', idStart);
      return template.Resources[id].Properties.Family;
    },
  };
}

function nameOf(stackName: string, template: Json, id: string): string {
  const { RoleName, GroupName, UserName, ClusterName, RepositoryName } = template.Resources[id].Properties ?? {};
  const given = RoleName ?? GroupName ?? UserName ?? ClusterName ?? RepositoryName;
  return typeof given === 'string' ? given : `${stackName}-${id}-${RANDOM}`;
}

function attribute(type: string, name: string, physical: string): string {
  if (name === 'Name') {
    return physical;
  }
  const arn = ARNS[type];
  if (name !== 'Arn' || !arn) {
    throw new Error(`nothing is known of ${name} of ${type}`);
  }
  return `arn:aws:${arn(physical)}`;
}

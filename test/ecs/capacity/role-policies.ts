/** What a role of a template may do, with everything filled in that CloudFormation would fill in. */
import { Template } from 'aws-cdk-lib/assertions';
import { Policy } from '../../../tools/iam';

/** Where resources of types whose ARN policies speak of are, by their logical id. */
const ARNS: Record<string, (id: string) => string> = {
  'AWS::IAM::Role': id => `arn:aws:iam::111122223333:role/${id}`,
  'AWS::ECS::Cluster': id => `arn:aws:ecs:eu-west-1:111122223333:cluster/${id}`,
};

const PSEUDO: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111122223333' };

export interface Roles {
  /** The policies of the only role whose logical id begins so. */
  policiesOf(start: string): Policy[];
  /** The ARN of the only resource whose logical id begins so. */
  arn(start: string): string;
  /** What `Ref` gives for it: its logical id, in the place of a name. */
  name(start: string): string;
}

export function rolesOf(template: Template): Roles {
  const resources = template.toJSON().Resources as Record<string, any>;
  const fill = (value: any): any => {
    if (Array.isArray(value)) {
      return value.map(fill);
    }
    if (typeof value !== 'object') {
      return value;
    }
    const { 'Ref': ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
    if (ref) {
      return PSEUDO[ref] ?? ref;
    }
    if (attribute) {
      return attribute[1] === 'Arn' ? ARNS[resources[attribute[0]].Type](attribute[0]) : attribute[0];
    }
    return join ? fill(join[1]).join(join[0]) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  const only = (start: string): string => {
    const ids = Object.keys(resources).filter(id => id.startsWith(start));
    expect(ids).toHaveLength(1);
    return ids[0];
  };
  return {
    policiesOf: start => resources[only(start)].Properties.Policies.map(({ PolicyDocument }: any) => fill(PolicyDocument)),
    arn: start => ARNS[resources[only(start)].Type](only(start)),
    name: only,
  };
}

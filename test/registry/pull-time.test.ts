import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageRegistry } from '../../src/registry';
import { IRELAND, resourcesOf, stackIn } from '../network/harness';

test('pulls of some roles do not count, whatever order they are named in', () => {
  const ids = (...names: string[]) => {
    const stack = stackIn({ env: IRELAND });
    const roles = names.map(name => iam.Role.fromRoleName(stack, name, name));
    new ImageRegistry(stack, 'Registry', { pullTimeUpdateExclusions: [...roles, roles[0]] });
    const template = Template.fromStack(stack);
    const arns = resourcesOf(template, 'AWS::ECR::PullTimeUpdateExclusion').map(({ PrincipalArn }) => JSON.stringify(PrincipalArn));
    expect(arns).toHaveLength(names.length);
    names.forEach(name => expect(arns.some(arn => arn.includes(`role/${name}`))).toBe(true));
    return Object.keys(template.findResources('AWS::ECR::PullTimeUpdateExclusion')).sort();
  };
  expect(ids('scanner', 'backup')).toEqual(ids('backup', 'scanner'));
});

import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { CatalogArchitecture, CatalogOperatingSystem, PublicImageRepository, PublicImageRepositoryProps } from '../../src/registry';
import { expectSilence, IRELAND, resourcesOf, stackIn } from '../network/harness';

const VIRGINIA = { ...IRELAND, region: 'us-east-1' };

/** A public repository, and what else is done with it. */
function tool(props: PublicImageRepositoryProps = {}, act: (made: PublicImageRepository, stack: Stack) => void = () => undefined): Template {
  const stack = stackIn({ env: VIRGINIA });
  act(new PublicImageRepository(stack, 'Tool', props), stack);
  const template = Template.fromStack(stack);
  expectSilence(stack);
  return template;
}

test('a public repository stays when its stack goes', () => {
  tool().hasResource('AWS::ECR::PublicRepository', { DeletionPolicy: 'Retain', Properties: Match.absent() });
});

test('the gallery shows what it is told', () => {
  tool({
    repositoryName: 'team/tool',
    catalog: {
      description: 'Counts things',
      about: '# Tool',
      usage: 'docker run',
      architectures: [CatalogArchitecture.ARM_64, CatalogArchitecture.X86_64],
      operatingSystems: [CatalogOperatingSystem.LINUX],
    },
  }).hasResourceProperties('AWS::ECR::PublicRepository', {
    RepositoryName: 'team/tool',
    RepositoryCatalogData: {
      RepositoryDescription: 'Counts things', AboutText: '# Tool', UsageText: 'docker run', Architectures: ['ARM 64', 'x86-64'], OperatingSystems: ['Linux'],
    },
  });
});

test('whoever pushes signs in to the public registry and writes to this repository only', () => {
  const template = tool({}, (made, stack) => made.grantPush(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') })));
  const [{ PolicyDocument: { Statement: [signIn, push] } }] = resourcesOf(template, 'AWS::IAM::Policy');

  expect([signIn.Action, signIn.Resource]).toEqual([['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'], '*']);
  expect(push.Action).toContain('ecr-public:PutImage');
  expect(push.Resource).toEqual({ 'Fn::GetAtt': [Object.keys(template.findResources('AWS::ECR::PublicRepository'))[0], 'Arn'] });
});

test('other accounts may push when they are allowed to, each of them', () => {
  const template = tool({}, made => ['111111111111', '222222222222'].forEach(account => made.allowPushFromAccount(account)));
  const [{ RepositoryPolicyText: { Statement } }] = resourcesOf(template, 'AWS::ECR::PublicRepository');

  expect(JSON.stringify(Statement)).toMatch(/111111111111.*222222222222/);
  expect(Statement[0].Action).not.toContain('ecr-public:DeleteRepository');
});

test('a stack that does not know where it goes may have one', () => {
  const stack = stackIn({});
  expect(() => new PublicImageRepository(stack, 'Tool')).not.toThrow();
});

test('one that exists already can be pushed to from anywhere, by an ARN without a region', () => {
  const stack = stackIn({ env: IRELAND });
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });
  PublicImageRepository.fromName(stack, 'Tool', 'team/tool').grantPush(role);
  const template = Template.fromStack(stack);
  const [{ PolicyDocument: { Statement: [, push] } }] = resourcesOf(template, 'AWS::IAM::Policy');

  template.resourceCountIs('AWS::ECR::PublicRepository', 0);
  expect(push.Resource).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecr-public::123456789012:repository/team/tool']] });
});

/** The rule packs over repositories: nothing unexplained, and proof that the packs see. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  ImageEncryption, ImageRegistry, ImageRepository, ImageRepositoryProps, PublicImageRepository, PullThroughCache, RegistryScanning,
} from '../../src/registry';
import { PlatformProfile } from '../../src/vocabulary/platform-profile';
import { IRELAND, SETTINGS, stackIn } from '../network/harness';
import { packFindings } from '../network/packs';

const REPOSITORIES: [string, ImageRepositoryProps][] = [
  ['the default repository', {}],
  ['a repository for development', { profile: PlatformProfile.DEVELOPMENT }],
  ['a repository with mutable tags', { immutableTags: false }],
];

describe.each(SETTINGS)('with %s', (_, setting) => {
  test.each(REPOSITORIES)('%s has no unexplained finding', (__, props) => {
    const stack = stackIn(setting);
    new ImageRepository(stack, 'Images', props).allowPullFromOrganization('o-a1b2c3d4e5');
    Template.fromStack(stack);
    expect(packFindings(stack.node.root)).toEqual([]);
  });
});

describe.each(SETTINGS)('settings of the registry with %s', (_, setting) => {
  test('have no unexplained finding', () => {
    const stack = stackIn(setting);
    const encryption = ImageEncryption.customerManaged(new kms.Key(stack, 'Key', { enableKeyRotation: true }));
    new ImageRegistry(stack, 'Registry', {
      scanning: RegistryScanning.enhanced(),
      replication: [{ destinations: [{ region: 'us-east-2' }] }],
      replicationSources: [{ accountId: '999988887777' }],
      pullThroughCaches: [PullThroughCache.ecrPublic()],
      templates: [{ prefix: 'team/', encryption }, { prefix: 'ROOT', encryption }],
    });
    Template.fromStack(stack);
    expect(packFindings(stack.node.root)).toEqual([]);
  });
});

test('a public repository has no unexplained finding', () => {
  const stack = stackIn({ env: { ...IRELAND, region: 'us-east-1' } });
  new PublicImageRepository(stack, 'Tool', { repositoryName: 'team/tool' }).allowPushFromAccount('999988887777');
  Template.fromStack(stack);
  expect(packFindings(stack.node.root)).toEqual([]);
});

test('people are told of vulnerabilities without an unexplained finding', () => {
  const stack = stackIn({ env: IRELAND });
  const topic = new sns.Topic(stack, 'Topic', { enforceSSL: true, masterKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }) });
  new ImageRepository(stack, 'Images').notifyOfVulnerabilities('Told', topic);
  Template.fromStack(stack);
  expect(packFindings(stack.node.root)).toEqual([]);
});

test('the packs see a key that is not rotated and a repository open to everybody', () => {
  const stack = stackIn({ env: IRELAND });
  new kms.Key(stack, 'Key', { enableKeyRotation: false });
  new ecr.Repository(stack, 'Repository').addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['ecr:*'] }));
  Template.fromStack(stack);
  expect(packFindings(stack.node.root)).toEqual(expect.arrayContaining(['AwsSolutions-KMS5 at Stack/Key/Resource', 'AwsSolutions-ECR1 at Stack/Repository/Resource']));
});

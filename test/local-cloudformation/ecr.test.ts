/** Repositories and the settings of registries, in several accounts and regions. */
import { seededRandom } from './harness';
import { LocalAws } from '../../tools/local-cloudformation';
import { JsonObject } from '../../tools/local-cloudformation/engine/values';

const BUILD = '111111111111';
const PRODUCTION = '222222222222';

const aws = () => new LocalAws({ account: BUILD, region: 'eu-central-1', random: seededRandom() });

async function deploy(place: LocalAws, Resources: JsonObject, name = 'S'): Promise<{ status: string; reason?: string }> {
  const input = { templateBody: JSON.stringify({ Resources }), parameters: [], capabilities: [] };
  if (place.cloudFormation.tryFind(name)) { place.cloudFormation.updateStack(name, input); } else { place.cloudFormation.createStack(name, input); }
  const { status, events } = await place.cloudFormation.settled(name);
  return { status, reason: events.find(event => event.status.endsWith('_FAILED'))?.reason };
}

const repository = (RepositoryName: string, more: JsonObject = {}) => ({ Type: 'AWS::ECR::Repository', Properties: { RepositoryName, ...more } });

const replication = (RegistryId: string, Region: string, Filter = 'prod/') => ({
  Type: 'AWS::ECR::ReplicationConfiguration',
  Properties: { ReplicationConfiguration: { Rules: [{ Destinations: [{ RegistryId, Region }], RepositoryFilters: [{ Filter, FilterType: 'PREFIX_MATCH' }] }] } },
});

const policy = (...actions: string[]) => ({
  Type: 'AWS::ECR::RegistryPolicy',
  Properties: {
    PolicyText: {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${BUILD}:root` }, Action: actions, Resource: `arn:aws:ecr:eu-central-1:${PRODUCTION}:repository/prod/*`,
      }],
    },
  },
});

const template = (Prefix: string, ImageTagMutability: string, ...AppliedFor: string[]) => ({
  Type: 'AWS::ECR::RepositoryCreationTemplate', Properties: { Prefix, ImageTagMutability, AppliedFor },
});

describe('copies', () => {
  test('go to another region without asking, below the prefix that is named', async () => {
    const place = aws();
    await deploy(place, { Images: repository('prod/api'), Other: repository('dev/api'), Copies: replication(BUILD, 'eu-west-1') });
    const { images } = place.account.services;
    images.push('prod/api', '1.0');
    images.push('dev/api', '1.0');
    const there = place.places.in(BUILD, 'eu-west-1').account.services.images;
    expect([there.tagsOf('prod/api'), there.exists('dev/api')]).toEqual([['1.0'], false]);
  });

  test('come into another account if its policy lets them, and not otherwise', async () => {
    const copies = async (...actions: string[]) => {
      const place = aws();
      const production = place.places.in(PRODUCTION, 'eu-central-1');
      await deploy(place, { Images: repository('prod/api'), Copies: replication(PRODUCTION, 'eu-central-1') });
      if (actions.length > 0) { await deploy(production, { Policy: policy(...actions) }); }
      place.account.services.images.push('prod/api', '1.0');
      return [production.account.services.images.tagsOf('prod/api'), production.events.events.map(({ detail }) => (detail as JsonObject).result)];
    };
    expect(await copies('ecr:ReplicateImage', 'ecr:CreateRepository')).toEqual([['1.0'], ['SUCCESS']]);
    expect(await copies('ecr:ReplicateImage')).toEqual([[], ['FAILED']]);
    expect(await copies()).toEqual([[], ['FAILED']]);
  });

  test('make repositories as the template with the longest prefix says', async () => {
    const place = aws();
    const there = place.places.in(BUILD, 'eu-west-1');
    await deploy(place, { Images: repository('prod/api'), Copies: replication(BUILD, 'eu-west-1') });
    await deploy(there, { All: template('ROOT', 'MUTABLE', 'REPLICATION'), Prod: template('prod', 'IMMUTABLE', 'REPLICATION') });
    place.account.services.images.push('prod/api', '1.0');
    expect(there.account.services.images.isImmutable('prod/api')).toBe(true);
  });
});

test('an immutable tag stays with its image', async () => {
  const place = aws();
  await deploy(place, { Images: repository('api', { ImageTagMutability: 'IMMUTABLE' }) });
  const { images } = place.account.services;
  images.push('api', '1.0');
  expect(() => images.push('api', '1.0')).toThrow(/immutable/);
});

test('a repository is made by a push only where a template says so', async () => {
  const place = aws();
  const { images } = place.account.services;
  expect(() => images.push('team/new', '1.0')).toThrow(/does not exist/);
  await deploy(place, { Team: template('team', 'IMMUTABLE', 'CREATE_ON_PUSH') });
  images.push('team/new', '1.0');
  expect(images.tagsOf('team/new')).toEqual(['1.0']);
});

test('what is pulled comes through the cache whose prefix it has', async () => {
  const place = aws();
  await deploy(place, { Cache: { Type: 'AWS::ECR::PullThroughCacheRule', Properties: { EcrRepositoryPrefix: 'quay', UpstreamRegistryUrl: 'quay.io', UpstreamRegistry: 'quay' } } });
  const { images } = place.account.services;
  images.pull('quay/nginx', '1.29');
  expect(images.tagsOf('quay/nginx')).toEqual(['1.29']);
  expect(() => images.pull('other/nginx', '1.29')).toThrow(/does not exist/);
});

describe('is refused:', () => {
  const hub = (properties: JsonObject = {}) => ({
    Type: 'AWS::ECR::PullThroughCacheRule',
    Properties: { EcrRepositoryPrefix: 'hub', UpstreamRegistryUrl: 'registry-1.docker.io', UpstreamRegistry: 'docker-hub', ...properties },
  });
  const secret = (Name: string, more: JsonObject = {}) => ({ Type: 'AWS::SecretsManager::Secret', Properties: { Name, ...more } });
  const named = { CredentialArn: { Ref: 'Secret' } };

  test.each<[string, JsonObject, RegExp]>([
    ['a second replication configuration', { One: replication(BUILD, 'eu-west-1'), Two: replication(BUILD, 'eu-west-2') }, /has a replication configuration already/],
    ['a second registry policy', { One: policy('ecr:ReplicateImage'), Two: policy('ecr:ReplicateImage') }, /has a registry policy already/],
    ['replication to itself', { One: replication(BUILD, 'eu-central-1') }, /cannot be a destination/],
    ['a second cache with a prefix', { One: hub({ UpstreamRegistry: 'quay' }), Two: hub({ UpstreamRegistry: 'k8s' }) }, /'hub' already exists/],
    ['a second template with a prefix', { One: template('prod', 'MUTABLE', 'REPLICATION'), Two: template('prod', 'IMMUTABLE', 'REPLICATION') }, /'prod' already exists/],
    ['a cache of Docker Hub without credentials', { One: hub() }, /requires credentials/],
    ['credentials of another name', { Secret: secret('hub'), One: hub(named) }, /begins with ecr-pullthroughcache/],
    ['credentials with a key', { Secret: secret('ecr-pullthroughcache/hub', { KmsKeyId: 'k' }), One: hub(named) }, /customer managed key/],
    ['a second repository of a name', { One: repository('api'), Two: repository('api') }, /'api' already exists/],
    ['two lifecycle rules of one priority', {
      One: repository('api', { LifecyclePolicy: { LifecyclePolicyText: JSON.stringify({ rules: [{ rulePriority: 1 }, { rulePriority: 1 }] }) } }),
    }, /two rules of one priority/],
    ['a public repository elsewhere', { One: { Type: 'AWS::ECR::PublicRepository', Properties: { RepositoryName: 'tool' } } }, /us-east-1 only/],
  ])('%s', async (_, resources, reason) => {
    const { status, reason: told } = await deploy(aws(), resources);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(told).toMatch(reason);
  });

  test('the deletion of a repository with images, unless it says that they go, too', async () => {
    const place = aws();
    await deploy(place, { Kept: repository('kept'), Gone: repository('gone', { EmptyOnDelete: true }) });
    place.account.services.images.push('kept', '1.0');
    place.account.services.images.push('gone', '1.0');
    await deploy(place, { Other: repository('other') });
    expect(place.account.live().map(({ physicalId }) => physicalId).sort()).toEqual(['kept', 'other']);
    expect(place.account.services.images.exists('gone')).toBe(false);
  });
});

test('whoever assumed a role of another account is there, and each region is a place of its own', async () => {
  const home = aws();
  const role = await home.apis.call('sts', 'AssumeRole', { RoleArn: `arn:aws:iam::${PRODUCTION}:role/deploy` }) as { Credentials: { AccessKeyId: string } };
  const sign = (key: string, region: string) => `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/cloudformation/aws4_request`;
  const at = (key: string, region: string) => { const { id, region: found } = home.places.of(sign(key, region)).account; return [id, found]; };
  expect(at('local', 'eu-central-1')).toEqual([BUILD, 'eu-central-1']);
  expect(at('local', 'us-east-1')).toEqual([BUILD, 'us-east-1']);
  expect(at(role.Credentials.AccessKeyId, 'us-east-1')).toEqual([PRODUCTION, 'us-east-1']);
  expect(home.places.of('')).toBe(home);
});

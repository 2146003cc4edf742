import * as path from 'path';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Handle } from '../../../src/model';
import { container, Place, podContainer, refuses, renders, Row, task, withMain } from '../matrix';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const BUILD = path.join(__dirname, '..', 'fixtures', 'build');

function repository(on: Place): Handle {
  return new Handle('images', ecr.Repository.fromRepositoryAttributes(on.stack, 'Images', {
    repositoryArn: 'arn:aws:ecr:eu-west-1:111122223333:repository/shop',
    repositoryName: 'shop',
  }));
}

export const IMAGES: readonly Row[] = [
  {
    feature: 'a tag that moves, where images are pinned',
    covers: ['workload.pinnedImages'],
    given: withMain({ image: { kind: 'registry', reference: 'ghcr.io/shop/web:latest' } }),
    ecs: refuses('ImageTagMoves'),
    eks: refuses('ImageTagMoves'),
  },
  {
    feature: 'a tag that moves, where that is allowed',
    covers: ['workload.pinnedImages'],
    given: { ...withMain({ image: { kind: 'registry', reference: 'ghcr.io/shop/web:latest' } }), pinnedImages: false },
    ecs: container({ Image: 'ghcr.io/shop/web:latest' }),
    eks: podContainer({ image: 'ghcr.io/shop/web:latest' }),
  },
  {
    feature: 'an image of any registry',
    covers: ['container.image', 'image.registry', 'image.reference'],
    given: withMain({ image: { kind: 'registry', reference: 'ghcr.io/shop/api:1' } }),
    ecs: container({ Image: 'ghcr.io/shop/api:1', RepositoryCredentials: Match.absent() }),
    eks: podContainer({ image: 'ghcr.io/shop/api:1' }),
  },
  {
    feature: 'a registry that asks who is there',
    covers: ['image.credentials'],
    given: on => withMain({
      image: {
        kind: 'registry',
        reference: 'ghcr.io/shop/api:1',
        credentials: new Handle('login', secretsmanager.Secret.fromSecretCompleteArn(on.stack, 'Login', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:login-AbCdEf')),
      },
    }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [Match.objectLike({
          RepositoryCredentials: { CredentialsParameter: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:login-AbCdEf' },
        })],
      },
      'AWS::IAM::Role': {
        Policies: [{
          PolicyName: 'Execution',
          PolicyDocument: Match.objectLike({
            Statement: Match.arrayWith([Match.objectLike({
              Action: Match.anyValue(),
              Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:login-AbCdEf',
            })]),
          }),
        }],
      },
    }),
    eks: refuses('EksRegistryPassword'),
  },
  {
    feature: 'an image that is pulled by way of a cache',
    covers: ['image.cachedAs'],
    given: withMain({ image: { kind: 'registry', reference: 'nginx:1.29', cachedAs: { repository: 'docker-hub/library/nginx', version: ':1.29' } } }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [Match.objectLike({ Image: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith(['/docker-hub/library/nginx:1.29'])] }) })],
      },
      'AWS::IAM::Role': {
        Policies: [{
          PolicyName: 'Execution',
          PolicyDocument: Match.objectLike({
            Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']) })]),
          }),
        }],
      },
    }),
    eks: podContainer({ image: Match.stringLikeRegexp('/docker-hub/library/nginx:1.29$') }),
  },
  {
    feature: 'an image that is pulled from where it comes from, caches or not',
    covers: ['image.direct'],
    given: withMain({ image: { kind: 'registry', reference: 'nginx:1.29', direct: true } }),
    ecs: container({ Image: 'nginx:1.29' }),
    eks: podContainer({ image: 'nginx:1.29' }),
  },
  {
    feature: 'a repository, by tag',
    covers: ['image.repository', 'image.tag'],
    given: on => withMain({ image: { kind: 'repository', repository: repository(on), tag: 'v1' } }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': { ContainerDefinitions: [Match.objectLike({ Image: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith(['/shop:v1'])] }) })] },
      'AWS::IAM::Role': {
        Policies: [{
          PolicyName: 'Execution',
          PolicyDocument: Match.objectLike({
            Statement: Match.arrayWith([
              { Effect: 'Allow', Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], Resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/shop' },
              Match.objectLike({ Action: 'ecr:GetAuthorizationToken', Resource: '*' }),
            ]),
          }),
        }],
      },
    }),
    eks: podContainer({ image: Match.stringLikeRegexp('/shop:v1$') }),
  },
  {
    feature: 'a repository, by digest',
    covers: ['image.repository', 'image.digest'],
    given: on => withMain({ image: { kind: 'repository', repository: repository(on), digest: DIGEST } }),
    ecs: container({ Image: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([`/shop@${DIGEST}`])] }) }),
    eks: podContainer({ image: Match.stringLikeRegexp(`/shop@${DIGEST}$`) }),
  },
  {
    feature: 'an image built from a directory',
    covers: ['image.directory', 'image.file', 'image.target', 'image.buildArgs', 'image.exclude'],
    given: withMain({
      image: { kind: 'directory', directory: BUILD, file: 'Dockerfile.web', target: 'final', buildArgs: { VERSION: '7' }, exclude: ['notes'] },
    }),
    ecs: task({ ContainerDefinitions: [Match.objectLike({ Image: Match.objectLike({ 'Fn::Sub': Match.stringLikeRegexp('container-assets') }) })] }),
    eks: podContainer({ image: Match.stringLikeRegexp('container-assets') }),
  },
  {
    feature: 'an image saved to a file',
    covers: ['image.tarball', 'image.file'],
    given: withMain({ image: { kind: 'tarball', file: path.join(BUILD, 'image.tar') } }),
    ecs: container({ Image: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('container-assets.*:[0-9a-f]{64}$')])] }) }),
    eks: podContainer({ image: Match.stringLikeRegexp('container-assets.*:[0-9a-f]{64}$') }),
  },
  {
    feature: 'a directory that is not there',
    covers: ['image.directory'],
    given: withMain({ image: { kind: 'directory', directory: path.join(BUILD, 'nowhere') } }),
    ecs: refuses('BuildDirectoryMissing'),
    eks: refuses('BuildDirectoryMissing'),
  },
];

/** The small services around a deployment: who am I, what does the Parameter Store say, which images are there. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject } from '../engine/values';
import { keyOf } from '../places';
import { parameterOf } from '../resources/parameters';

const HOUR_MS = 3_600_000;

export const sts: Service = {
  GetCallerIdentity: (_input, account) => ({ Account: account.id, Arn: `arn:${account.partition}:iam::${account.id}:user/local`, UserId: 'AIDALOCAL' }),
  AssumeRole: (input, account) => ({
    // The key says whose account the role is of: what is signed with it goes there.
    Credentials: { AccessKeyId: keyOf(String(input.RoleArn).split(':')[4] || account.id), SecretAccessKey: 'local', SessionToken: 'local', Expiration: new Date(account.wallClock.now().getTime() + HOUR_MS).toISOString() },
    AssumedRoleUser: { Arn: String(input.RoleArn), AssumedRoleId: 'AROALOCAL:session' },
  }),
};

export const ssm: Service = {
  GetParameter: (input, account) => {
    const name = String(input.Name);
    const value = parameterOf(account, name);
    if (value === undefined) { throw new ServiceError('ParameterNotFound', `Parameter ${name} not found.`); }
    return { Parameter: { Name: name, Value: value, Type: 'String', Version: 1, ARN: `arn:${account.partition}:ssm:${account.region}:${account.id}:parameter${name}` } };
  },
};

/** Images of the bootstrap repository count as published already: there is no Docker here to build them with. */
const BOOTSTRAP_IMAGES = /^cdk-[a-z0-9]+-container-assets-/;

export const ecr: Service = {
  DescribeRepositories: (input, account) => ({
    repositories: listOf(input.repositoryNames).map(name => {
      if (!account.services.images.exists(String(name)) && !BOOTSTRAP_IMAGES.test(String(name))) {
        throw new ServiceError('RepositoryNotFoundException', `The repository with name '${String(name)}' does not exist in the registry with id '${account.id}'`);
      }
      return { repositoryName: name, repositoryUri: `${account.id}.dkr.ecr.${account.region}.${account.urlSuffix}/${String(name)}` };
    }),
  }),
  DescribeImages: (input, account) => {
    const repository = String(input.repositoryName);
    const tags = new Set(account.services.images.tagsOf(repository));
    const wanted = listOf(input.imageIds).map(id => isObject(id) ? String(id.imageTag ?? id.imageDigest) : String(id));
    const missing = wanted.find(tag => !tags.has(tag) && !BOOTSTRAP_IMAGES.test(repository));
    if (missing) { throw new ServiceError('ImageNotFoundException', `The image with imageId {imageTag:'${missing}'} does not exist within the repository with name '${repository}'`); }
    return { imageDetails: wanted.map(tag => ({ repositoryName: repository, imageTags: [tag] })) };
  },
  PutImage: (input, account) => { account.services.images.push(String(input.repositoryName), String(input.imageTag)); return {}; },
};

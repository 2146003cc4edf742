/** ECR: repositories, and what an account says once in each region about all of them. */
import { isObject, JsonObject } from '../../engine/values';
import type { Account } from '../account';
import { ModelContext, ModelTable, ResourceModel, text } from '../model';

/** Where public repositories are. */
const HOME = 'us-east-1';

/** The upstream registries that ask nobody who they are. */
const OPEN = ['ecr-public', 'k8s', 'quay', 'ecr'];

const SECRETS = 'ecr-pullthroughcache/';

const list = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];

export const ecr: ModelTable = {
  'AWS::ECR::Repository': {
    attributes: ({ account }, name) => ({
      Arn: `arn:${account.partition}:ecr:${account.region}:${account.id}:repository/${name}`,
      RepositoryUri: `${account.id}.dkr.ecr.${account.region}.${account.urlSuffix}/${name}`,
    }),
    check: ({ account, properties }, current) => {
      const name = text(properties.RepositoryName);
      if (!current && name && account.services.images.exists(name)) { throw new Error(exists('repository', name, account)); }
      checkLifecycle(properties);
    },
    created: ({ account, properties }, name) => { account.services.images.make(name, { immutable: String(properties.ImageTagMutability ?? 'MUTABLE').startsWith('IMMUTABLE') }); },
    deleting: (account, { physicalId, properties }) => {
      if (account.services.images.tagsOf(physicalId).length > 0 && String(properties.EmptyOnDelete) !== 'true') {
        throw new Error(`The repository with name '${physicalId}' in registry with id '${account.id}' cannot be deleted because it still contains images`);
      }
      account.services.images.forget(physicalId);
    },
  },
  'AWS::ECR::PublicRepository': {
    check: ({ account }) => {
      if (account.region !== HOME) { throw new Error(`Public repositories are made in ${HOME} only; this is ${account.region}. (Service: AmazonECRPublic)`); }
    },
    attributes: ({ account }, name) => ({ Arn: `arn:${account.partition}:ecr-public::${account.id}:repository/${name}` }),
  },
  'AWS::ECR::RegistryPolicy': once('a registry policy'),
  'AWS::ECR::RegistryScanningConfiguration': once('a scanning configuration'),
  'AWS::ECR::ReplicationConfiguration': {
    ...once('a replication configuration'),
    check: (context, current) => {
      once('a replication configuration').check!(context, current);
      const { account, properties } = context;
      const rules = isObject(properties.ReplicationConfiguration) ? list(properties.ReplicationConfiguration.Rules) : [];
      const toItself = rules.flatMap(rule => list(rule.Destinations))
        .some(({ Region, RegistryId }) => Region === account.region && RegistryId === account.id);
      if (toItself) { throw new Error('Invalid parameter: the source registry cannot be a destination of replication. (Service: AmazonECR; Error Code: InvalidParameterException)'); }
    },
  },
  'AWS::ECR::SigningConfiguration': once('a signing configuration'),
  'AWS::ECR::PullThroughCacheRule': {
    check: ({ account, properties }) => {
      const { UpstreamRegistry: upstream, CredentialArn: credentials } = properties;
      if (credentials === undefined && upstream !== undefined && !OPEN.includes(String(upstream))) {
        throw new Error(`The upstream registry ${String(upstream)} requires credentials. (Service: AmazonECR; Error Code: InvalidParameterException)`);
      }
      if (credentials !== undefined) { checkSecret(account, String(credentials)); }
    },
  },
};

/** Whatever a registry has one of: CloudFormation makes none where there is one. */
function once(what: string): ResourceModel {
  return {
    physicalId: ({ account }) => account.id,
    check: ({ account, type, logicalId }: ModelContext, current) => {
      const [owner] = account.live(type);
      if (!current && owner) { throw new Error(`${logicalId}: the registry ${account.id} has ${what} already, of ${owner.logicalId} in stack ${owner.stackName}. (HandlerErrorCode: AlreadyExists)`); }
    },
  };
}

function checkSecret(account: Account, arn: string): void {
  const name = arn.split(':')[6] ?? '';
  if (!name.startsWith(SECRETS)) {
    throw new Error(`The ARN of the secret must name one that begins with ${SECRETS}: ${arn}. (Service: AmazonECR; Error Code: InvalidParameterException)`);
  }
  const owned = account.find('AWS::SecretsManager::Secret', arn);
  if (owned?.properties.KmsKeyId !== undefined) {
    throw new Error(`The secret ${name} is encrypted with a customer managed key. (Service: AmazonECR; Error Code: UnableToDecryptSecretValueException)`);
  }
}

function checkLifecycle({ LifecyclePolicy: policy }: JsonObject): void {
  if (!isObject(policy) || policy.LifecyclePolicyText === undefined) { return; }
  const { rules } = JSON.parse(String(policy.LifecyclePolicyText)) as { rules: { rulePriority: number }[] };
  const priorities = rules.map(({ rulePriority }) => rulePriority);
  if (new Set(priorities).size !== priorities.length) {
    throw new Error('Invalid parameter at \'LifecyclePolicyText\' failed to satisfy constraint: two rules of one priority. (Service: AmazonECR; Error Code: InvalidParameterException)');
  }
}

function exists(what: string, name: string, account: Account): string {
  return `The ${what} with name '${name}' already exists in the registry with id '${account.id}' (Service: AmazonECR; Error Code: RepositoryAlreadyExistsException)`;
}

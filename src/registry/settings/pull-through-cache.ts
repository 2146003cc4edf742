/**
 * The choice of a registry elsewhere whose images are pulled by way of the account's own.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Stack, Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../findings';
import { isElsewhere } from '../repository/where';

/** What the name of every secret must begin with that ECR may read. */
const SECRETS = 'ecr-pullthroughcache/';

const PREFIX = /^(?=.{2,30}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

export function isCachePrefix(given: string): boolean {
  return PREFIX.test(given);
}

/**
 * Options of every cache.
 */
export interface PullThroughCacheOptions {
  /**
   * How the names of the repositories begin that the images are kept in: 2 to 30 lower-case letters and digits, joined by `.`, `_`, `-` or `/`.
   * @default - the name of the registry, for example `docker-hub`
   */
  readonly prefix?: string;
}

/**
 * Options of a cache of a registry that asks who you are.
 */
export interface AuthenticatedCacheOptions extends PullThroughCacheOptions {
  /**
   * A secret with the members `username` and `accessToken`, in the account and region of the registry. Its name begins with
   * `ecr-pullthroughcache/`, and it is encrypted with the key of Secrets Manager: ECR may read no other.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
   */
  readonly credentials: secretsmanager.ISecret;
}

/**
 * Options of a cache of an Azure registry.
 */
export interface AzureCacheOptions extends AuthenticatedCacheOptions {
  /** Name of the registry: what is in front of `.azurecr.io`. */
  readonly registryName: string;
}

/**
 * Options of a cache of a private ECR registry.
 */
export interface EcrCacheOptions extends PullThroughCacheOptions {
  /** Region of the other registry. */
  readonly region: string;

  /**
   * Account of the other registry, twelve digits. Its repositories have to let the role pull.
   * @default - the account of the stack
   */
  readonly accountId?: string;

  /**
   * The role with which ECR pulls from another account, trusting `pullthroughcache.ecr.amazonaws.com`. Required for another account.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
   * @default - none is needed within an account
   */
  readonly role?: iam.IRole;
}

/** @internal */
export interface CacheSpec {
  /** As users call it. */
  readonly registry: string;
  /** As ECR calls it. Undefined where the address says it. */
  readonly upstream?: string;
  /** Host name. The account of an ECR registry that names none is filled in by whoever knows the stack. */
  readonly host: string | ((account: string, suffix: string) => string);
  readonly prefix: string;
  readonly credentials?: secretsmanager.ISecret;
  readonly role?: iam.IRole;
  readonly otherAccount?: string;
}

/**
 * A registry elsewhere whose images are pulled by way of the account's own: once from there, afterwards from here, so that limits
 * and outages of the other registry are not yours, and tasks need no way to the internet for what is here already.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export class PullThroughCache {
  /**
   * The ECR Public Gallery, `public.ecr.aws`.
   *
   * @param options where the images are kept
   */
  public static ecrPublic(options: PullThroughCacheOptions = {}): PullThroughCache {
    return open('ecr-public', 'ecr-public', 'public.ecr.aws', options);
  }

  /**
   * The registry of the Kubernetes project, `registry.k8s.io`.
   *
   * @param options where the images are kept
   */
  public static kubernetes(options: PullThroughCacheOptions = {}): PullThroughCache {
    return open('kubernetes', 'k8s', 'registry.k8s.io', options);
  }

  /**
   * `quay.io`.
   *
   * @param options where the images are kept
   */
  public static quay(options: PullThroughCacheOptions = {}): PullThroughCache {
    return open('quay', 'quay', 'quay.io', options);
  }

  /**
   * Docker Hub. Its own images, such as `nginx`, are in `library/` there: `docker-hub/library/nginx`.
   *
   * @param options who asks, and where the images are kept
   */
  public static dockerHub(options: AuthenticatedCacheOptions): PullThroughCache {
    return closed('docker-hub', 'docker-hub', 'registry-1.docker.io', options);
  }

  /**
   * The container registry of GitHub, `ghcr.io`.
   *
   * @param options who asks, and where the images are kept
   */
  public static gitHub(options: AuthenticatedCacheOptions): PullThroughCache {
    return closed('github', 'github-container-registry', 'ghcr.io', options);
  }

  /**
   * The container registry of gitlab.com, `registry.gitlab.com`. ECR knows none that you run yourself.
   *
   * @param options who asks, and where the images are kept
   */
  public static gitLab(options: AuthenticatedCacheOptions): PullThroughCache {
    return closed('gitlab', 'gitlab-container-registry', 'registry.gitlab.com', options);
  }

  /**
   * Chainguard, `cgr.dev`.
   *
   * @param options who asks, and where the images are kept
   */
  public static chainguard(options: AuthenticatedCacheOptions): PullThroughCache {
    return closed('chainguard', 'chainguard', 'cgr.dev', options);
  }

  /**
   * A registry on Azure.
   *
   * @param options which one, who asks, and where the images are kept
   */
  public static azure(options: AzureCacheOptions): PullThroughCache {
    return closed('azure', 'azure-container-registry', `${options.registryName}.azurecr.io`, options);
  }

  /**
   * A private ECR registry of another region or account.
   *
   * @param options which one, and where the images are kept
   */
  public static ecr(options: EcrCacheOptions): PullThroughCache {
    const { region, accountId, role, prefix } = options;
    const host = (account: string, suffix: string) => `${accountId ?? account}.dkr.ecr.${region}.${suffix}`;
    return new PullThroughCache({ registry: 'ecr', upstream: 'ecr', host, prefix: prefix ?? 'ecr', role, otherAccount: accountId });
  }

  /** @internal */
  public static _of(spec: CacheSpec): PullThroughCache {
    return new PullThroughCache(spec);
  }

  private constructor(
    /** @internal */ public readonly _spec: CacheSpec,
  ) {}

  /** @internal */
  public _check(path: string, account: string): Finding[] {
    const { prefix, credentials, registry, otherAccount, role } = this._spec;
    return [
      ...(Token.isUnresolved(prefix) || isCachePrefix(prefix) ? [] : [finding('CachePrefixInvalid', `${path}.prefix`, { given: prefix })]),
      ...(credentials ? checkSecret(`${path}.credentials`, registry, credentials) : []),
      ...(otherAccount !== undefined && isElsewhere(otherAccount, account) && role === undefined
        ? [finding('CacheRoleMissing', `${path}.role`, { account: otherAccount })] : []),
    ];
  }
}

function open(registry: string, upstream: string, host: string, { prefix = registry }: PullThroughCacheOptions): PullThroughCache {
  return PullThroughCache._of({ registry, upstream, host, prefix });
}

function closed(registry: string, upstream: string, host: string, { prefix = registry, credentials }: AuthenticatedCacheOptions): PullThroughCache {
  return PullThroughCache._of({ registry, upstream, host, prefix, credentials });
}

function checkSecret(path: string, registry: string, secret: secretsmanager.ISecret): Finding[] {
  const made = secret.node.defaultChild as secretsmanager.CfnSecret | undefined;
  // A name that nobody chose is a token, too, which comes to nothing.
  const name = made ? Stack.of(secret).resolve(made.name) as unknown : secret.secretName;
  const wrongName = name === undefined || (typeof name === 'string' && !Token.isUnresolved(name) && !name.startsWith(SECRETS));
  return [
    ...(wrongName ? [finding('CacheSecretMisnamed', path, { given: typeof name === 'string' ? name : undefined, nearest: `${SECRETS}${registry}` })] : []),
    ...(secret.encryptionKey ? [finding('CacheSecretHasKey', path, { registry })] : []),
  ];
}

import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as signer from 'aws-cdk-lib/aws-signer';
import { Names, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ExistingImageRegistry } from './existing-image-registry';
import { CacheEntry, ImageRegistryBase } from './image-registry-base';
import { own, ownPrefix } from './owner';
import { checkPatterns } from './patterns';
import { PullThroughCache } from './pull-through-cache';
import { checkReplication, ImageReplication, letIn, renderReplication, ReplicationSource } from './replication';
import { bare, checkTemplates, RepositoryOrigin, RepositoryTemplate, withCache } from './repository-template';
import { RegistryScanning } from './scanning';
import { makeTemplate } from './template-maker';
import { Finding, finding, refuse } from '../../findings';
import type { Scanner } from '../repository/image-events';

const MOST_CACHES = 50;

/**
 * Images that are signed when they are pushed.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
 */
export interface ImageSigning {
  /** Who signs: a profile for container images (`signer.Platform.NOTATION_OCI_SHA384_ECDSA`). */
  readonly profile: signer.ISigningProfile;

  /**
   * Repositories whose images are signed, with `*` for anything.
   * @default - all
   */
  readonly repositories?: string[];
}

/**
 * The settings of a registry. What is left out stays as it is.
 */
export interface ImageRegistryProps {
  /**
   * What looks for known vulnerabilities in images.
   * @default - as it is; ECR starts with basic scanning of the repositories that ask for it
   */
  readonly scanning?: RegistryScanning;

  /**
   * Images that are copied to other registries. At most ten.
   * @default - none
   */
  readonly replication?: ImageReplication[];

  /**
   * Accounts that copy images to this registry.
   * @default - none
   */
  readonly replicationSources?: ReplicationSource[];

  /**
   * Registries elsewhere whose images are pulled by way of this one. Each gets a template for the repositories it fills, unless
   * `templates` has one with its prefix, which is for the cache then as well. At most 50.
   * @default - none
   */
  readonly pullThroughCaches?: PullThroughCache[];

  /**
   * What repositories are like that ECR makes by itself.
   * @default - one for each cache, in which images without a tag expire
   */
  readonly templates?: RepositoryTemplate[];

  /**
   * Images that are signed when they are pushed.
   * @default - none
   */
  readonly signing?: ImageSigning[];

  /**
   * Roles whose pulls do not count as use of an image, for example of scanners and of backups, so that what nobody else pulls goes to the
   * archive (`ImageRetention.archiveUnpulled()`).
   * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegisterPullTimeUpdateExclusion.html
   * @default - every pull counts
   */
  readonly pullTimeUpdateExclusions?: iam.IRole[];

  /**
   * Further statements of the registry's policy.
   * @default - what `replicationSources` needs
   */
  readonly policyStatements?: iam.PolicyStatement[];
}

/**
 * The settings that an account has once in each region: for all repositories, those to come included.
 *
 * Write it in one stack of each account and region. A second one in the app is refused: the last to be deployed would win.
 * Throws, with everything that is wrong at once, on what AWS would refuse during the deployment.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-settings.html
 *
 * @example
 * declare const dockerHub: secretsmanager.ISecret;
 *
 * new ImageRegistry(this, 'Registry', {
 *   scanning: RegistryScanning.enhanced(),
 *   pullThroughCaches: [PullThroughCache.ecrPublic(), PullThroughCache.dockerHub({ credentials: dockerHub })],
 *   replication: [{ destinations: [{ region: 'eu-west-1' }], prefixes: ['prod/'] }],
 * });
 */
export class ImageRegistry extends ImageRegistryBase {
  /**
   * The registry of the stack's account and region, whose caches are made elsewhere: in another app, or by hand. Makes nothing. Throws
   * if it names no cache.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param caches the prefix of each cache, by the host name of the registry whose images it keeps, for example `{ 'docker.io': 'docker-hub' }`
   */
  public static fromCaches(scope: Construct, id: string, caches: { [registry: string]: string }): ExistingImageRegistry {
    return new ExistingImageRegistry(scope, id, caches);
  }

  /** What is scanned. Undefined if nothing is said about it. */
  public readonly scanningConfiguration?: ecr.CfnRegistryScanningConfiguration;

  /** What is copied elsewhere. Undefined if nothing is. */
  public readonly replicationConfiguration?: ecr.CfnReplicationConfiguration;

  /** Who may copy images to the registry. Undefined if nobody may. */
  public readonly registryPolicy?: ecr.CfnRegistryPolicy;

  /** The caches, in the order of the props. */
  public readonly cacheRules: ecr.CfnPullThroughCacheRule[];

  /** The templates: those of the props, and then those of the caches. */
  public readonly creationTemplates: ecr.CfnRepositoryCreationTemplate[];

  /** What is signed. Undefined if nothing is. */
  public readonly signingConfiguration?: ecr.CfnSigningConfiguration;

  /** Whose pulls do not count, in the order of the props. */
  public readonly pullTimeUpdateExclusions: ecr.CfnPullTimeUpdateExclusion[];

  private readonly caches: readonly PullThroughCache[];

  /**
   * @param scope the parent
   * @param id the id in the scope
   * @param props the settings
   */
  constructor(scope: Construct, id: string, props: ImageRegistryProps) {
    super(scope, id);
    const { scanning, replication = [], replicationSources = [], signing = [], templates = [], policyStatements = [] } = props;
    this.caches = props.pullThroughCaches ?? [];
    refuse(this, [
      ...own(this),
      ...scanning?._check() ?? [],
      ...checkReplication(this, replication, replicationSources),
      ...checkCaches(this, this.caches),
      ...checkTemplates(templates),
      ...templates.flatMap(({ prefix }, index) => ownPrefix(this, `templates[${index}].prefix`, prefix)),
      ...this.caches.flatMap((cache, index) => ownPrefix(this, `pullThroughCaches[${index}].prefix`, cache._spec.prefix)),
      ...signing.flatMap(({ repositories = [] }, index) => checkPatterns(`signing[${index}].repositories`, repositories)),
    ]);

    this.scanningConfiguration = scanning && new ecr.CfnRegistryScanningConfiguration(this, 'Scanning', {
      scanType: scanning._type, rules: scanning._toRules(),
    });
    this.replicationConfiguration = replication.length === 0 ? undefined : new ecr.CfnReplicationConfiguration(this, 'Replication', {
      replicationConfiguration: renderReplication(this, replication),
    });
    const statements = [...replicationSources.map(source => letIn(this, source)), ...policyStatements];
    this.registryPolicy = statements.length === 0 ? undefined : new ecr.CfnRegistryPolicy(this, 'Policy', {
      policyText: new iam.PolicyDocument({ statements }),
    });
    const said = templates.map(({ prefix }) => bare(prefix));
    const cached = this.caches.map(({ _spec: { prefix } }) => prefix);
    const forCaches = cached.filter(prefix => !said.includes(prefix));
    this.creationTemplates = [
      ...templates.map(template => cached.includes(bare(template.prefix)) ? withCache(template) : template),
      ...forCaches.map(prefix => ({ prefix, origins: [RepositoryOrigin.PULL_THROUGH_CACHE] })),
    ].map(template => makeTemplate(this, template));
    this.cacheRules = this.caches.map(cache => this.makeRule(cache));
    this.pullTimeUpdateExclusions = [...new Set(props.pullTimeUpdateExclusions)].map(role =>
      new ecr.CfnPullTimeUpdateExclusion(this, `PullTime-${Names.nodeUniqueId(role.node)}`, { principalArn: role.roleArn }));
    this.signingConfiguration = signing.length === 0 ? undefined : new ecr.CfnSigningConfiguration(this, 'Signing', {
      rules: signing.map(({ profile, repositories = [] }) => ({
        signingProfileArn: profile.signingProfileArn,
        repositoryFilters: repositories.length === 0 ? undefined : repositories.map(filter => ({ filter, filterType: 'WILDCARD_MATCH' })),
      })),
    });
  }

  /** @internal */
  public get _caches(): readonly CacheEntry[] {
    // ECR's own registries are recognised by account and region, whatever their names end in.
    return this.caches.map(({ _spec: { host, prefix } }, index) => ({
      host: typeof host === 'string' ? host : host(Stack.of(this).account, 'amazonaws.com'), prefix, rule: this.cacheRules[index],
    }));
  }

  /** @internal */
  protected get _scanner(): Scanner | undefined {
    return this.scanningConfiguration?.scanType as Scanner | undefined;
  }

  private makeRule({ _spec: spec }: PullThroughCache): ecr.CfnPullThroughCacheRule {
    const { account, urlSuffix } = Stack.of(this);
    const rule = new ecr.CfnPullThroughCacheRule(this, `Cache-${spec.prefix}`, {
      ecrRepositoryPrefix: spec.prefix,
      upstreamRegistry: spec.upstream,
      upstreamRegistryUrl: typeof spec.host === 'string' ? spec.host : spec.host(account, urlSuffix),
      credentialArn: spec.credentials?.secretArn,
      customRoleArn: spec.role?.roleArn,
    });
    // The first pull may come as soon as there is a rule, and repositories stay as they were made.
    rule.node.addDependency(...this.creationTemplates);
    return rule;
  }
}

function checkCaches(scope: Construct, caches: readonly PullThroughCache[]): Finding[] {
  return [
    ...(caches.length > MOST_CACHES ? [finding('TooManyCaches', 'pullThroughCaches', { given: caches.length, most: MOST_CACHES })] : []),
    ...caches.flatMap((cache, index) => {
      const { prefix } = cache._spec;
      const twice = caches.findIndex(other => other._spec.prefix === prefix) < index;
      return [
        ...cache._check(`pullThroughCaches[${index}]`, Stack.of(scope).account),
        ...(twice ? [finding('CachePrefixTwice', `pullThroughCaches[${index}].prefix`, { given: prefix })] : []),
      ];
    }),
  ];
}

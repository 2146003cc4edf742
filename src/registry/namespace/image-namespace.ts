/**
 * Repositories of one team or product: alike, whether they were written down or made by a push.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ExistingImageNamespace, ExistingNamespaceOptions } from './existing-image-namespace';
import { ImageNamespaceBase } from './image-namespace-base';
import { checkPrefix } from './rules';
import { finding, refuse } from '../../findings';
import { PlatformProfile } from '../../vocabulary/platform-profile';
import { pullByAccount, pullByOrganization, pullByService } from '../repository/access';
import { ImageEncryption } from '../repository/image-encryption';
import { ImagePuller } from '../repository/image-puller';
import { ImageRepository, ImageRepositoryOptions } from '../repository/image-repository';
import { ImageRetention } from '../repository/image-retention';
import { checkKey, checkTags } from '../repository/rules';
import { ownPrefix } from '../settings/owner';
import { bare, RepositoryOrigin } from '../settings/repository-template';
import { makeTemplate } from '../settings/template-maker';

/**
 * What the repositories of a namespace are like.
 */
export interface ImageNamespaceProps {
  /**
   * How the names of the repositories begin, for example `payments`: 2 to 253 lower-case letters and digits, joined by `.`, `_`, `-` or
   * `/`. A slash behind it makes no difference.
   */
  readonly prefix: string;

  /**
   * The defaults to start from.
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;

  /**
   * Why ECR may make repositories here by itself.
   * @default - copies from other registries, and pushes
   */
  readonly origins?: RepositoryOrigin[];

  /**
   * Whether a tag that was pushed stays with its image for good. A cache cannot follow a tag that moves elsewhere then.
   * @default - true, unless `origins` names caches
   */
  readonly immutableTags?: boolean;

  /**
   * Tags that may move from image to image all the same, with `*` for anything, for example `latest` or `dev-*`. At most five.
   * @default - none
   */
  readonly mutableTags?: string[];

  /**
   * Which images are forgotten.
   * @default ImageRetention.expireUntagged()
   */
  readonly retention?: ImageRetention;

  /**
   * The key that images are encrypted with: one for all repositories of the namespace.
   * @default - `ImageEncryption.customerManaged()` in profiles with customer managed keys; otherwise `ImageEncryption.awsOwned()`
   */
  readonly encryption?: ImageEncryption;

  /**
   * What becomes of repositories that were made by `repository()` when they leave the stack. With `DESTROY` a repository goes if it is
   * empty, and with its images in profiles that do not retain data. What ECR made by itself stays in any case, and so does the key:
   * without it nobody could read those images.
   * @default - `RETAIN` in profiles that retain data; otherwise `DESTROY`
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The repositories whose names begin alike: `payments/api`, `payments/jobs/nightly`. It makes a template for those that ECR makes by
 * itself, one key for all, and gives permissions for all of them at once.
 *
 * Written once for each account and region: whoever else says what these repositories are like, another namespace or the templates and
 * caches of an `ImageRegistry`, is refused. A namespace within another one is all right; the longest prefix says what a repository is
 * like, and permissions for the shorter one are for both.
 *
 * The constructor throws, with everything that is wrong at once, on what AWS would refuse during the deployment.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 *
 * @example
 * declare const pipeline: iam.IRole;
 *
 * const payments = new ImageNamespace(this, 'Payments', { prefix: 'payments' });
 * const api = payments.repository('Api', 'api');
 * payments.grantCreateOnPush(pipeline);
 * payments.allowPullFromAccount('111122223333');
 */
export class ImageNamespace extends ImageNamespaceBase {
  /**
   * A namespace that is made elsewhere, or by nobody, to give permissions for its repositories.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param prefix how the names of the repositories begin, for example `payments`
   * @param options where it is
   */
  public static fromPrefix(scope: Construct, id: string, prefix: string, options: ExistingNamespaceOptions = {}): ExistingImageNamespace {
    return new ExistingImageNamespace(scope, id, prefix, options);
  }

  public readonly prefix: string;
  public readonly repositoriesArn: string;

  /** What repositories are like that ECR makes by itself. */
  public readonly creationTemplate: ecr.CfnRepositoryCreationTemplate;

  /** The key of the images, if it is not one that AWS owns: the one that was given, or the one that was made. */
  public readonly encryptionKey?: kms.IKey;

  private readonly options: ImageRepositoryOptions;
  private readonly policy = new iam.PolicyDocument();
  private readonly admissions: ((repository: ImageRepository) => void)[] = [];
  private readonly made = new Map<string, ImageRepository>();

  /**
   * Makes the template, and the key if there is to be one.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param props how the names begin, and what differs from the defaults of the profile
   */
  constructor(scope: Construct, id: string, props: ImageNamespaceProps) {
    super(scope, id);
    const { profile = PlatformProfile.PRODUCTION, retention = ImageRetention.expireUntagged() } = props;
    const encryption = props.encryption ?? (profile.customerManagedKeys ? ImageEncryption.customerManaged() : ImageEncryption.awsOwned());
    refuse(this, [
      ...checkPrefix(props.prefix),
      ...ownPrefix(this, 'prefix', props.prefix),
      ...(props.origins?.length === 0 ? [finding('TemplateForNothing', 'origins', {})] : []),
      ...checkTags(props),
      ...checkKey(this, encryption),
      ...retention._findings,
    ]);

    this.prefix = bare(props.prefix);
    this.repositoriesArn = Stack.of(this).formatArn({ service: 'ecr', resource: 'repository', resourceName: `${this.prefix}/*` });
    const removalPolicy = props.removalPolicy ?? (profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    // Repositories that ECR made outlive the stack, and their images cannot be read without the key.
    this.encryptionKey = encryption._key ?? (encryption._needsKey ? new kms.Key(this, 'Key', {
      description: `Images of ${this.prefix}`, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN,
    }) : undefined);
    const { origins, immutableTags, mutableTags = [] } = props;
    const shared = this.encryptionKey ? encryption._with(this.encryptionKey) : encryption;
    this.creationTemplate = makeTemplate(this, { prefix: this.prefix, origins, immutableTags, retention, encryption: shared });
    if (mutableTags.length > 0) {
      this.creationTemplate.imageTagMutability = ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION;
      this.creationTemplate.addPropertyOverride('ImageTagMutabilityExclusionFilters', mutableTags.map(ImageTagMutabilityExclusionFilterValue => (
        { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue })));
    }
    const stay = this.creationTemplate.imageTagMutability !== ecr.TagMutability.MUTABLE;
    this.options = { profile, retention, immutableTags: stay, mutableTags, encryption: shared, removalPolicy };
  }

  /** The repositories that were made by `repository()`, in the order in which they were made. */
  public get repositories(): ImageRepository[] {
    return [...this.made.values()];
  }

  /**
   * Makes a repository of the namespace. Whoever may pull from the namespace may pull from it.
   *
   * A profile of its own says what becomes of the repository, unless `removalPolicy` does. The key stays that of the namespace, unless
   * `encryption` says another. Throws if the name cannot be one, or if there is one already.
   *
   * @param id the id in the namespace
   * @param name what is behind the prefix and its slash, for example `api`
   * @param options what differs from the namespace
   */
  public repository(id: string, name: string, options: ImageRepositoryOptions = {}): ImageRepository {
    const repositoryName = `${this.prefix}/${name}`;
    const before = this.made.get(repositoryName);
    refuse(this, [
      ...(name === '' ? [finding('RepositoryNameInvalid', 'name', { given: name, most: 256 })] : []),
      ...(before ? [finding('NamespaceRepositoryTwice', 'name', { given: repositoryName, by: before.node.path })] : []),
    ]);
    // Exceptions are of immutable tags only: whoever lets all tags move needs none.
    const mutableTags = options.mutableTags ?? (options.immutableTags === false ? [] : this.options.mutableTags);
    const removalPolicy = options.removalPolicy ?? (options.profile ? undefined : this.options.removalPolicy);
    const made = new ImageRepository(this, id, { ...this.options, ...options, mutableTags, removalPolicy, repositoryName });
    this.made.set(repositoryName, made);
    this.admissions.forEach(admit => admit(made));
    return made;
  }

  public grantCreateOnPush(grantee: iam.IGrantable): iam.Grant {
    const { appliedFor } = this.creationTemplate;
    refuse(this, appliedFor.includes(RepositoryOrigin.CREATE_ON_PUSH) ? [] : [finding('NamespaceNotForPushes', 'origins', { prefix: this.prefix })]);
    return super.grantCreateOnPush(grantee);
  }

  /**
   * Lets another account pull from repositories that ECR makes from now on, and from those that are made by `repository()`, before or
   * after. Its principals still need the permission of their own account. Throws if it is no account id.
   *
   * @param accountId twelve digits
   */
  public allowPullFromAccount(accountId: string): void {
    this.admit([pullByAccount(this, accountId)], repository => repository.allowPullFromAccount(accountId));
  }

  /**
   * Lets all accounts of an organization pull, as `allowPullFromAccount()` does. Throws if it is no organization id.
   *
   * @param organizationId for example `o-a1b2c3d4e5`
   */
  public allowPullFromOrganization(organizationId: string): void {
    this.admit([pullByOrganization(this, organizationId)], repository => repository.allowPullFromOrganization(organizationId));
  }

  /**
   * Lets a service of AWS pull by itself, for resources of one account.
   *
   * @param puller which service, and for whom
   */
  public allowPullFromService(puller: ImagePuller): void {
    this.admit(pullByService(this, puller), repository => repository.allowPullFromService(puller));
  }

  /** @internal */
  protected get _account(): string {
    return Stack.of(this).account;
  }

  /** @internal */
  protected _grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipalOrResource({
      grantee,
      actions,
      resourceArns: [this.repositoriesArn],
      resourceSelfArns: [],
      resource: {
        env: { account: Stack.of(this).account, region: Stack.of(this).region },
        addToResourcePolicy: statement => this.admit([statement], made => made.repository.addToResourcePolicy(statement.copy())),
      },
    });
  }

  /** Repositories that were written down have policies of their own: the template is for the others. */
  private admit(statements: iam.PolicyStatement[], toRepository: (repository: ImageRepository) => void): iam.AddToResourcePolicyResult {
    this.policy.addStatements(...statements);
    this.creationTemplate.repositoryPolicy = Stack.of(this).toJsonString(this.policy);
    this.admissions.push(toRepository);
    this.made.forEach(toRepository);
    return { statementAdded: true, policyDependable: this.creationTemplate };
  }
}

/**
 * Where the images of a service live: tags that mean one thing, scans, and no surprise removals.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ExistingImageRepository } from './existing-image-repository';
import { ImageEncryption } from './image-encryption';
import { ImageRepositoryBase } from './image-repository-base';
import { ImageRetention } from './image-retention';
import { checkRepository } from './rules';
import { refuse } from '../../findings';
import { PlatformProfile } from '../../vocabulary/platform-profile';

/**
 * What a repository is like, whatever it is called.
 */
export interface ImageRepositoryOptions {
  /**
   * The defaults to start from.
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;

  /**
   * Whether a tag that was pushed stays with its image for good.
   * @default true
   */
  readonly immutableTags?: boolean;

  /**
   * Tags that may move from image to image all the same, with `*` for anything, for example `latest` or `dev-*`. At most
   * five. The image a tag moves away from has no tag any more, and expires as such.
   * @default - none
   */
  readonly mutableTags?: string[];

  /**
   * Whether ECR looks for known vulnerabilities in an image when it is pushed. Without effect where the registry has
   * enhanced scanning.
   * @default true
   */
  readonly scanOnPush?: boolean;

  /**
   * Which images are forgotten.
   * @default ImageRetention.expireUntagged()
   */
  readonly retention?: ImageRetention;

  /**
   * The key that images are encrypted with. Changing it makes a new, empty repository.
   * @default - `ImageEncryption.customerManaged()` in profiles with customer managed keys; otherwise `ImageEncryption.awsOwned()`
   */
  readonly encryption?: ImageEncryption;

  /**
   * What becomes of the repository when it leaves the stack. With `DESTROY` it goes if it is empty; its images go, too, only in profiles
   * that do not retain data. Elsewhere CloudFormation refuses to delete a repository that has images.
   * @default - `RETAIN` in profiles that retain data; otherwise `DESTROY`
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What a repository is made from.
 */
export interface ImageRepositoryProps extends ImageRepositoryOptions {
  /**
   * Name of the repository, for example `team/service`: 2 to 256 lower-case letters and digits, joined by `.`, `_`, `-` or `/`.
   * @default - a name that CloudFormation chooses
   */
  readonly repositoryName?: string;
}

/**
 * A private repository for container images.
 *
 * The constructor throws, with everything that is wrong at once, on what AWS would refuse during the deployment.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/Repositories.html
 */
export class ImageRepository extends ImageRepositoryBase {
  /**
   * A repository that exists already or is made elsewhere, to grant its use with the same few permissions.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param repository the repository
   */
  public static fromRepository(scope: Construct, id: string, repository: ecr.IRepository): ExistingImageRepository {
    return new ExistingImageRepository(scope, id, repository);
  }

  /** The repository. */
  public readonly repository: ecr.Repository;

  /** The key of the images, if it is not one that AWS owns: the one that was given, or the one that was made. */
  public readonly encryptionKey?: kms.IKey;

  /**
   * Makes the repository.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param props what differs from the defaults of the profile
   */
  constructor(scope: Construct, id: string, props: ImageRepositoryProps = {}) {
    super(scope, id);
    const profile = props.profile ?? PlatformProfile.PRODUCTION;
    const encryption = props.encryption ?? (profile.customerManagedKeys ? ImageEncryption.customerManaged() : ImageEncryption.awsOwned());
    const retention = props.retention ?? ImageRetention.expireUntagged();
    refuse(this, checkRepository(this, props, encryption, retention));

    const removalPolicy = props.removalPolicy ?? (profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    this.encryptionKey = encryption._key ?? (encryption._needsKey ? this.makeKey(removalPolicy) : undefined);
    this.repository = new ecr.Repository(this, 'Repository', {
      repositoryName: props.repositoryName,
      ...mutability(props),
      imageScanOnPush: props.scanOnPush ?? true,
      encryption: this.encryptionKey ? ecr.RepositoryEncryption.KMS : encryption._encryption,
      encryptionKey: this.encryptionKey,
      removalPolicy,
      emptyOnDelete: removalPolicy === RemovalPolicy.DESTROY && !profile.retainData,
    });
    if (this.encryptionKey) {
      // The L2 takes a key of one's own for a single layer only.
      (this.repository.node.defaultChild as ecr.CfnRepository).addPropertyOverride('EncryptionConfiguration.EncryptionType', encryption._encryption.value);
    }
    retention._applyTo(this.repository);
  }

  /** @internal */
  protected get _repository(): ecr.IRepository {
    return this.repository;
  }

  private makeKey(removalPolicy: RemovalPolicy): kms.Key {
    return new kms.Key(this, 'Key', { description: `Images of ${this.node.path}`, enableKeyRotation: true, removalPolicy });
  }
}

function mutability({ immutableTags = true, mutableTags = [] }: ImageRepositoryProps): ecr.RepositoryProps {
  if (mutableTags.length === 0) {
    return { imageTagMutability: immutableTags ? ecr.TagMutability.IMMUTABLE : ecr.TagMutability.MUTABLE };
  }
  return {
    imageTagMutability: ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION,
    imageTagMutabilityExclusionFilters: mutableTags.map(pattern => ecr.ImageTagMutabilityExclusionFilter.wildcard(pattern)),
  };
}

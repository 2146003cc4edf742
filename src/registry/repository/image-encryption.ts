/**
 * The choice of the key that images at rest are encrypted with.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';

/**
 * The key that images at rest are encrypted with.
 *
 * Decide once: changing it makes a new, empty repository.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 */
export class ImageEncryption {
  /** A key that AWS owns, free of charge and out of sight. */
  public static awsOwned(): ImageEncryption {
    return new ImageEncryption(ecr.RepositoryEncryption.AES_256);
  }

  /**
   * A key of your account. Whoever pulls needs no permission for it.
   *
   * @param key the key, in the region of the repository; a new one that is rotated every year, if not given (about 1 USD a month)
   */
  public static customerManaged(key?: kms.IKey): ImageEncryption {
    return new ImageEncryption(ecr.RepositoryEncryption.KMS, key);
  }

  /**
   * Two layers of encryption with a key of your account, where a regulation asks for them.
   *
   * @param key the key, in the region of the repository; a new one that is rotated every year, if not given (about 1 USD a month)
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingDSSEncryption.html
   */
  public static dualLayer(key?: kms.IKey): ImageEncryption {
    return new ImageEncryption(ecr.RepositoryEncryption.KMS_DSSE, key);
  }

  /** @internal */
  public readonly _encryption: ecr.RepositoryEncryption;

  /** @internal */
  public readonly _key?: kms.IKey;

  private constructor(encryption: ecr.RepositoryEncryption, key?: kms.IKey) {
    this._encryption = encryption;
    this._key = key;
  }

  /** @internal */
  public get _needsKey(): boolean {
    return this._encryption !== ecr.RepositoryEncryption.AES_256;
  }

  /** @internal */
  public _with(key: kms.IKey): ImageEncryption {
    return new ImageEncryption(this._encryption, key);
  }
}

/**
 * The choice of a service of AWS that pulls images by itself, without a role of yours.
 */
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/**
 * Options of a service that pulls images.
 */
export interface ImagePullerOptions {
  /**
   * The account whose functions or projects are served, twelve digits.
   * @default - the account of the repository
   */
  readonly accountId?: string;
}

/**
 * A service of AWS that pulls images by itself, for its resources in one account.
 */
export class ImagePuller {
  /**
   * Lambda, for functions that are made from images. Another account is let in itself, too, as Lambda asks for: whoever makes the function
   * there has to be allowed to pull.
   *
   * @param options whose functions
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
   */
  public static lambda(options: ImagePullerOptions = {}): ImagePuller {
    return new ImagePuller('lambda.amazonaws.com', 'lambda', 'function', ArnFormat.COLON_RESOURCE_NAME, options.accountId, true);
  }

  /**
   * CodeBuild, for projects whose builds run in images of the repository with the credentials of CodeBuild. Projects that use their
   * own role need `grantPull()` instead.
   *
   * @param options whose projects
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-ecr.html
   */
  public static codeBuild(options: ImagePullerOptions = {}): ImagePuller {
    return new ImagePuller('codebuild.amazonaws.com', 'codebuild', 'project', ArnFormat.SLASH_RESOURCE_NAME, options.accountId);
  }

  private constructor(
    /** @internal */ public readonly _principal: string,
    private readonly service: string,
    private readonly resource: string,
    private readonly arnFormat: ArnFormat,
    /** @internal */ public readonly _accountId?: string,
    /** @internal */ public readonly _needsAccount: boolean = false,
  ) {}

  /** @internal */
  public _sourceArn(scope: IConstruct): string {
    const { service, resource, arnFormat, _accountId: account } = this;
    return Stack.of(scope).formatArn({ service, resource, resourceName: '*', arnFormat, account });
  }
}

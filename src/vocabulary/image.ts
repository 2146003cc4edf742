import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { ImageSpec } from '../model';
import { handleOf } from './handle-of';

/**
 * Options of an image from any registry.
 */
export interface RegistryImageOptions {
  /**
   * A secret with the members `username` and `password` for a registry that asks who you are.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
   * @default - the image can be pulled by anyone
   */
  readonly credentials?: secretsmanager.ISecret;

  /**
   * Pull from the registry itself, even where the platform's `imageRegistry` has a cache of it. An image with credentials always is: a
   * cache has one user for everybody. So is an image that is named by its digest, which no cache fetches.
   * @default false
   */
  readonly direct?: boolean;
}

/**
 * Which image of a repository to run. Give one of the two, and prefer the digest: a tag can be moved.
 */
export interface RepositoryImageOptions {
  /**
   * The image's digest, `sha256:` and 64 hexadecimal digits.
   * @default - the image is named by its tag
   */
  readonly digest?: string;

  /**
   * The image's tag.
   * @default - the image is named by its digest; one of the two is required
   */
  readonly tag?: string;
}

/**
 * Options of an image that is built when the app is deployed.
 */
export interface DirectoryImageOptions {
  /**
   * The Dockerfile, relative to the directory.
   * @default - `Dockerfile`
   */
  readonly file?: string;

  /**
   * The stage of the Dockerfile to build.
   * @default - the last one
   */
  readonly target?: string;

  /**
   * Build arguments. They stay readable in the image: never pass a secret here.
   * @default - none
   */
  readonly buildArgs?: { [name: string]: string };

  /**
   * What is not sent to the build, in the syntax of `.dockerignore`, besides what that file says.
   *
   * Everything that is sent counts: a changed file means a new image, and large directories slow every synthesis down.
   * @default - `.git`, `cdk.out` and `node_modules` at any depth; pass an empty list to send everything
   */
  readonly exclude?: string[];
}

/**
 * Where the image of a container comes from.
 */
export class Image {
  /**
   * An image from any registry, by the name one would give to `docker pull`. Other names are refused. It is pulled by way of a cache
   * where the platform's `imageRegistry` has one for its registry, unless it is named by its digest: caches fetch tags alone.
   *
   * Name a version: without a tag it is `latest`, which may be another image tomorrow. Profiles with `pinnedImages` refuse it.
   *
   * @param reference for example `public.ecr.aws/nginx/nginx:1.29` or `ghcr.io/owner/app@sha256:...`
   * @param options how to sign in to the registry, if it asks
   */
  public static fromRegistry(reference: string, options: RegistryImageOptions = {}): Image {
    return new Image({ kind: 'registry', reference, credentials: options.credentials && handleOf(options.credentials), direct: options.direct });
  }

  /**
   * An image from a private ECR repository. The permission to pull it is granted for you.
   *
   * @param repository the repository; `ImageRepository.repository` is one
   * @param options the digest or the tag; one of the two is required
   */
  public static fromRepository(repository: ecr.IRepository, options: RepositoryImageOptions): Image {
    return new Image({ kind: 'repository', repository: handleOf(repository), tag: options.tag, digest: options.digest });
  }

  /**
   * An image built from a directory with a Dockerfile, and pushed to the CDK's asset repository, by `cdk deploy`.
   *
   * It is built for the `architecture` of the workload. Refused when the directory or its Dockerfile is not there.
   *
   * @param directory the build context; a relative path starts at the working directory of the app
   * @param options what to build, and what to leave out
   * @see https://docs.aws.amazon.com/cdk/v2/guide/assets.html
   */
  public static fromDirectory(directory: string, options: DirectoryImageOptions = {}): Image {
    return new Image({ kind: 'directory', directory, ...options });
  }

  /**
   * An image from a file that `docker save` or a build tool wrote, loaded and pushed by `cdk deploy`. Refused when the
   * file is not there.
   *
   * @param file path of the tar archive; a relative path starts at the working directory of the app
   */
  public static fromTarball(file: string): Image {
    return new Image({ kind: 'tarball', file });
  }

  private constructor(private readonly spec: ImageSpec) {}

  /** @internal */
  public _toSpec(): ImageSpec {
    return this.spec;
  }
}

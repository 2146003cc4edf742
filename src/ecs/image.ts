import * as ecr from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, Platform, TarballImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IgnoreMode } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { letReadSecret } from './secrets';
import { DirectoryImage, ImageSpec, RuntimeSpec } from '../model';
import { assertNever } from '../private/assert-never';
import { compact } from '../private/compact';

/** What no build needs: it only makes fingerprints change and uploads slow. */
const DEFAULT_EXCLUDES = ['**/.git', '**/cdk.out', '**/node_modules'];

/** The image of a container, in the words of the CDK. */
export function renderImage(scope: Construct, container: string, image: ImageSpec, runtime: RuntimeSpec): ecs.ContainerImage {
  switch (image.kind) {
    case 'registry':
      return fromRegistry(image.reference, image.credentials?.value as secretsmanager.ISecret | undefined);
    case 'repository':
      return ecs.ContainerImage.fromEcrRepository(image.repository.value as ecr.IRepository, image.digest ?? image.tag);
    case 'directory':
      return fromDirectory(scope, container, image, runtime);
    case 'tarball':
      return fromTarball(scope, container, image.file);
    default:
      return assertNever(image);
  }
}

function fromRegistry(reference: string, credentials: secretsmanager.ISecret | undefined): ecs.ContainerImage {
  return credentials === undefined ? ecs.ContainerImage.fromRegistry(reference) : new PrivateImage(reference, credentials);
}

/** An image that takes a password. As `ecs.RepositoryImage`, but for how reading the password is granted. */
class PrivateImage extends ecs.ContainerImage {
  constructor(private readonly imageName: string, private readonly credentials: secretsmanager.ISecret) {
    super();
  }

  public override bind(_scope: Construct, container: ecs.ContainerDefinition): ecs.ContainerImageConfig {
    letReadSecret(container.taskDefinition.obtainExecutionRole(), this.credentials);
    return { imageName: this.imageName, repositoryCredentials: { credentialsParameter: this.credentials.secretArn } };
  }
}

function fromDirectory(scope: Construct, container: string, image: DirectoryImage, runtime: RuntimeSpec): ecs.ContainerImage {
  return ecs.ContainerImage.fromDockerImageAsset(new DockerImageAsset(scope, `Image-${container}`, compact({
    directory: image.directory,
    file: image.file,
    target: image.target,
    buildArgs: image.buildArgs,
    exclude: [...image.exclude ?? DEFAULT_EXCLUDES],
    ignoreMode: IgnoreMode.DOCKER,
    platform: platformOf(runtime),
  })));
}

function fromTarball(scope: Construct, container: string, tarballFile: string): ecs.ContainerImage {
  const asset = new TarballImageAsset(scope, `Image-${container}`, { tarballFile });
  return ecs.ContainerImage.fromEcrRepository(asset.repository, asset.imageTag);
}

/** Without it the image is built for the machine that deploys, which is why it fails on the other half of laptops. */
function platformOf(runtime: RuntimeSpec): Platform {
  if (runtime.os !== 'linux') {
    return Platform.custom('windows/amd64');
  }
  return runtime.architecture === 'arm64' ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64;
}

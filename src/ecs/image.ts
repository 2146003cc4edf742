import { existsSync, statSync } from 'fs';
import * as path from 'path';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, Platform, TarballImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IgnoreMode } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Finding, finding, refuse } from '../findings';
import { DirectoryImage, ImageSpec, RuntimeSpec } from '../model';
import { assertNever } from '../private/assert-never';
import { compact } from '../private/compact';

/** What no build needs: it only makes fingerprints change and uploads slow. */
const DEFAULT_EXCLUDES = ['**/.git', '**/cdk.out', '**/node_modules'];

/** The image of a container, in the words of the CDK. */
export function renderImage(scope: Construct, container: string, image: ImageSpec, runtime: RuntimeSpec): ecs.ContainerImage {
  switch (image.kind) {
    case 'registry':
      return ecs.ContainerImage.fromRegistry(image.reference, { credentials: image.credentials?.value as secretsmanager.ISecret | undefined });
    case 'repository':
      return ecs.ContainerImage.fromEcrRepository(image.repository.value as ecr.IRepository, image.digest ?? image.tag);
    case 'directory':
      return fromDirectory(scope, container, image, runtime);
    case 'tarball':
      refuse(scope, missingFile(`containers.${container}.image.file`, image.file));
      return fromTarball(scope, container, image.file);
    default:
      return assertNever(image);
  }
}

function fromDirectory(scope: Construct, container: string, image: DirectoryImage, runtime: RuntimeSpec): ecs.ContainerImage {
  refuse(scope, missingBuild(`containers.${container}.image`, image));
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

function missingBuild(where: string, { directory, file = 'Dockerfile' }: DirectoryImage): Finding[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    return [finding('BuildDirectoryMissing', `${where}.directory`, { directory })];
  }
  return existsSync(path.join(directory, file)) ? [] : [finding('DockerfileMissing', `${where}.file`, { directory, file })];
}

/** A file of the project that is not there. */
export function missingFile(where: string, file: string): Finding[] {
  return existsSync(file) ? [] : [finding('FileMissing', where, { file })];
}

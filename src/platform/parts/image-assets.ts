/**
 * Images that the deployment itself brings along. Both platforms build them alike, so that an application that moves takes
 * the same image with it.
 */
import { DockerImageAsset, Platform, TarballImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { IgnoreMode } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DirectoryImage, RuntimeSpec, TarballImage } from '../../model';
import { compact } from '../../private/compact';

/** What no build needs: it only makes fingerprints change and uploads slow. */
const DEFAULT_EXCLUDES = ['**/.git', '**/cdk.out', '**/node_modules'];

/** The image of a container, built from a directory for what the workload runs on. */
export function makeDirectoryImage(scope: Construct, container: string, image: DirectoryImage, runtime: RuntimeSpec): DockerImageAsset {
  return new DockerImageAsset(scope, `Image-${container}`, compact({
    directory: image.directory,
    file: image.file,
    target: image.target,
    buildArgs: image.buildArgs,
    exclude: [...image.exclude ?? DEFAULT_EXCLUDES],
    ignoreMode: IgnoreMode.DOCKER,
    platform: platformOf(runtime),
  }));
}

/** The image of a container, from a file it was saved to. */
export function makeTarballImage(scope: Construct, container: string, { file }: TarballImage): TarballImageAsset {
  return new TarballImageAsset(scope, `Image-${container}`, { tarballFile: file });
}

/** Without it the image is built for the machine that deploys, which is why it fails on the other half of laptops. */
function platformOf(runtime: RuntimeSpec): Platform {
  if (runtime.os !== 'linux') {
    return Platform.custom('windows/amd64');
  }
  return runtime.architecture === 'arm64' ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64;
}

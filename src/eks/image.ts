import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { ImageSpec, RuntimeSpec } from '../model';
import { makeDirectoryImage, makeTarballImage } from '../platform';
import { assertNever } from '../private/assert-never';

/**
 * The image of a container as a pod names it. Nodes pull it with a role of their own, so nothing is granted here; images
 * that take a password were refused before.
 */
export function renderImage(scope: Construct, container: string, image: ImageSpec, runtime: RuntimeSpec): string {
  switch (image.kind) {
    case 'registry':
      return image.reference;
    case 'repository':
      return (image.repository.value as ecr.IRepository).repositoryUriForTagOrDigest(image.digest ?? image.tag ?? 'latest');
    case 'directory':
      return makeDirectoryImage(scope, container, image, runtime).imageUri;
    case 'tarball':
      return makeTarballImage(scope, container, image).imageUri;
    default:
      return assertNever(image);
  }
}

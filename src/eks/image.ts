import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { ImageSpec, RuntimeSpec } from '../model';
import { makeDirectoryImage, makeTarballImage, nameToPull } from '../platform';
import { assertNever } from '../private/assert-never';

/**
 * The image of a container as a pod names it. Nodes pull it with a role of their own, so nothing is granted here; images
 * that take a password were refused before.
 */
export function renderImage(scope: Construct, container: string, image: ImageSpec, runtime: RuntimeSpec): string {
  switch (image.kind) {
    case 'registry':
      return nameToPull(scope, image);
    case 'repository': {
      const repository = image.repository.value as ecr.IRepository;
      // A digest that is known at deployment only does not look like one to the CDK, which takes it for a tag.
      return image.digest === undefined ? repository.repositoryUriForTag(image.tag) : repository.repositoryUriForDigest(image.digest);
    }
    case 'directory':
      return makeDirectoryImage(scope, container, image, runtime).imageUri;
    case 'tarball':
      return makeTarballImage(scope, container, image).imageUri;
    default:
      return assertNever(image);
  }
}

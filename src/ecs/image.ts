import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ImageSpec, RuntimeSpec } from '../model';
import { letReadSecret, makeDirectoryImage, makeTarballImage } from '../platform';
import { assertNever } from '../private/assert-never';

/** The image of a container, in the words of the CDK. */
export function renderImage(scope: Construct, container: string, image: ImageSpec, runtime: RuntimeSpec): ecs.ContainerImage {
  switch (image.kind) {
    case 'registry':
      return fromRegistry(image.reference, image.credentials?.value as secretsmanager.ISecret | undefined);
    case 'repository':
      return ecs.ContainerImage.fromEcrRepository(image.repository.value as ecr.IRepository, image.digest ?? image.tag);
    case 'directory':
      return ecs.ContainerImage.fromDockerImageAsset(makeDirectoryImage(scope, container, image, runtime));
    case 'tarball': {
      const { repository, imageTag } = makeTarballImage(scope, container, image);
      return ecs.ContainerImage.fromEcrRepository(repository, imageTag);
    }
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

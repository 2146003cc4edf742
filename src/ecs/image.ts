import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ImageSpec, RegistryImage, RuntimeSpec } from '../model';
import { letReadSecret, makeDirectoryImage, makeTarballImage, nameToPull, rightsToPull } from '../platform';
import { assertNever } from '../private/assert-never';

/** The image of a container, in the words of the CDK. */
export function renderImage(scope: Construct, container: string, image: ImageSpec, runtime: RuntimeSpec): ecs.ContainerImage {
  switch (image.kind) {
    case 'registry':
      return fromRegistry(scope, image);
    case 'repository': {
      const repository = image.repository.value as ecr.IRepository;
      // A digest that is known at deployment only does not look like one to the CDK, which takes it for a tag.
      const name = image.digest === undefined ? repository.repositoryUriForTag(image.tag) : repository.repositoryUriForDigest(image.digest);
      return new PreparedImage({ imageName: name }, role => void repository.grantPull(role));
    }
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

function fromRegistry(scope: Construct, image: RegistryImage): ecs.ContainerImage {
  const imageName = nameToPull(scope, image);
  const { cachedAs, credentials } = image;
  if (cachedAs) {
    return new PreparedImage({ imageName }, role => rightsToPull(scope, cachedAs).forEach(right => role.addToPrincipalPolicy(right)));
  }
  if (credentials) {
    const secret = credentials.value as secretsmanager.ISecret;
    return new PreparedImage({ imageName, repositoryCredentials: { credentialsParameter: secret.secretArn } }, role => letReadSecret(role, secret));
  }
  return ecs.ContainerImage.fromRegistry(imageName);
}

/** An image that the role which prepares tasks needs rights for. The CDK's own classes would grant others, or none. */
class PreparedImage extends ecs.ContainerImage {
  constructor(private readonly config: ecs.ContainerImageConfig, private readonly grant: (role: iam.IRole) => void) {
    super();
  }

  public override bind(_scope: Construct, container: ecs.ContainerDefinition): ecs.ContainerImageConfig {
    this.grant(container.taskDefinition.obtainExecutionRole());
    return this.config;
  }
}

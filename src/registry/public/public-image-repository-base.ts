import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** Everything `docker push` calls. */
export const PUSH = [
  'ecr-public:BatchCheckLayerAvailability', 'ecr-public:CompleteLayerUpload', 'ecr-public:InitiateLayerUpload', 'ecr-public:PutImage',
  'ecr-public:UploadLayerPart',
];

/**
 * What can be done with any public repository, whoever made it.
 */
export abstract class PublicImageRepositoryBase extends Construct {
  /** Its name. */
  public abstract readonly repositoryName: string;

  /** Its ARN, which has no region. */
  public abstract readonly repositoryArn: string;

  /**
   * Lets a principal sign in to the public registry and push images. Pulling needs no permission.
   *
   * @param grantee for example the role of a pipeline
   * @see https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html
   */
  public grantPush(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'], resourceArns: ['*'] })
      .combine(iam.Grant.addToPrincipal({ grantee, actions: PUSH, resourceArns: [this.repositoryArn] }));
  }
}

/**
 * The same grants for a repository that somebody else made.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allowPullFromAccount, allowPullFromOrganization, grantManage, grantPull, grantPush } from './access';

/**
 * A repository that exists already or is made elsewhere, as `ImageRepository.fromRepository()` returns it.
 */
export class ExistingImageRepository extends Construct {
  /** The repository that was given. */
  public readonly repository: ecr.IRepository;

  /**
   * @param scope the parent
   * @param id the id in the scope
   * @param repository the repository
   */
  constructor(scope: Construct, id: string, repository: ecr.IRepository) {
    super(scope, id);
    this.repository = repository;
  }

  /**
   * Lets a principal sign in to the registry and pull images.
   *
   * @param grantee for example the execution role of a task
   */
  public grantPull(grantee: iam.IGrantable): iam.Grant {
    return grantPull(this.repository, grantee);
  }

  /**
   * Lets a principal sign in to the registry and push images. To use pushed images as a build cache, grant pull as well.
   *
   * @param grantee for example the role of a pipeline
   */
  public grantPush(grantee: iam.IGrantable): iam.Grant {
    return grantPush(this.repository, grantee);
  }

  /**
   * Lets a principal look at images and scan results, scan again and delete images; it may not change the repository.
   *
   * @param grantee for example the role of an operator
   */
  public grantManage(grantee: iam.IGrantable): iam.Grant {
    return grantManage(this.repository, grantee);
  }

  /**
   * Lets another account pull. Throws if it is no account id, or if the policy of the repository cannot be changed here.
   *
   * @param accountId twelve digits
   */
  public allowPullFromAccount(accountId: string): void {
    allowPullFromAccount(this, this.repository, accountId);
  }

  /**
   * Lets all accounts of an organization pull. Throws if it is no organization id, or if the policy of the repository
   * cannot be changed here.
   *
   * @param organizationId for example `o-a1b2c3d4e5`
   */
  public allowPullFromOrganization(organizationId: string): void {
    allowPullFromOrganization(this, this.repository, organizationId);
  }
}

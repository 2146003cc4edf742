import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { warnIfStranger, warnIfUnchanged } from './ungranted';
import { grantManage, grantPull, grantPush } from '../repository/access';

/**
 * What can be done with any namespace, whoever made it: permissions for all of its repositories, those to come included.
 */
export abstract class ImageNamespaceBase extends Construct {
  /** How the names of the repositories begin, without the slash behind it. */
  public abstract readonly prefix: string;

  /** The ARN of all repositories of the namespace: it ends with the prefix, a slash and a `*`. */
  public abstract readonly repositoriesArn: string;

  /**
   * Lets a principal sign in to the registry and pull images of all repositories of the namespace.
   *
   * @param grantee for example the execution role of a task
   */
  public grantPull(grantee: iam.IGrantable): iam.Grant {
    return grantPull({ grant: this._grant.bind(this) }, grantee);
  }

  /**
   * Lets a principal sign in to the registry and push images to the repositories that are there. It makes none.
   *
   * @param grantee for example the role of a pipeline
   */
  public grantPush(grantee: iam.IGrantable): iam.Grant {
    return grantPush({ grant: this._grant.bind(this) }, grantee);
  }

  /**
   * Lets a principal look at images and scan results, scan again and delete images; it may not change, make or delete repositories.
   * With enhanced scanning Inspector keeps the results, which are readable for the whole account or not at all.
   *
   * @param grantee for example the role of an operator
   */
  public grantManage(grantee: iam.IGrantable): iam.Grant {
    return grantManage({ grant: this._grant.bind(this) }, grantee);
  }

  /**
   * Lets a principal of the account push images to any name in the namespace. A repository that is not there is made, as the template
   * of the namespace says.
   *
   * Throws if the namespace is made here and its template is not for pushes. Warns of principals of other accounts, for whom ECR makes no
   * repository, and of those that cannot be changed from here.
   *
   * @param grantee for example the role of a pipeline
   */
  public grantCreateOnPush(grantee: iam.IGrantable): iam.Grant {
    const actions = ['ecr:CreateRepository'];
    warnIfStranger(this, this._account, grantee);
    const creates = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.repositoriesArn] });
    return this.grantPush(grantee).combine(warnIfUnchanged(this, creates, grantee, actions));
  }

  /** @internal */
  protected abstract get _account(): string;

  /** @internal */
  protected abstract _grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;
}

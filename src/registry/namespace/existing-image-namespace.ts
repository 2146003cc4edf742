import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ImageNamespaceBase } from './image-namespace-base';
import { checkPrefix } from './rules';
import { warnIfUnchanged } from './ungranted';
import { refuse } from '../../findings';
import { checkAccountId } from '../repository/rules';
import { bare } from '../settings/repository-template';

/**
 * Where a namespace is.
 */
export interface ExistingNamespaceOptions {
  /**
   * Account of the registry, twelve digits. The policies of its repositories have to let principals of other accounts in.
   * @default - the account of the stack
   */
  readonly accountId?: string;

  /**
   * Region of the registry.
   * @default - the region of the stack
   */
  readonly region?: string;
}

/**
 * A namespace that is made elsewhere, as `ImageNamespace.fromPrefix()` returns it: for permissions only. Principals that cannot
 * be changed from here, such as accounts and imported roles of other accounts, are warned of: there is no policy of a repository to add to.
 */
export class ExistingImageNamespace extends ImageNamespaceBase {
  public readonly prefix: string;
  public readonly repositoriesArn: string;

  private readonly account: string;

  /**
   * Throws if the prefix or the account cannot be one.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param prefix how the names of the repositories begin, for example `payments`
   * @param options where it is
   */
  constructor(scope: Construct, id: string, prefix: string, options: ExistingNamespaceOptions = {}) {
    super(scope, id);
    refuse(this, [...checkPrefix(prefix), ...checkAccountId('accountId', options.accountId)]);
    this.account = options.accountId ?? Stack.of(this).account;
    this.prefix = bare(prefix);
    this.repositoriesArn = Stack.of(this).formatArn({
      service: 'ecr', account: options.accountId, region: options.region, resource: 'repository', resourceName: `${this.prefix}/*`,
    });
  }

  /** @internal */
  protected get _account(): string {
    return this.account;
  }

  /** @internal */
  protected _grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return warnIfUnchanged(this, iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.repositoriesArn] }), grantee, actions);
  }
}

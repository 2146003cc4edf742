import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PublicImageRepositoryBase } from './public-image-repository-base';
import { refuse } from '../../findings';
import { checkName } from '../repository/rules';

/**
 * A public repository of the account that exists already, as `PublicImageRepository.fromName()` returns it. The stack may be anywhere.
 */
export class ExistingPublicImageRepository extends PublicImageRepositoryBase {
  /** Its name. */
  public readonly repositoryName: string;

  /** Its ARN, which has no region. */
  public readonly repositoryArn: string;

  /**
   * @param scope the parent
   * @param id the id in the scope
   * @param repositoryName what it is called, without the alias of the account
   */
  constructor(scope: Construct, id: string, repositoryName: string) {
    super(scope, id);
    refuse(this, checkName(repositoryName, 205));
    this.repositoryName = repositoryName;
    this.repositoryArn = Stack.of(this).formatArn({ service: 'ecr-public', region: '', resource: 'repository', resourceName: repositoryName });
  }
}

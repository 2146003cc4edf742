import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CatalogData, checkCatalog, renderCatalog } from './catalog';
import { ExistingPublicImageRepository } from './existing-public-image-repository';
import { PublicImageRepositoryBase, PUSH } from './public-image-repository-base';
import { Finding, finding, refuse } from '../../findings';
import { checkAccountId, checkName } from '../repository/rules';
import { isElsewhere } from '../repository/where';

/** The only region that has public repositories. */
const HOME = 'us-east-1';

/**
 * What a public repository is made from.
 */
export interface PublicImageRepositoryProps {
  /**
   * Name of the repository, for example `team/tool`: 2 to 205 lower-case letters and digits, joined by `.`, `_`, `-` or `/`.
   * @default - a name that CloudFormation chooses
   */
  readonly repositoryName?: string;

  /**
   * What the gallery shows about it.
   * @default - nothing
   */
  readonly catalog?: CatalogData;

  /**
   * What becomes of the repository when it leaves the stack. CloudFormation does not delete one that has images.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A repository from which everybody may pull: `public.ecr.aws/<alias>/<name>`. It is in `us-east-1`, whose registry serves the whole
 * world; a stack elsewhere is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/public/what-is-ecr.html
 *
 * @example
 * const tool = new PublicImageRepository(this, 'Tool', {
 *   repositoryName: 'team/tool',
 *   catalog: { description: 'Counts things', architectures: [CatalogArchitecture.X86_64, CatalogArchitecture.ARM_64] },
 * });
 */
export class PublicImageRepository extends PublicImageRepositoryBase {
  /**
   * A public repository of the account that exists already, to let others push. Makes nothing. Throws if it cannot be called so.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param repositoryName what it is called, without the alias of the account
   */
  public static fromName(scope: Construct, id: string, repositoryName: string): ExistingPublicImageRepository {
    return new ExistingPublicImageRepository(scope, id, repositoryName);
  }

  /** The repository. */
  public readonly repository: ecr.CfnPublicRepository;

  /** Its name. */
  public readonly repositoryName: string;

  /** Its ARN, which has no region. */
  public readonly repositoryArn: string;

  private readonly pushers: iam.PolicyStatement[] = [];

  /**
   * Makes the repository.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param props name and description
   */
  constructor(scope: Construct, id: string, props: PublicImageRepositoryProps = {}) {
    super(scope, id);
    refuse(this, [...checkHome(this), ...checkName(props.repositoryName, 205), ...checkCatalog(props.catalog ?? {})]);
    this.repository = new ecr.CfnPublicRepository(this, 'Repository', {
      repositoryName: props.repositoryName,
      repositoryCatalogData: props.catalog && renderCatalog(props.catalog),
    });
    this.repository.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.repositoryName = this.repository.ref;
    this.repositoryArn = this.repository.attrArn;
  }

  /**
   * Lets another account push. Its principals still need the permission of their own account. Throws if it is no account id.
   *
   * @param accountId twelve digits
   */
  public allowPushFromAccount(accountId: string): void {
    refuse(this, checkAccountId('accountId', accountId));
    this.pushers.push(new iam.PolicyStatement({ principals: [new iam.AccountPrincipal(accountId)], actions: PUSH }));
    this.repository.repositoryPolicyText = new iam.PolicyDocument({ statements: this.pushers });
  }
}

function checkHome(scope: Construct): Finding[] {
  const { region } = Stack.of(scope);
  return isElsewhere(region, HOME) ? [finding('PublicRepositoryElsewhere', 'scope', { region, home: HOME })] : [];
}

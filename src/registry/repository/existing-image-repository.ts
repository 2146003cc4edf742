import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { ImageRepositoryBase } from './image-repository-base';

/**
 * A repository that exists already or is made elsewhere, as `ImageRepository.fromRepository()` returns it.
 */
export class ExistingImageRepository extends ImageRepositoryBase {
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

  /** @internal */
  protected get _repository(): ecr.IRepository {
    return this.repository;
  }
}

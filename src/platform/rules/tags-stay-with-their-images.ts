import * as ecr from 'aws-cdk-lib/aws-ecr';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

/** A copy that is started next week must run what was tested today. Only repositories of the app say whether theirs would. */
export const tagsStayWithTheirImages: Rule = ({ containers, pinnedImages }, report) => {
  for (const { name, image } of pinnedImages ? containers : []) {
    if (image.kind === 'repository' && image.tag !== undefined && mayMove(image.repository.value as ecr.IRepository | undefined, image.tag)) {
      report('RepositoryTagMoves', `containers.${name}.image.tag`, { repository: image.repository.label, tag: known(image.tag) ? image.tag : 'of the deployment' });
    }
  }
};

/** What an imported repository does is not known here, and a tag that is known at deployment only may be any. */
function mayMove(repository: ecr.IRepository | undefined, tag: string): boolean {
  const resource = repository?.node?.defaultChild as CfnResource | undefined;
  if (resource?.cfnResourceType !== ecr.CfnRepository.CFN_RESOURCE_TYPE_NAME) {
    return false;
  }
  const { imageTagMutability = 'MUTABLE', imageTagMutabilityExclusionFilters } = resource as ecr.CfnRepository;
  const filters = Stack.of(resource).resolve(imageTagMutabilityExclusionFilters ?? []) as readonly FilterProperty[];
  const excluded = known(tag) && filters.some(filter => matches(filter.imageTagMutabilityExclusionFilterValue, tag));
  switch (imageTagMutability) {
    case 'MUTABLE': return true;
    case 'MUTABLE_WITH_EXCLUSION': return known(tag) && !excluded;
    case 'IMMUTABLE_WITH_EXCLUSION': return excluded;
    default: return false;
  }
}

type FilterProperty = ecr.CfnRepository.ImageTagMutabilityExclusionFilterProperty;

function matches(pattern: string, tag: string): boolean {
  const parts = pattern.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(tag);
}

import { Rule } from './rule';
import { ImageSpec } from '../image';
import { movableTag, referenceFault } from './support/image-reference';
import { known } from './support/known';

/** Names that whoever publishes an image moves on to the next version by habit. */
const MOVING_TAGS = new Set(['latest', 'stable', 'lts', 'current', 'next', 'edge', 'nightly', 'main', 'master', 'develop', 'dev']);

/** A copy that is started next week must run what was tested today, or a rollback rolls back to something else. */
export const imagesStayTheSame: Rule = ({ containers, pinnedImages }, report) => {
  for (const { name, image } of pinnedImages ? containers : []) {
    const tag = tagOf(image);
    if (tag !== undefined && MOVING_TAGS.has(tag)) {
      report('ImageTagMoves', `containers.${name}.image`, { tag });
    }
  }
};

function tagOf(image: ImageSpec): string | undefined {
  switch (image.kind) {
    case 'registry': return known(image.reference) && !referenceFault(image.reference) ? movableTag(image.reference) : undefined;
    case 'repository': return known(image.tag) ? image.tag : undefined;
    default: return undefined;
  }
}

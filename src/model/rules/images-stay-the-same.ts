import { Rule } from './rule';
import { ImageSpec } from '../image';
import { movableTag, referenceFault } from './support/image-reference';
import { known } from './support/known';

/** Names that whoever publishes an image moves on to the next version by habit. */
const MOVING_TAGS = new Set(['latest', 'stable', 'lts', 'current', 'next', 'edge', 'nightly', 'main', 'master', 'develop', 'dev']);

/** A processor is no version, though its name has digits in it. */
const PROCESSOR = /(?:amd|arm|aarch|x86[_-]?)64(?:v8)?/g;

/** A commit may be without a digit by chance. */
const COMMIT = /^[0-9a-f]{7,}$/;

/** A copy that is started next week must run what was tested today, or a rollback rolls back to something else. */
export const imagesStayTheSame: Rule = ({ containers, pinnedImages }, report) => {
  for (const { name, image } of pinnedImages ? containers : []) {
    const tag = tagOf(image);
    if (tag !== undefined && (MOVING_TAGS.has(tag) || (image.kind === 'registry' && !namesVersion(tag)))) {
      report('ImageTagMoves', `containers.${name}.image`, { tag });
    }
  }
};

/** What has no digit is a variant, such as `alpine`, or where something is in its life, such as `production`. Repositories are asked themselves. */
function namesVersion(tag: string): boolean {
  return /\d/.test(tag.replace(PROCESSOR, '')) || COMMIT.test(tag);
}

function tagOf(image: ImageSpec): string | undefined {
  switch (image.kind) {
    case 'registry': return known(image.reference) && !referenceFault(image.reference) ? movableTag(image.reference) : undefined;
    case 'repository': return known(image.tag) ? image.tag : undefined;
    default: return undefined;
  }
}

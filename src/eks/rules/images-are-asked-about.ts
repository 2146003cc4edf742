import { EksTarget } from './target';
import { Rule } from '../../model/rules/rule';

/** What the stack does not start it cannot hold back. */
export function imagesAreAskedAbout({ writesOnly }: EksTarget): Rule {
  return ({ imageFindings }, report) => {
    if (imageFindings && writesOnly) {
      report('EksImagesNotAsked', 'imageFindings', {});
    }
  };
}

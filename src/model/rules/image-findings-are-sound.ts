import { Rule } from './rule';
import { known } from './support/known';

/** Each scanner has ids of its own kind, all of which are words with hyphens: CVE-2026-1234, GHSA-x-y-z, ALAS2-2026-1. */
const ID = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9._:-]+$/;
const CVE = /^CVE-\d{4}-\d{4,}$/i;

/** A custom resource is waited for for an hour at most, and has to say why it fails. */
const LEAST = 1;
const MOST = 50;

/** An exception that matches nothing is a deployment that fails for what was meant to be excepted. */
export const imageFindingsAreSound: Rule = ({ imageFindings }, report) => {
  if (!imageFindings) {
    return;
  }
  const { ignore, patience } = imageFindings;
  ignore.forEach((id, index) => {
    if (known(id) && (!ID.test(id) || /^CVE/i.test(id) && !CVE.test(id))) {
      report('FindingIdMalformed', `imageFindings.ignore[${index}]`, { given: id });
    }
  });
  const minutes = patience.isUnresolved() ? LEAST : patience.toMinutes({ integral: false });
  if (minutes < LEAST || minutes > MOST) {
    report('FindingsPatienceOutOfRange', 'imageFindings.patience', { given: patience.toHumanString(), min: LEAST, max: MOST });
  }
};

/** How Kubernetes names the pods of a workload: whoever looks for one by name must not find those of another whose name is longer. */
import { isJob, isPerInstance, WorkloadSpec } from '../model';

/** What Kubernetes makes names of that nobody chose: neither vowels nor what looks like them, so that they spell no words. */
const LETTER = '[b-df-hj-np-tv-xz24-9]';

/** Names that Kubernetes makes have so many characters, the last five of them at random. Longer beginnings are cut off. */
const LONGEST_BEGINNING = 58;

/** So many characters tell a version or a run from the others at most; a hash of the template is hardly ever shorter than six. */
const VERSION = `${LETTER}{6,10}`;
const REVISION = '[0-9a-f]{8}';

/**
 * A regular expression for the names of a workload's pods.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export function podNamesOf(spec: WorkloadSpec): string {
  const { parts, longest } = betweenNameAndEnd(spec);
  const beginning = `${spec.name}-`;
  if (beginning.length + longest <= LONGEST_BEGINNING) {
    return `^${beginning}${parts.map(part => `${part}-`).join('')}${LETTER}{5}$`;
  }
  // Where the beginning was cut off depends on lengths that nobody knows before.
  const kept = beginning.slice(0, LONGEST_BEGINNING);
  return `^${kept}[0-9a-z-]{0,${LONGEST_BEGINNING - kept.length}}${LETTER}{5}$`;
}

/** What stands between the name and the five characters at the end, and how long that is at most, with what separates it. */
function betweenNameAndEnd(spec: WorkloadSpec): { readonly parts: string[]; readonly longest: number } {
  if (isJob(spec)) {
    // The minute or, where people start a run, the second in which it began.
    return spec.job.trigger.kind === 'release' ? { parts: [REVISION], longest: 9 } : { parts: ['[0-9]+'], longest: 11 };
  }
  if (isPerInstance(spec)) {
    return { parts: [], longest: 0 };
  }
  return spec.rollout.kind === 'shifting' ? { parts: [REVISION, VERSION], longest: 20 } : { parts: [VERSION], longest: 11 };
}

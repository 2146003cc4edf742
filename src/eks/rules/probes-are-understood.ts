import { Rule } from '../../model/rules/rule';
import { areGood } from '../probe';

/** Kubelet takes the statuses from 200 to 399 for good, and one answer for a sign of life. */
export const probesAreUnderstood: Rule = ({ containers }, report) => {
  for (const { name, probe } of containers) {
    if (probe?.kind === 'http' && !areGood(probe.successCodes)) {
      report('KubernetesProbeCodes', `containers.${name}.probe.successCodes`, { given: probe.successCodes! });
    }
    if (probe && probe.successes !== 1) {
      report('KubernetesProbeSuccesses', `containers.${name}.probe.successes`, { given: probe.successes });
    }
  }
};

import { Rule } from '../../model/rules/rule';

/** Kubelet takes the statuses from 200 to 399 for good, and one answer for a sign of life. */
export const probesAreUnderstood: Rule = ({ containers }, report) => {
  for (const { name, probe } of containers) {
    if (probe?.kind === 'http' && probe.successCodes !== undefined && probe.successCodes !== '200-399') {
      report('KubernetesProbeCodes', `containers.${name}.probe.successCodes`, { given: probe.successCodes });
    }
    if (probe && probe.successes !== 1) {
      report('KubernetesProbeSuccesses', `containers.${name}.probe.successes`, { given: probe.successes });
    }
  }
};

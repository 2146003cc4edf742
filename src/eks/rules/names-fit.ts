import { Report, Rule } from '../../model/rules/rule';
import { slug } from '../../model/rules/support/names';

/** What Kubernetes takes for a name; a service's has to begin with a letter, because it becomes a host name. */
const NAMES = {
  workload: { max: 53, pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/, fallback: 'workload' },
  container: { max: 63, pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, fallback: 'container' },
  port: { max: 15, pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, fallback: 'port' },
  volume: { max: 63, pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, fallback: 'volume' },
};

export const namesFit: Rule = ({ name: workload, containers, volumes }, report) => {
  check(report, 'workloadName', 'workload', workload);
  containers.forEach(({ name, ports }, index) => {
    check(report, `containers[${index}].name`, 'container', name);
    ports.forEach((port, number) => check(report, `containers.${name}.ports[${number}].name`, 'port', port.name));
  });
  volumes.forEach(({ name }, index) => check(report, `volumes[${index}].name`, 'volume', name));
};

function check(report: Report, path: string, what: keyof typeof NAMES, given: string): void {
  const { max, pattern, fallback } = NAMES[what];
  if (given.length > max || !pattern.test(given)) {
    const nearest = slug(given.toLowerCase(), /[^a-z0-9-]+/g, fallback).slice(0, max).replace(/-+$/, '');
    report('KubernetesNameInvalid', path, { what, given, max, nearest: pattern.test(nearest) ? nearest : fallback });
  }
}

import { EksTarget } from './target';
import { WorkloadSpec } from '../../model';
import { Report } from '../../model/rules/rule';
import { eksOptions } from '../options';

export function namespacesExist({ namespaces }: EksTarget) {
  return (spec: WorkloadSpec, report: Report) => {
    const { namespace } = eksOptions(spec);
    if (namespace !== undefined && !namespaces.includes(namespace)) {
      report('EksNamespaceUnknown', 'eks.namespace', { given: namespace, known: namespaces });
    }
  };
}

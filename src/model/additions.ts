import { SecretSpec } from './secret';
import { WorkloadSpec } from './workload';
import { deepFreeze } from '../private/deep-freeze';

/** The workload with one more variable of its main container. The given one stays as it was. */
export function withVariable(spec: WorkloadSpec, name: string, value: string): WorkloadSpec {
  const [main, ...others] = spec.containers;
  return deepFreeze({ ...spec, containers: [{ ...main, environment: { ...main.environment, [name]: value } }, ...others] });
}

/** The workload with one more secret variable of its main container. The given one stays as it was. */
export function withSecret(spec: WorkloadSpec, name: string, source: SecretSpec): WorkloadSpec {
  const [main, ...others] = spec.containers;
  return deepFreeze({ ...spec, containers: [{ ...main, secrets: { ...main.secrets, [name]: source } }, ...others] });
}

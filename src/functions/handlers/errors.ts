/** What an error of AWS means to somebody who can ask again: later it may be gone, it changes nothing, or it will never go away. */

export type ErrorClass = 'pending' | 'benign' | 'denied' | 'terminal';

/** Refusals of the request itself; the same request will be refused again. */
const TERMINAL = new Set([
  'AlarmsLimitExceeded', 'ApplicationDoesNotExist', 'DeploymentConfigDoesNotExist', 'DeploymentGroupDoesNotExist', 'DescriptionTooLong',
  'ECSServiceMappingLimitExceeded', 'RevisionDoesNotExist', 'UnsupportedActionForDeploymentType', 'ClusterNotFound', 'ServiceNotFound', 'ServiceNotActive',
  'ParameterNotFound', 'ListenerNotFound', 'LoadBalancerNotFound', 'ValidationError', 'Validation', 'UnsupportedFeature',
]);

/** They sound like it, but pass: another deployment ends, and a new role takes a while until everybody knows it. */
const PASSING = new Set(['InvalidDeploymentStatus', 'InvalidNextToken', 'InvalidSignature']);

export function classify(error: unknown): ErrorClass {
  const name = errorName(error);
  if (/^(Deployment|LifecycleEvent)AlreadyCompleted$/.test(name)) { return 'benign'; }
  if (/^(AccessDenied|Unauthorized|NotAuthorized|InvalidRole$)/.test(name)) { return 'denied'; }
  if (PASSING.has(name)) { return 'pending'; }
  if (TERMINAL.has(name) || /^Invalid[A-Z]/.test(name)) { return 'terminal'; }
  // Throttling, limits, time outs, broken connections, whatever else: asking again is always safe.
  return 'pending';
}

/** Its name as all SDKs and services agree on it. */
export function errorName(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: string; code?: string };
  return String(name && name !== 'Error' ? name : code ?? name ?? '').replace(/(Exception|Fault)$/, '');
}

export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

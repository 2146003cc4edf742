import { Token } from 'aws-cdk-lib/core';
import type { EksAddOnProps } from './add-on-props';
import { CapabilitySpec } from './capability-spec';
import { SHORTEST_REFRESH } from './secrets-store';
import { ADD_ON_NAMES, AddOnName, CONTROLLER, CONTROLLER_VERSION, isOlder, numbersOf, OLDEST, pinnedVersion } from './versions';
import { Finding, finding } from '../../findings';
import { INetwork, Network } from '../../network';
import { didYouMean } from '../../private/did-you-mean';

/**
 * What EKS would refuse about add-ons, or what would not do what was meant.
 *
 * @param kubernetes minor version of the cluster, unknown for existing ones
 */
export function checkAddOns(props: EksAddOnProps, kubernetes: string | undefined): Finding[] {
  const { addOns = [], addOnVersions = {}, addOnSettings = {}, secretsRefresh, capabilities = [] } = props;
  const specs = capabilities.map(capability => capability._toSpec());
  return [
    ...addOns.flatMap((given, index) => checkName(`addOns[${index}]`, given)),
    ...Object.entries(addOnVersions).flatMap(([name, given]) => [...checkName(`addOnVersions.${name}`, name), ...checkVersion(name, given, kubernetes)]),
    ...Object.keys(addOnSettings).flatMap(name => checkName(`addOnSettings.${name}`, name)),
    ...(secretsRefresh && !secretsRefresh.isUnresolved() && secretsRefresh.toMilliseconds() < SHORTEST_REFRESH.toMilliseconds()
      ? [finding('AddOnRefreshTooShort', 'secretsRefresh', { given: secretsRefresh.toHumanString(), least: SHORTEST_REFRESH.toHumanString() })] : []),
    ...specs.flatMap((spec, index) => checkCapability(`capabilities[${index}]`, spec, specs.slice(0, index))),
  ];
}

function checkName(path: string, given: string): Finding[] {
  return isKnown(given) ? [] : [finding('AddOnUnknown', path, { given, nearest: didYouMean(given, ADD_ON_NAMES), known: ADD_ON_NAMES })];
}

function isKnown(name: string): name is AddOnName {
  return ADD_ON_NAMES.includes(name as AddOnName);
}

function checkVersion(name: string, given: string, kubernetes: string | undefined): Finding[] {
  if (!isKnown(name) || Token.isUnresolved(given)) {
    return [];
  }
  const path = `addOnVersions.${name}`;
  if (!(name === CONTROLLER ? /^\d+\.\d+\.\d+$/ : /^v\d+\.\d+\.\d+-eksbuild\.\d+$/).test(given)) {
    return [finding('AddOnVersionMalformed', path, { given, example: name === CONTROLLER ? CONTROLLER_VERSION : pinnedVersion(name, '1.36')! })];
  }
  const oldest = OLDEST[name];
  return [
    ...(oldest && isOlder(given, oldest.version) ? [finding('AddOnVersionTooOld', path, { name, given, oldest: oldest.version, because: oldest.because })] : []),
    ...(name === 'kube-proxy' && kubernetes && !followsSkew(given, kubernetes) ? [finding('AddOnVersionDoesNotFit', path, { name, given, kubernetes })] : []),
  ];
}

/** Of networks that were made elsewhere nobody knows. */
export function checkChart(network: INetwork): Finding[] {
  return network instanceof Network && !network.reachesInternet ? [finding('AddOnChartOutOfReach', 'network', { name: CONTROLLER })] : [];
}

/** Never newer than the control plane, and at most three minor versions older. */
function followsSkew(kubeProxy: string, kubernetes: string): boolean {
  const behind = Number(kubernetes.split('.')[1]) - numbersOf(kubeProxy)[1];
  return behind >= 0 && behind <= 3;
}

function checkCapability(path: string, spec: CapabilitySpec, before: readonly CapabilitySpec[]): Finding[] {
  return [
    ...(before.some(({ kind }) => kind === spec.kind) ? [finding('EksCapabilityTwice', path, { kind: spec.kind })] : []),
    ...(spec.kind === 'argocd' ? checkArgoCd(path, spec) : []),
  ];
}

const INSTANCE = /^arn:[a-z-]+:sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/;
const IDENTITY = /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}-([A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function checkArgoCd(path: string, { instanceArn, namespace, members }: CapabilitySpec & { kind: 'argocd' }): Finding[] {
  const differs = (given: string, pattern: RegExp) => !Token.isUnresolved(given) && !pattern.test(given);
  return [
    ...(differs(instanceArn, INSTANCE) ? [finding('EksArgoCdInstanceMalformed', `${path}.identityCenterInstanceArn`, { given: instanceArn })] : []),
    ...(differs(namespace, NAMESPACE) ? [finding('EksArgoCdNamespaceInvalid', `${path}.namespace`, { given: namespace })] : []),
    ...(members.every(({ identities }) => identities.length === 0) ? [finding('EksArgoCdForNobody', `${path}.administrators`, {})] : []),
    ...members.flatMap(({ option, identities }) => identities.flatMap(({ id }, index) =>
      differs(id, IDENTITY) ? [finding('EksArgoCdIdentityMalformed', `${path}.${option}[${index}]`, { given: id })] : [])),
  ];
}

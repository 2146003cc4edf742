/**
 * The versions of add-ons that go with each version of Kubernetes.
 *
 * They rest on public reports of clusters that ran them in September 2026. Each add-on exists in builds that only AWS can
 * list (`aws eks describe-addon-versions`), and older builds are withdrawn in the end: whoever meets that says another in
 * `addOnVersions`. For other versions of Kubernetes nothing is pinned, and EKS chooses.
 */
const FOR_ALL = {
  'vpc-cni': 'v1.22.4-eksbuild.3',
  'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
  'eks-node-monitoring-agent': 'v1.7.2-eksbuild.1',
  'metrics-server': 'v0.9.0-eksbuild.11',
  'aws-ebs-csi-driver': 'v1.66.0-eksbuild.1',
  'aws-efs-csi-driver': 'v3.4.2-eksbuild.1',
  'aws-secrets-store-csi-driver-provider': 'v3.1.3-eksbuild.1',
  'amazon-cloudwatch-observability': 'v6.7.0-eksbuild.1',
};

const BY_KUBERNETES: { readonly [version: string]: { readonly 'kube-proxy': string; readonly 'coredns': string } | undefined } = {
  1.34: { 'kube-proxy': 'v1.34.6-eksbuild.29', 'coredns': 'v1.12.4-eksbuild.38' },
  1.35: { 'kube-proxy': 'v1.35.3-eksbuild.29', 'coredns': 'v1.13.2-eksbuild.31' },
  1.36: { 'kube-proxy': 'v1.36.0-eksbuild.25', 'coredns': 'v1.14.3-eksbuild.23' },
};

/** Not an add-on of EKS: its version is that of the Helm chart. */
export const CONTROLLER = 'aws-load-balancer-controller';

/** The newest chart whose settings are those of `load-balancer-controller.ts`. */
export const CONTROLLER_VERSION = '3.2.2';

export type AddOnName = keyof typeof FOR_ALL | 'kube-proxy' | 'coredns' | typeof CONTROLLER;

export const ADD_ON_NAMES = [...Object.keys(FOR_ALL), 'kube-proxy', 'coredns', CONTROLLER] as AddOnName[];

/** The oldest that can be used as the platform uses them. */
export const OLDEST: { readonly [name in AddOnName]?: { readonly version: string; readonly because: string } } = {
  'vpc-cni': { version: 'v1.15.5', because: 'older ones have no network policies, or take no identity from the agent' },
  'amazon-cloudwatch-observability': { version: 'v6.2.0', because: 'older ones cannot send logs without metrics' },
};

/** The pinned version, if there is one. */
export function pinnedVersion(name: AddOnName, kubernetes: string | undefined): string | undefined {
  const known = BY_KUBERNETES[kubernetes ?? ''];
  return name === CONTROLLER ? CONTROLLER_VERSION : known && { ...FOR_ALL, ...known }[name];
}

/** Numbers of a version, for comparing. */
export function numbersOf(version: string): number[] {
  return (/\d+\.\d+\.\d+/.exec(version)?.[0] ?? '').split('.').map(Number);
}

export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)];
  const first = left.findIndex((number, index) => number !== right[index]);
  return first >= 0 && left[first] < right[first];
}

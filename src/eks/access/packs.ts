/**
 * What each pack allows, in the words of Kubernetes. AWS has policies of its own for reading and changing; they are not used,
 * because the one for changing may also read secrets, open shells and act as any service account, and the one for reading
 * does not see what binds pods to load balancers and secrets. So these are ours.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export type Pack = 'viewer' | 'deployer' | 'operator' | 'exec';

const READ = ['get', 'list', 'watch'];
const CHANGE = ['create', 'update', 'patch', 'delete'];
const ADJUST = ['update', 'patch'];

/** Those of Auto Mode, and those of the AWS Load Balancer Controller. */
const LOAD_BALANCING = ['eks.amazonaws.com', 'elbv2.k8s.aws'];

/** Everything a workload consists of and leaves behind, but not its secrets. */
const VIEWER: readonly PolicyRule[] = [
  rule([''], [
    'pods', 'pods/log', 'pods/status', 'services', 'endpoints', 'configmaps', 'events', 'persistentvolumeclaims', 'serviceaccounts',
    'resourcequotas', 'limitranges',
  ], READ),
  rule(['apps'], [
    'deployments', 'deployments/scale', 'deployments/status', 'replicasets', 'statefulsets', 'statefulsets/scale', 'daemonsets', 'controllerrevisions',
  ], READ),
  rule(['batch'], ['jobs', 'cronjobs'], READ),
  rule(['autoscaling'], ['horizontalpodautoscalers'], READ),
  rule(['policy'], ['poddisruptionbudgets'], READ),
  rule(['networking.k8s.io'], ['networkpolicies', 'ingresses'], READ),
  rule(['discovery.k8s.io'], ['endpointslices'], READ),
  rule(['events.k8s.io'], ['events'], READ),
  rule(['metrics.k8s.io'], ['pods'], ['get', 'list']),
  rule(['rbac.authorization.k8s.io'], ['roles', 'rolebindings'], READ),
  rule(LOAD_BALANCING, ['targetgroupbindings'], READ),
  rule(['secrets-store.csi.x-k8s.io'], ['secretproviderclasses', 'secretproviderclasspodstatuses'], READ),
];

/** Takes pods away, by force or as their disruption budget allows, so that new ones come: what a restart is without a new version. */
const REPLACES_PODS: readonly PolicyRule[] = [
  rule([''], ['pods'], ['delete']),
  rule([''], ['pods/eviction'], ['create']),
];

const SCALES: readonly PolicyRule[] = [
  rule(['apps'], ['deployments/scale', 'statefulsets/scale'], ADJUST),
  rule(['autoscaling'], ['horizontalpodautoscalers'], ADJUST),
];

/**
 * The rules of each pack. An operator cannot restart by patching a Deployment, as `kubectl rollout restart` does: Kubernetes
 * cannot tell that from another image. The verb `get` opens shells, too, when the client speaks WebSocket.
 */
export const PACK_RULES: Record<Pack, readonly PolicyRule[]> = {
  viewer: VIEWER,
  deployer: [
    ...VIEWER,
    ...REPLACES_PODS,
    ...SCALES,
    rule([''], ['services', 'configmaps', 'persistentvolumeclaims', 'serviceaccounts'], CHANGE),
    rule(['apps'], ['deployments', 'statefulsets', 'daemonsets'], CHANGE),
    rule(['batch'], ['jobs', 'cronjobs'], CHANGE),
    rule(['autoscaling'], ['horizontalpodautoscalers'], CHANGE),
    rule(['policy'], ['poddisruptionbudgets'], CHANGE),
    rule(['networking.k8s.io'], ['networkpolicies', 'ingresses'], CHANGE),
    rule(LOAD_BALANCING, ['targetgroupbindings'], CHANGE),
    rule(['secrets-store.csi.x-k8s.io'], ['secretproviderclasses'], CHANGE),
  ],
  operator: [...VIEWER, ...REPLACES_PODS, ...SCALES, rule(['batch'], ['jobs'], ['delete'])],
  exec: [...VIEWER, rule([''], ['pods/exec', 'pods/attach', 'pods/portforward'], ['get', 'create'])],
};

function rule(apiGroups: readonly string[], resources: readonly string[], verbs: readonly string[]): PolicyRule {
  return { apiGroups, resources, verbs };
}

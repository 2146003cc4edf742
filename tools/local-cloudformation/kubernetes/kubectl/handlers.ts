/**
 * The four programs behind the CDK's custom resources for Kubernetes, after what `kubectl-handler` in aws-cdk-lib 2.276 can be
 * seen to do. Each gives the data of its answer, or throws what the program would have ended with.
 */
import type { Kubectl } from './kubectl';
import { showBytes, showList } from './python';
import { NeverEnds } from '../api/errors';
import { record } from '../api/values';
import { KubernetesCluster } from '../cluster';

export interface Asked {
  readonly requestType: 'Create' | 'Update' | 'Delete';
  /** CloudFormation gives numbers and booleans as text. */
  readonly properties: Readonly<Record<string, any>>;
}

export type Handler = (asked: Asked, cluster: KubernetesCluster, kubectl: Kubectl) => Record<string, unknown>;

/** The function may run for a quarter of an hour; then it is stopped, and nobody answers. */
const LONGEST_RUN_SECONDS = 900;
const POLL_SECONDS = 10;

const isTrue = (value: unknown): boolean => String(value ?? 'false').toLowerCase() === 'true';

/** What a call of kubectl throws in the program: its output, as bytes. */
function run<T>(command: () => T): T {
  try {
    return command();
  } catch (error) {
    throw error instanceof NeverEnds ? error : new Error(showBytes((error as Error).message));
  }
}

const applyObjects: Handler = ({ requestType, properties }, _cluster, kubectl) => {
  const manifests = JSON.parse(String(properties.Manifest)) as Record<string, unknown>[];
  const validate = !isTrue(properties.SkipValidation);
  if (requestType === 'Create') {
    run(() => isTrue(properties.Overwrite) ? kubectl.apply(manifests, { validate }) : kubectl.create(manifests, { validate }));
  } else if (requestType === 'Update') {
    run(() => kubectl.apply(manifests, { validate, prune: properties.PruneLabel as string | undefined }));
  } else {
    // The program only writes errors of a deletion into its log: what could not be deleted is left behind in silence.
    attempt(() => kubectl.delete(manifests));
  }
  return {};
};

const readValue: Handler = ({ requestType, properties }, cluster, kubectl) => {
  if (requestType === 'Delete') { return {}; }
  const { ObjectType: type, ObjectName: name, ObjectNamespace: namespace, JsonPath: path } = properties as Record<string, string>;
  const started = cluster.now();
  let lastError = 'None';
  while (cluster.now() < started + Number(properties.TimeoutSeconds)) {
    try {
      const output = run(() => kubectl.get(type, name, namespace, path));
      if (output) { return { Value: output }; }
    } catch (error) {
      lastError = (error as Error).message;
    }
    if (cluster.now() - started > LONGEST_RUN_SECONDS) { throw new NeverEnds(`Task timed out after ${LONGEST_RUN_SECONDS}.00 seconds`); }
    cluster.moveOn(POLL_SECONDS);
  }
  const command = showList(['get', '-n', namespace, type, name, `-o=jsonpath='{${path}}'`]);
  throw new Error(`Timeout waiting for output from kubectl command: ${command} (last_error=${lastError})`);
};

const patchObject: Handler = ({ requestType, properties }, _cluster, kubectl) => {
  const patch = requestType === 'Delete' ? properties.RestorePatchJson : properties.ApplyPatchJson;
  run(() => kubectl.patch(String(properties.ResourceName), String(properties.ResourceNamespace), String(patch), String(properties.PatchType)));
  return {};
};

/** Charts are remembered, not rendered. */
const installChart: Handler = ({ requestType, properties }, cluster) => {
  const { Release: name, Chart: chart, ChartAssetURL: asset, Namespace: namespace = 'default', Version: version, Values: values } = properties as Record<string, string | undefined>;
  if (requestType === 'Delete') {
    cluster.releases.delete(`${namespace}/${name}`);
    return {};
  }
  if (chart === undefined && asset === undefined) { throw new Error('chart or chartAsset must be specified'); }
  if (!cluster.find('Namespace', '', namespace)) {
    if (!isTrue(properties.CreateNamespace)) { throw new Error(showBytes(`Error: create: failed to create: namespaces "${namespace}" not found\n`)); }
    cluster.makeNamespace(namespace);
  }
  cluster.releases.set(`${namespace}/${name}`, { name: String(name), namespace, chart: String(chart ?? asset), ...version && { version }, values: record(JSON.parse(values ?? '{}')) });
  cluster.catchUp();
  return {};
};

function attempt(command: () => void): void {
  try {
    command();
  } catch (error) {
    if (error instanceof NeverEnds) { throw error; }
  }
}

export const HANDLERS: Readonly<Record<string, Handler>> = {
  'Custom::AWSCDK-EKS-HelmChart': installChart,
  'Custom::AWSCDK-EKS-KubernetesObjectValue': readValue,
  'Custom::AWSCDK-EKS-KubernetesPatch': patchObject,
  'Custom::AWSCDK-EKS-KubernetesResource': applyObjects,
};

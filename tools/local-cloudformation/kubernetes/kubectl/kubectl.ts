/** What `kubectl` does with a file of objects, and what it says when it cannot. */
import { printPath } from './json-path';
import { parseSelector } from './selector';
import { ApiError } from '../api/errors';
import { apiVersionOf, qualified, Resource, resourceNamed } from '../api/kinds';
import { threeWayMerge, mergePatch } from '../api/merge';
import { meaningOf, structureOf } from '../api/rules';
import { isRecord, LAST_APPLIED, record, StoredObject } from '../api/values';
import { KubernetesCluster } from '../cluster';

const FILE = '"/tmp/manifest.yaml"';

/** The kinds that `kubectl apply --prune` looks at unless it is told others. All other kinds are forgotten. */
const PRUNED = [
  'ConfigMap', 'Endpoints', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'ReplicationController', 'Secret', 'Service',
  'CronJob', 'Job', 'Ingress', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet',
];

export interface ApplyOptions {
  /** Deletes what carries these labels and is not in the file any more. */
  readonly prune?: string;
  /** Whether members that do not exist are refused. @default true */
  readonly validate?: boolean;
}

type Manifest = Record<string, any>;

export class Kubectl {
  /** Whoever has no access gets nowhere, but is told so by each command only. */
  constructor(private readonly cluster: KubernetesCluster, private readonly hasAccess = true) {}

  public create(manifests: readonly Manifest[], options: ApplyOptions = {}): void {
    this.each('creating', manifests, manifest => {
      const { resource, existing, name } = this.look(manifest, options);
      if (existing) { throw new ApiError('AlreadyExists', `${qualified(resource)} "${name}" already exists`); }
      this.cluster.write(withLastApplied(manifest, manifest));
    });
  }

  public apply(manifests: readonly Manifest[], options: ApplyOptions = {}): void {
    this.each('applying', manifests, manifest => {
      const { existing } = this.look(manifest, options);
      const last = existing?.metadata.annotations?.[LAST_APPLIED];
      const merged = threeWayMerge(existing, manifest, last === undefined ? undefined : JSON.parse(last)) as Manifest;
      this.cluster.write(withLastApplied(merged, manifest));
    });
    if (options.prune !== undefined) { this.prune(manifests, options.prune); }
  }

  public delete(manifests: readonly Manifest[]): void {
    this.each('deleting', manifests, manifest => {
      const { resource, existing, name } = this.look(manifest, { validate: false });
      if (!existing) { throw new ApiError('NotFound', `${qualified(resource)} "${name}" not found`); }
      this.cluster.remove(existing);
    });
  }

  /** What `-o jsonpath` prints. A selector gives a list, which may be empty; a name that is not there is an error. */
  public get(type: string, nameOrSelector: string, namespace: string, path: string): string {
    const resource = this.resourceNamed(type);
    const selector = /^(?:--selector|-l)=?(.*)$/.exec(nameOrSelector)?.[1];
    const place = resource.namespaced ? namespace : '';
    if (selector !== undefined) {
      const test = parseSelector(selector);
      const items = this.cluster.objects(resource.kind, place).filter(({ metadata }) => test(metadata.labels ?? {}));
      return printPath(path, { apiVersion: 'v1', kind: 'List', items });
    }
    return printPath(path, this.existing(resource, place, nameOrSelector));
  }

  /** `target` is for example `deployment/coredns`. JSON patches (RFC 6902) are not modelled. */
  public patch(target: string, namespace: string, patch: string, type: string): void {
    const [word, name] = target.split('/');
    const resource = this.resourceNamed(word);
    if (type === 'json') { throw new ApiError('NotModelled', 'patches of type json are not modelled by the local endpoint'); }
    const existing = this.existing(resource, resource.namespaced ? namespace : '', name);
    this.cluster.write(mergePatch(existing, JSON.parse(patch)) as Manifest);
    this.cluster.catchUp();
  }

  /** One object after the other; what fails does not keep the next from its turn. Pods react at once, to what is there at that moment. */
  private each(doing: string, manifests: readonly Manifest[], work: (manifest: Manifest) => void): void {
    this.authorize();
    const refusals: string[] = [];
    for (const manifest of manifests) {
      this.cluster.catchUp();
      try {
        work(manifest);
      } catch (error) {
        if (!(error instanceof ApiError)) { throw error; }
        refusals.push(sentence(error, doing, manifest));
      }
      this.cluster.catchUp();
    }
    if (refusals.length > 0) { throw new Error(`${refusals.join('\n')}\n`); }
  }

  private authorize(): void {
    if (!this.hasAccess) { throw new Error('error: You must be logged in to the server (the server has asked for the client to provide credentials)\n'); }
  }

  private look(manifest: Manifest, { validate = true }: ApplyOptions): { resource: Resource; existing?: StoredObject; name: string } {
    const { apiVersion, kind } = manifest;
    const { name, namespace } = record(manifest.metadata);
    const resource = this.cluster.resource(String(apiVersion), String(kind));
    const place = resource.namespaced ? String(namespace ?? 'default') : '';
    const existing = this.cluster.objects(resource.kind, place).find(object => object.metadata.name === name && object.apiVersion.split('/')[0] === String(apiVersion).split('/')[0]);
    if (validate) { check(manifest, resource); }
    return { resource, existing, name: String(name) };
  }

  private prune(manifests: readonly Manifest[], label: string): void {
    const test = parseSelector(label);
    const kept = new Set(manifests.map(({ kind, metadata }) => `${String(kind)} ${String(record(metadata).name)}`));
    const places = new Set(manifests.map(({ metadata }) => String(record(metadata).namespace ?? 'default')));
    const gone = this.cluster.objects().filter(({ kind, metadata }) => PRUNED.includes(kind) && test(metadata.labels ?? {})
      && metadata.annotations?.[LAST_APPLIED] !== undefined && places.has(metadata.namespace ?? 'default') && !kept.has(`${kind} ${metadata.name}`));
    gone.forEach(object => this.cluster.remove(object));
    this.cluster.catchUp();
  }

  private existing(resource: Resource, namespace: string, name: string): StoredObject {
    const found = this.cluster.find(resource.kind, namespace, name);
    if (!found) { throw new Error(`Error from server (NotFound): ${qualified(resource)} "${name}" not found\n`); }
    return found;
  }

  private resourceNamed(type: string): Resource {
    this.authorize();
    const resource = resourceNamed(type);
    if (!resource) { throw new Error(`error: the server doesn't have a resource type "${type}"\n`); }
    return this.cluster.resource(apiVersionOf(resource), resource.kind);
  }
}

/** What the server refuses of the object itself. */
function check(manifest: Manifest, { kind, version }: Resource): void {
  const [unknown] = structureOf(manifest);
  if (unknown) {
    throw new ApiError('BadRequest', `${kind} in version "${version}" cannot be handled as a ${kind}: strict decoding error: ${unknown.path}: ${unknown.message}`);
  }
  const wrong = meaningOf(manifest as Parameters<typeof meaningOf>[0]);
  if (wrong.length > 0) {
    throw new ApiError('Invalid', `The ${kind} "${String(record(manifest.metadata).name)}" is invalid: ${wrong.map(({ path, message }) => `${path}: Invalid value: ${message}`).join(', ')}`);
  }
}

function sentence({ reason, message }: ApiError, doing: string, manifest: Manifest): string {
  switch (reason) {
    case 'Invalid': return message;
    case 'NoMatch': return `error: resource mapping not found for name: "${String(record(manifest.metadata).name)}" namespace: "${String(record(manifest.metadata).namespace ?? '')}" from ${FILE}: ${message}`;
    default: return `Error from server (${reason}): error when ${doing} ${FILE}: ${message}`;
  }
}

function withLastApplied(object: Manifest, given: Manifest): Manifest {
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, annotations: { ...record(metadata.annotations), [LAST_APPLIED]: JSON.stringify(given) } } };
}

/** One Kubernetes API server with its controllers. Nothing happens in the background: what was due is done when somebody looks. */
import { withDefaults } from './api/defaults';
import { ApiError, NeverEnds } from './api/errors';
import { forbiddenChange } from './api/immutable';
import { apiVersionOf, extensionOf, Resource, resourceOf } from './api/kinds';
import { Store } from './api/store';
import { groupOf, lettersOf, list, Metadata, record, same, specOf, StoredObject } from './api/values';
import { autoscale } from './controllers/autoscaler';
import { Controller, ControllerContext, PodLife } from './controllers/controller';
import { serveNodes } from './controllers/daemon-set';
import { deploy } from './controllers/deployment';
import { jobMoments, work } from './controllers/jobs';
import { live, podMoments } from './controllers/pods';
import { replicate } from './controllers/replica-set';
import { Target, targetsOf } from './controllers/targets';
import { ClusterSurroundings } from './surroundings';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const CONTROLLERS: readonly Controller[] = [autoscale, deploy, replicate, serveNodes, live, work];
/** More steps than any app needs to come to rest; a defect of a controller would otherwise go on for ever. */
const MOST_STEPS = 10_000;

/** A pod, in the words of people who watch a rollout. */
export interface PodSummary {
  readonly namespace: string;
  readonly name: string;
  readonly images: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly ready: boolean;
  /** Why it is not ready, if something holds it up. */
  readonly waiting?: string;
  readonly serviceAccount: string;
  /** The role its code has. Undefined if there was none for it at the moment it was admitted. */
  readonly role?: string;
}

/** A chart that was installed. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly version?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export class KubernetesCluster {
  public readonly releases = new Map<string, Release>();
  private readonly store = new Store();
  private readonly lives = new Map<string, PodLife>();
  /** Groups of kinds that came with something that may have gone since. */
  private readonly groups = new Set<string>();
  private time: number;
  private made = 0;

  constructor(public readonly name: string, private readonly around: ClusterSurroundings) {
    this.time = around.now();
    NAMESPACES.forEach(namespace => this.makeNamespace(namespace));
  }

  /** Everything in the cluster, or of one kind. */
  public objects(kind?: string, namespace?: string): StoredObject[] {
    this.catchUp();
    return kind === undefined ? this.store.everything() : this.store.all(kind, namespace);
  }

  public find(kind: string, namespace: string, name: string): StoredObject | undefined {
    return this.objects(kind, namespace).find(({ metadata }) => metadata.name === name);
  }

  public pods(namespace?: string): PodSummary[] {
    return this.objects('Pod', namespace).map(pod => {
      const life = this.lives.get(pod.metadata.uid) ?? {};
      return {
        namespace: pod.metadata.namespace ?? '',
        name: pod.metadata.name,
        images: list(specOf(pod).containers).map(container => String(record(container).image)),
        labels: pod.metadata.labels ?? {},
        ready: life.readyAt !== undefined && life.readyAt <= this.time,
        ...life.waiting === undefined ? {} : { waiting: life.waiting },
        serviceAccount: String(specOf(pod).serviceAccountName ?? 'default'),
        ...life.role === undefined ? {} : { role: life.role },
      };
    });
  }

  /** The pods a load balancer's target group has from this cluster. */
  public targets(targetGroupArn: string): Target[] {
    this.catchUp();
    return targetsOf(targetGroupArn, this.context());
  }

  /** Lets time pass until it is settled what becomes of everything, up to now. */
  public catchUp(): void {
    const now = this.around.now();
    for (;;) {
      this.settle();
      const next = Math.min(...[...podMoments(this.context()), ...jobMoments(this.context())].filter(moment => moment > this.time));
      if (next > now) { break; }
      this.time = next;
    }
    this.time = now;
    this.settle();
  }

  public moveOn(seconds: number): void {
    this.around.moveOn(seconds);
  }

  public now(): number {
    return this.around.now();
  }

  /** The resource of an object. Throws when the cluster does not have its kind. */
  public resource(apiVersion: string, kind: string): Resource {
    const resource = resourceOf(apiVersion, kind);
    if (!resource) { throw new ApiError('NotModelled', `the local endpoint knows no kind ${kind} in ${apiVersion}`); }
    const extension = extensionOf(resource.group);
    if (extension && this.around.has(extension)) { this.groups.add(resource.group); }
    if (extension && !this.groups.has(resource.group)) { throw new ApiError('NoMatch', `no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`); }
    return resource;
  }

  /** Takes a new object, or what an object is to become; keeps what only the server writes. */
  public write(object: Record<string, any>): StoredObject {
    const resource = this.resource(String(object.apiVersion), String(object.kind));
    const metadata = record(object.metadata);
    const namespace = resource.namespaced ? String(metadata.namespace ?? 'default') : '';
    const place = this.store.named('Namespace', '', namespace);
    if (resource.namespaced && !place) { throw new ApiError('NotFound', `namespaces "${namespace}" not found`); }
    const before = this.store.find(apiVersionOf(resource), resource.kind, namespace, String(metadata.name));
    const after = withDefaults({ ...object, metadata: this.metadata(metadata, namespace, before) } as unknown as StoredObject);
    const forbidden = before && forbiddenChange(before, after);
    if (forbidden) { throw new ApiError('Invalid', `The ${resource.kind} "${after.metadata.name}" is invalid: ${forbidden}`); }
    const changed = before === undefined || !same(before.spec, after.spec);
    const stored = { ...after, metadata: { ...after.metadata, generation: (before?.metadata.generation ?? 0) + (changed ? 1 : 0) } };
    this.store.put(stored);
    if (resource.kind === 'Namespace') { this.makeAccount(stored.metadata.name); }
    return stored;
  }

  /** Deletes an object and what belongs to it. */
  public remove(object: StoredObject): void {
    if (object.kind === 'Namespace' && NAMESPACES.includes(object.metadata.name)) {
      throw new ApiError('Forbidden', `namespaces "${object.metadata.name}" is forbidden: this namespace may not be deleted`);
    }
    const gone = [object, ...this.belongings(object)];
    // The controller takes the targets away before the binding goes; without it the binding stays, and whoever deletes waits.
    const orphan = gone.find(({ kind, apiVersion }) => kind === 'TargetGroupBinding' && !this.around.has(extensionOf(groupOf(apiVersion))!));
    if (orphan) { throw new NeverEnds(`the controller that would let go of TargetGroupBinding ${orphan.metadata.name} is gone`); }
    gone.forEach(one => {
      this.store.drop(one);
      this.lives.delete(one.metadata.uid);
    });
  }

  public makeNamespace(name: string): void {
    this.write({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  private makeAccount(namespace: string): void {
    if (!this.store.named('ServiceAccount', namespace, 'default')) { this.write({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }); }
  }

  private belongings(owner: StoredObject): StoredObject[] {
    const mine = this.store.everything().filter(({ metadata }) => owner.kind === 'Namespace'
      ? metadata.namespace === owner.metadata.name
      : (metadata.ownerReferences ?? []).some(({ uid }) => uid === owner.metadata.uid));
    return mine.flatMap(one => [one, ...owner.kind === 'Namespace' ? [] : this.belongings(one)]);
  }

  private metadata(given: Record<string, any>, namespace: string, before: StoredObject | undefined): Metadata {
    const now = new Date(this.time * 1000).toISOString();
    const birth = { uid: this.uid(), creationTimestamp: now, generation: 0, ownerReferences: given.ownerReferences };
    const { uid, creationTimestamp, generation, ownerReferences } = before?.metadata ?? birth;
    return {
      ...given,
      name: String(given.name),
      ...namespace && { namespace },
      uid,
      creationTimestamp,
      generation,
      ...ownerReferences && { ownerReferences },
    };
  }

  private uid(): string {
    return `${this.name}-${++this.made}`;
  }

  private context(): ControllerContext {
    return {
      store: this.store,
      around: this.around,
      time: this.time,
      lives: this.lives,
      make: object => this.write(object),
      suffix: () => lettersOf(this.uid(), 5),
      address: () => `100.64.${Math.floor(this.made / 256)}.${this.made % 256}`,
    };
  }

  private settle(): void {
    for (let step = 0; step < MOST_STEPS; step++) {
      const context = this.context();
      if (!CONTROLLERS.map(controller => controller(context)).some(Boolean)) { return; }
    }
    throw new Error(`The cluster ${this.name} does not come to rest.`);
  }
}

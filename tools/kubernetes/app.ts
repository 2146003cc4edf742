/** The objects of an app, as rules ask for them. */
import { kindOf } from './kinds';
import { at, Complaint, items, KubernetesObject, nameOf, record } from './object';

/** One container of a pod. */
export interface Container {
  readonly value: Record<string, any>;
  readonly path: string;
  /** An init container that goes on running beside the others. */
  readonly sidecar: boolean;
  readonly init: boolean;
}

/** A pod, or the template that others make pods from. */
export interface Pod {
  readonly object: KubernetesObject;
  readonly namespace: string;
  /** The pod, or the template. */
  readonly template: Record<string, any>;
  readonly labels: Record<string, string>;
  readonly spec: Record<string, any>;
  /** Where the pod's own spec is in the object. */
  readonly path: string;
  /** Where its metadata is. */
  readonly metadataPath: string;
  readonly containers: readonly Container[];
}

/** What is in a namespace that nobody made. */
const BUILT_IN_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Where each kind keeps the template of its pods. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

export class App {
  public readonly pods: readonly Pod[];

  constructor(public readonly objects: readonly KubernetesObject[]) {
    this.pods = objects.flatMap(podsOf);
  }

  public ofKind(...kinds: readonly string[]): KubernetesObject[] {
    return this.objects.filter(({ kind }) => kinds.includes(kind));
  }

  /** The object of a kind and a name, in a namespace if the kind has them. */
  public find(kind: string, name: unknown, namespace?: string): KubernetesObject | undefined {
    return this.ofKind(kind).find(object => object.metadata.name === name && (namespace === undefined || namespaceOf(object) === namespace));
  }

  /** The labels of a namespace. Undefined if nobody makes it. */
  public namespaceLabels(name: string): Record<string, string> | undefined {
    const own = this.find('Namespace', name);
    return own ? { 'kubernetes.io/metadata.name': name, ...record(own.metadata.labels) }
      : BUILT_IN_NAMESPACES.includes(name) ? { 'kubernetes.io/metadata.name': name } : undefined;
  }
}

/** The namespace an object is in. Empty for objects of the cluster. */
export function namespaceOf(object: KubernetesObject): string {
  return kindOf(object)?.namespaced ? String(object.metadata.namespace ?? 'default') : '';
}

export function complain(object: KubernetesObject, path: string, message: string): Complaint {
  return { object: nameOf(object), path, message };
}

function podsOf(object: KubernetesObject): Pod[] {
  if (!Object.hasOwn(TEMPLATES, object.kind)) {
    return [];
  }
  const steps = TEMPLATES[object.kind];
  const template = steps.reduce<Record<string, any>>((value, step) => record(value[step]), object);
  const path = [...steps, 'spec'].join('.');
  const metadataPath = [...steps, 'metadata'].join('.');
  const spec = record(template.spec);
  const containers = (list: string, init: boolean) => items(spec[list], at(path, list))
    .map(container => ({ ...container, init, sidecar: init && container.value.restartPolicy === 'Always' }));
  return [{
    object,
    namespace: namespaceOf(object),
    template,
    labels: record(record(template.metadata).labels),
    spec,
    path,
    metadataPath,
    containers: [...containers('initContainers', true), ...containers('containers', false)],
  }];
}

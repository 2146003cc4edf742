/** What controllers have in common: they look at the objects of a cluster and change them until nothing is left to do. */
import { Store } from '../api/store';
import { Metadata, StoredObject } from '../api/values';
import { ClusterSurroundings } from '../surroundings';

/** What a cluster knows of a pod besides the object. */
export interface PodLife {
  /** When its containers began to run, in seconds. */
  startedAt?: number;
  readyAt?: number;
  /** The role its code has; undefined for none. Decided when the pod is admitted, and never again. */
  readonly role?: string;
  /** Why it does not get on. */
  waiting?: string;
}

export interface ControllerContext {
  readonly store: Store;
  readonly around: ClusterSurroundings;
  /** The moment that is looked at, in seconds. It moves from event to event, up to the clock's now. */
  readonly time: number;
  readonly lives: Map<string, PodLife>;
  /** Five letters that nothing else has at its end. */
  suffix(): string;
  /** An address that no other pod has. */
  address(): string;
  /** Makes an object, with everything the server adds. */
  make(object: Omit<StoredObject, 'metadata'> & { readonly metadata: Pick<Metadata, 'name'> & Partial<Metadata> }): StoredObject;
}

/** Whether anything was changed. */
export type Controller = (context: ControllerContext) => boolean;

/** The objects of one cluster. A kind is the same in every version of its group. */
import { groupOf, StoredObject } from './values';

const keyOf = (group: string, kind: string, namespace: string, name: string): string => [group, kind, namespace, name].join('|');

export class Store {
  private readonly objects = new Map<string, StoredObject>();

  public find(apiVersion: string, kind: string, namespace: string, name: string): StoredObject | undefined {
    return this.objects.get(keyOf(groupOf(apiVersion), kind, namespace, name));
  }

  /** Objects of Kubernetes' own kinds, whose names need no group. */
  public named(kind: string, namespace: string, name: string): StoredObject | undefined {
    return this.all(kind, namespace).find(({ metadata }) => metadata.name === name);
  }

  /** All objects of a kind, or of a kind in a namespace, in the order they were made. */
  public all(kind: string, namespace?: string): StoredObject[] {
    return this.everything().filter(object => object.kind === kind && (namespace === undefined || (object.metadata.namespace ?? '') === namespace));
  }

  public everything(): StoredObject[] {
    return [...this.objects.values()];
  }

  public put(object: StoredObject): void {
    const { apiVersion, kind, metadata } = object;
    this.objects.set(keyOf(groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name), object);
  }

  public drop({ apiVersion, kind, metadata }: StoredObject): void {
    this.objects.delete(keyOf(groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name));
  }
}

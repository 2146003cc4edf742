/** What the checker is given, and what it says about it. */

/** An object of the Kubernetes API, in plain JSON: values that only a deployment knows are there as some string. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly [member: string]: unknown;
}

/** One thing that is wrong with one object. */
export interface Complaint {
  /** For example 'Deployment workloads/api'. */
  readonly object: string;
  /** For example 'spec.template.spec.containers[0].ports[1].name'. Empty when it is about the object as a whole. */
  readonly path: string;
  readonly message: string;
}

/** As Kubernetes tells objects apart, for people. */
export function nameOf(object: unknown): string {
  const { kind = 'object', metadata } = record(object);
  const { name = '(unnamed)', namespace } = record(metadata);
  return `${String(kind)} ${namespace === undefined ? '' : `${String(namespace)}/`}${String(name)}`;
}

/** The members of a value; none if it has none. Rules look at objects that may have any shape, so that all mistakes are said at once. */
export function record(value: unknown): Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, any> : {};
}

/** The elements of a value; none if it has none. */
export function list(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}

/** The elements of a list of objects, each with the path to it. */
export function items(value: unknown, path: string): { readonly value: Record<string, any>; readonly path: string }[] {
  return list(value).map((element, index) => ({ value: record(element), path: `${path}[${index}]` }));
}

/** A member's path, in brackets if its name is not a word. */
export function at(path: string, member: string): string {
  const step = /^[A-Za-z_$][\w$]*$/.test(member) ? `.${member}` : `['${member}']`;
  return path === '' && step.startsWith('.') ? member : `${path}${step}`;
}

import { message } from '../message';
import { chosenFrom } from './wording';

/** What EKS and Kubernetes refuse although the model allows it, and what an EKS platform can be told wrongly. */
export const eksMessages = {
  // Namespaces
  EksNamespaceMissing: message<Record<string, never>>({
    what: () => 'the platform has no namespace for workloads',
    remedy: () => "leave namespaces out, or name at least one, for example 'workloads'",
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  }),
  EksNamespaceInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be a namespace for workloads: lower-case letters, digits and hyphens, at most 63, not starting with 'kube-', and not 'default' or one that an add-on uses`,
    remedy: () => "choose a name of your own, for example 'workloads'",
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  }),
  EksNamespaceTwice: message<{ given: string }>({
    what: p => `namespace '${p.given}' is listed twice`,
    remedy: () => 'list it once',
  }),
  EksNamespaceUnknown: message<{ given: string; known: readonly string[] }>({
    what: p => `the platform has no namespace '${p.given}'`,
    remedy: p => `choose ${chosenFrom(p.known)}, or add it to the platform's namespaces`,
  }),
  NotOnEks: message<{ workload: string }>({
    what: p => `'${p.workload}' is not on an EKS platform`,
    remedy: () => 'use the class of the platform it is on',
  }),
  EksNameTaken: message<{ name: string; namespace: string; owner: string }>({
    what: p => `'${p.owner}' is already called '${p.name}' in namespace '${p.namespace}'`,
    remedy: () => 'give one of them another workloadName or another namespace',
  }),

  // Objects
  KubernetesObjectTooLarge: message<{ kind: string; name: string; kib: number; max: number }>({
    what: p => `${p.kind} '${p.name}' takes ${p.kib} KiB, but an object is handed to the cluster in an event that carries at most ${p.max}`,
    remedy: () => 'move long values out of the environment, for example to a parameter or an object in S3',
    see: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  }),
};

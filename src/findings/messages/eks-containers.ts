import { message } from '../message';
import { list } from './wording';

const KUBERNETES = 'https://kubernetes.io/docs';

/** What is refused about containers because they are to be parts of a pod. */
export const eksContainerMessages = {
  PodHasNot: message<{ feature: string; why: string; instead: string }>({
    what: p => `on EKS there is no ${p.feature}: ${p.why}`,
    remedy: p => p.instead,
    see: `${KUBERNETES}/reference/kubernetes-api/workload-resources/pod-v1/`,
  }),
  PodSystemControlUnsafe: message<{ given: string; safe: readonly string[] }>({
    what: p => `Kubernetes does not take kernel parameter '${p.given}' for safe, and lets no pod set it`,
    remedy: p => `leave it out; the safe ones are ${list(p.safe)}`,
    see: `${KUBERNETES}/tasks/administer-cluster/sysctl-cluster/`,
  }),
  PodNamesDiffer: message<{ what: string; other: string }>({
    what: p => `the ${p.what} belongs to the whole pod, and container '${p.other}' wants another`,
    remedy: p => `say the same as '${p.other}', or leave it to one of the two`,
    see: `${KUBERNETES}/concepts/services-networking/dns-pod-service/`,
  }),
};

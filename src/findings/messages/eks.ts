import { message } from '../message';

/** What EKS and Kubernetes refuse although the model allows it, and what an EKS platform can be told wrongly. */
export const eksMessages = {
  // Objects
  KubernetesObjectTooLarge: message<{ kind: string; name: string; kib: number; max: number }>({
    what: p => `${p.kind} '${p.name}' takes ${p.kib} KiB, but an object is handed to the cluster in an event that carries at most ${p.max}`,
    remedy: () => 'move long values out of the environment, for example to a parameter or an object in S3',
    see: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  }),
};

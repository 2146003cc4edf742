/** How pods come into being, whoever asks for them. */
import { ControllerContext, PodLife } from './controller';
import { podSecurityOf } from '../api/rules';
import { record, specOf, StoredObject } from '../api/values';

/** What is said about a pod besides its template. */
export interface GivenToPod {
  readonly labels?: Record<string, string>;
  readonly spec?: Record<string, unknown>;
}

const accountOf = (set: StoredObject): string => String(record(record(specOf(set).template).spec).serviceAccountName ?? 'default');

/** Why the server would not have a pod of its template. */
export function refusePod(set: StoredObject, { store }: ControllerContext): string | undefined {
  const { namespace = '' } = set.metadata;
  if (!store.named('ServiceAccount', namespace, accountOf(set))) { return `serviceaccount "${accountOf(set)}" not found`; }
  const place = store.named('Namespace', '', namespace);
  const [complaint] = place ? podSecurityOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace }, spec: record(specOf(set).template).spec }, place) : [];
  return complaint && `violates PodSecurity: ${complaint.path} ${complaint.message}`;
}

/** Makes a pod that belongs to an object with a template. */
export function makePod(set: StoredObject, { make, lives, around, store, suffix, address }: ControllerContext, given: GivenToPod = {}): void {
  const { name, namespace = '', uid } = set.metadata;
  const template = record(specOf(set).template);
  const pod = make({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${suffix()}`,
      namespace,
      labels: { ...record(record(template.metadata).labels), ...given.labels },
      annotations: record(record(template.metadata).annotations),
      ownerReferences: [{ kind: set.kind, name, uid }],
    },
    spec: { ...record(template.spec), ...given.spec },
    status: { phase: 'Pending', podIP: address() },
  });
  const account = store.named('ServiceAccount', namespace, accountOf(set));
  const place = { namespace, labels: pod.metadata.labels ?? {} };
  const life: PodLife = { role: around.roleOf(place, accountOf(set), account?.metadata.annotations ?? {}) };
  lives.set(pod.metadata.uid, life);
}

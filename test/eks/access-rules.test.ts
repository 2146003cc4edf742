/** What the packs allow, asked call by call, the way Kubernetes answers: by the rules of the roles that are bound. */
import { Template } from 'aws-cdk-lib/assertions';
import { ground, objects } from './support';
import { EksAccess } from '../../src/eks';
import { AccessGrantee } from '../../src/platform';

type PackName = 'viewer' | 'deployer' | 'operator' | 'exec';

const PACKS: PackName[] = ['viewer', 'deployer', 'operator', 'exec'];
const NAMESPACES = ['workloads', 'batch'];
const ARN = 'arn:aws:iam::111122223333:role/somebody';

interface Cluster {
  /** Whether a member of the group may do it: `patch apps/deployments/scale`, or `get pods` for the core group. */
  allows(groups: readonly string[], call: string, namespace: string): boolean;
}

/** The RBAC authorizer over the objects of a template: it only allows, and asks every binding of the namespace. */
function rbac(template: Template): Cluster {
  const made = objects(template) as Record<string, any>[];
  return {
    allows: (groups, call, namespace) => {
      const { verb, apiGroup, resource } = parsed(call);
      return made
        .filter(({ kind, metadata, subjects }) => kind === 'RoleBinding' && metadata.namespace === namespace
          && subjects.some((subject: any) => subject.kind === 'Group' && groups.includes(subject.name)))
        .flatMap(({ roleRef }) => made.filter(({ kind, metadata }) =>
          kind === roleRef.kind && metadata.name === roleRef.name && metadata.namespace === namespace))
        .flatMap(({ rules }) => rules)
        .some(({ apiGroups, resources, verbs }: any) => has(apiGroups, apiGroup) && has(verbs, verb)
          && (has(resources, resource) || (resource.includes('/') && resources.includes(`*/${resource.split('/')[1]}`))));
    },
  };
}

const has = (words: string[], word: string) => words.includes('*') || words.includes(word);

/** The API group of a call is what has a dot in it or is one of the old ones. */
function parsed(call: string): { verb: string; apiGroup: string; resource: string } {
  const [verb, target] = call.split(' ');
  const [first, ...rest] = target.split('/');
  const grouped = first.includes('.') || ['apps', 'batch', 'autoscaling', 'policy'].includes(first);
  return { verb, apiGroup: grouped ? first : '', resource: (grouped ? rest : [first, ...rest]).join('/') };
}

/** A platform of two namespaces, in the first of which somebody has a pack. */
function with_(pack: PackName): (call: string, namespace?: string) => boolean {
  const on = ground();
  const { access } = on.platform({ namespaces: NAMESPACES });
  PACKS.forEach(name => access[name](AccessGrantee.arn(`${ARN}-${name}`), { namespaces: name === pack ? ['workloads'] : NAMESPACES }));
  const template = Template.fromStack(on.stack);
  const [{ Properties: { KubernetesGroups: groups } }] = Object.values(
    template.findResources('AWS::EKS::AccessEntry', { Properties: { PrincipalArn: `${ARN}-${pack}` } }));
  const cluster = rbac(template);
  return (call, namespace = 'workloads') => cluster.allows(groups, call, namespace);
}

const ALL = 'viewer deployer operator exec';
const NOBODY = '';

/** Each call, and who may make it. */
const CALLS: [string, string][] = [
  ['list pods', ALL],
  ['get pods/log', ALL],
  ['watch events', ALL],
  ['get events.k8s.io/events', ALL],
  ['get configmaps', ALL],
  ['list apps/deployments', ALL],
  ['get apps/deployments/scale', ALL],
  ['get apps/replicasets', ALL],
  ['get batch/cronjobs', ALL],
  ['get autoscaling/horizontalpodautoscalers', ALL],
  ['list metrics.k8s.io/pods', ALL],
  ['get eks.amazonaws.com/targetgroupbindings', ALL],
  ['get elbv2.k8s.aws/targetgroupbindings', ALL],
  ['get secrets-store.csi.x-k8s.io/secretproviderclasses', ALL],
  ['list rbac.authorization.k8s.io/rolebindings', ALL],

  ['create apps/deployments', 'deployer'],
  ['patch apps/deployments', 'deployer'],
  ['delete apps/deployments', 'deployer'],
  ['update services', 'deployer'],
  ['patch configmaps', 'deployer'],
  ['create batch/jobs', 'deployer'],
  ['patch batch/cronjobs', 'deployer'],
  ['create autoscaling/horizontalpodautoscalers', 'deployer'],
  ['create policy/poddisruptionbudgets', 'deployer'],
  ['patch networking.k8s.io/networkpolicies', 'deployer'],
  ['create serviceaccounts', 'deployer'],
  ['patch eks.amazonaws.com/targetgroupbindings', 'deployer'],
  ['create secrets-store.csi.x-k8s.io/secretproviderclasses', 'deployer'],

  ['patch apps/deployments/scale', 'deployer operator'],
  ['update apps/statefulsets/scale', 'deployer operator'],
  ['patch autoscaling/horizontalpodautoscalers', 'deployer operator'],
  ['delete pods', 'deployer operator'],
  ['create pods/eviction', 'deployer operator'],
  ['delete batch/jobs', 'deployer operator'],

  ['create pods/exec', 'exec'],
  ['get pods/exec', 'exec'],
  ['create pods/attach', 'exec'],
  ['create pods/portforward', 'exec'],

  ['get secrets', NOBODY],
  ['list secrets', NOBODY],
  ['watch secrets', NOBODY],
  ['create secrets', NOBODY],
  ['patch secrets', NOBODY],
  ['delete secrets', NOBODY],
  ['create rbac.authorization.k8s.io/roles', NOBODY],
  ['patch rbac.authorization.k8s.io/rolebindings', NOBODY],
  ['bind rbac.authorization.k8s.io/roles', NOBODY],
  ['escalate rbac.authorization.k8s.io/roles', NOBODY],
  ['impersonate serviceaccounts', NOBODY],
  ['create serviceaccounts/token', NOBODY],
  ['create pods', NOBODY],
  ['patch pods', NOBODY],
  ['patch pods/ephemeralcontainers', NOBODY],
  ['get pods/proxy', NOBODY],
  ['create services/proxy', NOBODY],
  ['deletecollection pods', NOBODY],
  ['deletecollection apps/deployments', NOBODY],
  ['patch namespaces', NOBODY],
  ['delete namespaces', NOBODY],
  ['patch resourcequotas', NOBODY],
];

describe.each(PACKS)('%s', pack => {
  const may = with_(pack);
  const allowed = (who: string) => who.split(' ').includes(pack);

  test.each(CALLS.filter(([, who]) => allowed(who)))('may %s, and only where it holds', call => {
    expect(may(call)).toBe(true);
    expect(may(call, 'batch')).toBe(false);
    expect(may(call, 'kube-system')).toBe(false);
  });

  test.each(CALLS.filter(([, who]) => !allowed(who)))('may not %s', call => {
    expect(may(call)).toBe(false);
  });
});

test('no pack speaks of everything', () => {
  const on = ground();
  const access: EksAccess = on.platform().access;
  PACKS.forEach(pack => access[pack](AccessGrantee.arn(ARN)));
  const made = objects(Template.fromStack(on.stack)) as Record<string, any>[];
  const words = made.filter(({ kind }) => kind === 'Role').flatMap(({ rules }) => rules).flatMap(({ apiGroups, resources, verbs }: any) => [...apiGroups, ...resources, ...verbs]);
  expect(words).not.toContain('*');
  expect(made.filter(({ kind }) => kind.startsWith('Cluster'))).toEqual([]);
});

test('the evaluator sees what is bound, and nothing else', () => {
  const role = (rules: object[]) => ({ kind: 'Role', metadata: { name: 'r', namespace: 'a' }, rules });
  const binding = { kind: 'RoleBinding', metadata: { name: 'b', namespace: 'a' }, roleRef: { kind: 'Role', name: 'r' }, subjects: [{ kind: 'Group', name: 'g' }] };
  const cluster = (rules: object[]) => rbac(Template.fromJSON({
    Resources: { One: { Type: 'Custom::AWSCDK-EKS-KubernetesResource', Properties: { Manifest: JSON.stringify([role(rules), binding]) } } },
  }));
  const everything = cluster([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]);
  expect(everything.allows(['g'], 'get secrets', 'a')).toBe(true);
  expect(everything.allows(['other'], 'get secrets', 'a')).toBe(false);
  expect(everything.allows(['g'], 'get secrets', 'b')).toBe(false);
  expect(cluster([{ apiGroups: [''], resources: ['*/exec'], verbs: ['create'] }]).allows(['g'], 'create pods/exec', 'a')).toBe(true);
  expect(cluster([{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }]).allows(['g'], 'create pods/exec', 'a')).toBe(false);
});

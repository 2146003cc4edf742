/** A binding gives a role that is there to somebody who is there. */
import { Rule } from './rule';
import { App, complain, namespaceOf } from '../app';
import { items, record } from '../object';

const RBAC = 'rbac.authorization.k8s.io';
/** Roles that each cluster has. */
const BUILT_IN = /^(cluster-admin|admin|edit|view|system:.+|eks:.+)$/;

export const roleBindingsBindRoles: Rule = {
  name: 'role bindings bind roles',
  *check(app: App) {
    for (const object of app.ofKind('RoleBinding', 'ClusterRoleBinding')) {
      const { kind, name, apiGroup } = record(object.roleRef);
      const known = kind === 'ClusterRole' ? BUILT_IN.test(String(name)) || app.find(kind, name)
        : kind === 'Role' && object.kind === 'RoleBinding' && app.find(kind, name, namespaceOf(object));
      if (!known) {
        yield complain(object, 'roleRef', `there is no ${String(kind)} '${String(name)}' that a ${object.kind} could give`);
      }
      if (apiGroup !== RBAC) {
        yield complain(object, 'roleRef.apiGroup', `is not ${RBAC}`);
      }
      for (const { value: subject, path } of items(object.subjects, 'subjects')) {
        const account = subject.kind === 'ServiceAccount';
        if (account && subject.name !== 'default' && !app.find('ServiceAccount', subject.name, subject.namespace ?? '')) {
          yield complain(object, path, `there is no ServiceAccount '${String(subject.name)}' in '${String(subject.namespace)}'`);
        }
        if (!['User', 'Group', 'ServiceAccount'].includes(subject.kind) || (subject.apiGroup ?? (account ? '' : RBAC)) !== (account ? '' : RBAC)) {
          yield complain(object, path, `nobody is a ${String(subject.apiGroup ?? '')} ${String(subject.kind)}`);
        }
      }
    }
  },
};

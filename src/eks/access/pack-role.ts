import { Construct } from 'constructs';
import { Pack, PACK_RULES } from './packs';
import { EksGround } from '../ground';
import { applyObject } from '../manifest';

const RBAC = 'rbac.authorization.k8s.io';
const LABELS = { 'app.kubernetes.io/managed-by': 'cdk-container-platform' };

/** The group of those who have a pack in a namespace. Access entries name it, and EKS asks nobody whether it exists. */
export function groupOf(pack: Pack, namespace: string): string {
  return `cdk-container-platform-${namespace}-${pack}`;
}

/** Allows the group of a pack what the pack says, in one namespace. */
export function makePackRole(scope: Construct, ground: EksGround, pack: Pack, namespace: string): void {
  const place = new Construct(scope, `${namespace}-${pack}`);
  const metadata = { name: `platform-${pack}`, namespace, labels: LABELS };
  const role = applyObject(place, ground, { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules: PACK_RULES[pack] });
  role.node.addDependency(ground._namespace(namespace));
  const binding = applyObject(place, ground, {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: RBAC, kind: 'Role', name: metadata.name },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: groupOf(pack, namespace) }],
  });
  binding.node.addDependency(role);
}

/** What the good objects have in common. */
export const NAMESPACE = 'workloads';

export const select = (name: string) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name });
export const meta = (name: string, more: object = {}) => ({
  name, namespace: NAMESPACE, labels: { ...select(name), 'app.kubernetes.io/managed-by': 'cdk-container-platform' }, ...more,
});
export const hardened = (user: number) => ({
  allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsUser: user, runAsNonRoot: true, capabilities: { drop: ['ALL'] },
});
export const probe = (path: string) => ({ httpGet: { path, port: 'http' }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 });
export const size = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { memory } });

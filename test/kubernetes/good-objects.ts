/** Everything an app and its platform put into a cluster, as it should be: the ground on which mistakes are made. */

const NAMESPACE = 'workloads';

const select = (name: string) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name });
const meta = (name: string, more: object = {}) => ({
  name, namespace: NAMESPACE, labels: { ...select(name), 'app.kubernetes.io/managed-by': 'cdk-container-platform' }, ...more,
});
const hardened = (user: number) => ({
  allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsUser: user, runAsNonRoot: true, capabilities: { drop: ['ALL'] },
});
const probe = (path: string) => ({ httpGet: { path, port: 'http' }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 });
const size = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { memory } });

/** A web service behind a load balancer: two containers, a sidecar, a step before them, secrets, settings and a shared volume. */
const webService = () => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta('api'),
    spec: {
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: 840,
      selector: { matchLabels: select('api') },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: '0%' } },
      template: {
        metadata: { labels: { ...select('api'), 'cdk-container-platform/revision': '0a1b2c3d' } },
        spec: {
          serviceAccountName: 'api',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 45,
          priorityClassName: 'customers-first',
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: select('api') },
            matchLabelKeys: ['cdk-container-platform/revision'],
          })),
          initContainers: [
            {
              name: 'prepare', image: 'registry.example.com/prepare@sha256:0a', command: ['prepare'], resources: size('250m', '256Mi'), securityContext: hardened(1000),
            },
            {
              name: 'proxy',
              image: 'registry.example.com/proxy:1',
              restartPolicy: 'Always',
              resources: size('100m', '64Mi'),
              securityContext: hardened(1001),
              ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }],
              startupProbe: { tcpSocket: { port: 9090 }, periodSeconds: 2, failureThreshold: 30 },
            },
          ],
          containers: [
            {
              name: 'api',
              image: 'registry.example.com/api@sha256:0b',
              args: ['serve'],
              ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }, { name: 'admin', containerPort: 8081, protocol: 'TCP' }],
              env: [
                { name: 'AWS_REGION', value: 'eu-west-1' },
                { name: 'TABLE', value: '${Token[TABLE]}' },
                { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'api-secrets', key: 'PASSWORD' } } },
                { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'api-settings', key: 'MODE' } } },
                { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              ],
              envFrom: [{ configMapRef: { name: 'api-settings' } }],
              resources: {
                requests: { 'cpu': '500m', 'memory': '1Gi', 'nvidia.com/gpu': 1 },
                limits: { 'memory': '1Gi', 'ephemeral-storage': '20Gi', 'nvidia.com/gpu': 1 },
              },
              startupProbe: { ...probe('/health'), failureThreshold: 6 },
              livenessProbe: probe('/health'),
              readinessProbe: { ...probe('/health'), successThreshold: 2 },
              lifecycle: { preStop: { sleep: { seconds: 15 } } },
              securityContext: hardened(1000),
              volumeMounts: [
                { name: 'secrets', mountPath: '/var/run/secrets/store', readOnly: true },
                { name: 'files', mountPath: '/files', subPath: 'api' },
                { name: 'scratch', mountPath: '/tmp' },
                { name: 'settings', mountPath: '/etc/settings' },
              ],
            },
            {
              name: 'agent',
              image: 'registry.example.com/agent:1',
              resources: size('50m', '64Mi'),
              securityContext: hardened(1002),
              livenessProbe: { exec: { command: ['agent', 'ping'] }, periodSeconds: 10 },
            },
          ],
          volumes: [
            { name: 'secrets', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'api' } } },
            { name: 'files', persistentVolumeClaim: { claimName: 'api-files' } },
            { name: 'scratch', emptyDir: { sizeLimit: '1Gi' } },
            { name: 'settings', configMap: { name: 'api-settings', items: [{ key: 'MODE', path: 'mode' }] } },
          ],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta('api'),
    spec: {
      type: 'ClusterIP',
      selector: select('api'),
      ports: [
        { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
        { name: 'admin', port: 8081, targetPort: 'admin', protocol: 'TCP' },
      ],
    },
  },
  {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'TargetGroupBinding',
    metadata: meta('api-web'),
    spec: { serviceRef: { name: 'api', port: 8080 }, targetGroupARN: '${Token[TARGET_GROUP]}', targetType: 'ip' },
  },
  {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: meta('api-admin'),
    spec: {
      serviceRef: { name: 'api', port: 'admin' },
      targetGroupName: 'admin',
      targetType: 'ip',
      networking: { ingress: [{ from: [{ securityGroup: { groupID: 'sg-1' } }], ports: [{ port: 8081, protocol: 'TCP' }] }] },
    },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: meta('api'),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '700Mi' } } },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 50, periodSeconds: 300 }], selectPolicy: 'Max' } },
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: meta('api'),
    spec: { maxUnavailable: 1, selector: { matchLabels: select('api') }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: meta('api'),
    spec: {
      podSelector: { matchLabels: select('api') },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ port: 8080, protocol: 'TCP' }] },
        { from: [{ podSelector: { matchLabels: select('worker') } }], ports: [{ port: 'admin', protocol: 'TCP' }] },
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'strict' } } }, { ipBlock: { cidr: '2001:db8::/64' } }] },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 1024, endPort: 65535, protocol: 'TCP' }] }],
    },
  },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta('api'), automountServiceAccountToken: false },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta('api-settings'), immutable: true, data: { MODE: 'fast' } },
  {
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
    kind: 'SecretProviderClass',
    metadata: meta('api'),
    spec: {
      provider: 'aws',
      parameters: {
        region: 'eu-west-1',
        usePodIdentity: 'true',
        objects: JSON.stringify([{
          objectName: '${Token[SECRET]}', objectType: 'secretsmanager', objectAlias: 'object-1', jmesPath: [{ path: '"password"', objectAlias: 'PASSWORD' }],
        }]),
      },
      secretObjects: [{ secretName: 'api-secrets', type: 'Opaque', data: [{ objectName: 'PASSWORD', key: 'PASSWORD' }, { objectName: 'object-1', key: 'ALL' }] }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'workloads-api-files' },
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: '',
      volumeMode: 'Filesystem',
      capacity: { storage: '1Ti' },
      persistentVolumeReclaimPolicy: 'Retain',
      mountOptions: ['tls', 'iam'],
      claimRef: { namespace: NAMESPACE, name: 'api-files' },
      csi: { driver: 'efs.csi.aws.com', volumeHandle: 'fs-1::fsap-1' },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: meta('api-files'),
    spec: {
      accessModes: ['ReadWriteMany'], storageClassName: '', volumeMode: 'Filesystem', volumeName: 'workloads-api-files', resources: { requests: { storage: '1Ti' } },
    },
  },
];

/** Workloads that nobody calls: always on, on Windows, on a schedule, once, on each node, with a disk of their own. */
const others = () => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta('worker'),
    spec: {
      replicas: 1,
      minReadySeconds: 5,
      selector: { matchLabels: { app: 'worker' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }, { key: 'canary', operator: 'DoesNotExist' }] },
      template: {
        metadata: { labels: { ...select('worker'), app: 'worker', tier: 'back' }, annotations: { 'karpenter.sh/do-not-disrupt': 'true' } },
        spec: {
          nodeSelector: { 'kubernetes.io/arch': 'arm64' },
          tolerations: [
            { key: 'cdk-container-platform/spot', operator: 'Exists', effect: 'NoSchedule' },
            { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 },
          ],
          containers: [{
            name: 'worker',
            image: 'registry.example.com/worker:1',
            resources: size('250m', '512Mi'),
            env: [{ name: 'CERTIFICATE', valueFrom: { secretKeyRef: { name: 'certificate', key: 'tls.crt' } } }],
            securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } },
          }],
          imagePullSecrets: [{ name: 'registry' }],
        },
      },
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta('legacy'),
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: select('legacy') },
      template: {
        metadata: { labels: select('legacy') },
        spec: {
          os: { name: 'windows' },
          nodeSelector: { 'kubernetes.io/os': 'windows' },
          containers: [{ name: 'legacy', image: 'registry.example.com/legacy:1', securityContext: { windowsOptions: { runAsUserName: 'ContainerUser' } } }],
        },
      },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: meta('report'),
    spec: {
      schedule: '*/5 8-18 * * 1-5',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 60,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 600,
          template: {
            metadata: { labels: select('report') },
            spec: { restartPolicy: 'Never', containers: [{ name: 'report', image: 'registry.example.com/report:1' }] },
          },
        },
      },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: meta('migrate-0a1b2c3d'),
    spec: {
      completionMode: 'Indexed',
      completions: 2,
      parallelism: 2,
      ttlSecondsAfterFinished: 3600,
      podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] },
      template: {
        metadata: { labels: select('migrate') },
        spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image: 'registry.example.com/migrate:1' }] },
      },
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: meta('logs'),
    spec: {
      selector: { matchLabels: select('logs') },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: { metadata: { labels: select('logs') }, spec: { containers: [{ name: 'logs', image: 'registry.example.com/logs:1' }] } },
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: meta('index'),
    spec: {
      replicas: 2,
      serviceName: 'index',
      selector: { matchLabels: select('index') },
      template: {
        metadata: { labels: select('index') },
        spec: { containers: [{ name: 'index', image: 'registry.example.com/index:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] },
      },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'disk', resources: { requests: { storage: '10Gi' } } } }],
    },
  },
  { apiVersion: 'v1', kind: 'Service', metadata: meta('index'), spec: { clusterIP: 'None', selector: select('index'), ports: [{ port: 9200 }] } },
  { apiVersion: 'v1', kind: 'Service', metadata: meta('partner'), spec: { type: 'ExternalName', externalName: 'partner.example.com' } },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: meta('certificate'),
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': 'Y2VydGlmaWNhdGU=', 'tls.key': 'a2V5' },
  },
  { apiVersion: 'v1', kind: 'Secret', metadata: meta('registry'), type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{"auths":{}}' } },
];

/** What belongs to the cluster, and a namespace that is strict. */
const platform = () => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'strict', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'debug', namespace: 'strict', labels: { app: 'debug' } },
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ name: 'debug', image: 'registry.example.com/debug:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'debug-windows', namespace: 'strict', labels: { app: 'debug-windows' } },
    spec: {
      os: { name: 'windows' },
      securityContext: { runAsNonRoot: true },
      containers: [{ name: 'debug', image: 'registry.example.com/debug:windows' }],
    },
  },
  {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'spot' },
    spec: {
      template: {
        metadata: { labels: { 'cdk-container-platform/pool': 'spot' } },
        spec: {
          nodeClassRef: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'isolated' },
          requirements: [
            { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] },
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot', 'on-demand'] },
            { key: 'eks.amazonaws.com/instance-generation', operator: 'Gt', values: ['4'] },
          ],
          taints: [{ key: 'cdk-container-platform/spot', effect: 'NoSchedule' }],
          expireAfter: '336h',
          terminationGracePeriod: '24h',
        },
      },
      disruption: {
        consolidationPolicy: 'WhenEmptyOrUnderutilized', consolidateAfter: '30s', budgets: [{ nodes: '10%' }, { nodes: '0', schedule: '0 9 * * mon-fri', duration: '8h' }],
      },
      limits: { cpu: 1000, memory: '1000Gi' },
      weight: 10,
    },
  },
  {
    apiVersion: 'eks.amazonaws.com/v1',
    kind: 'NodeClass',
    metadata: { name: 'isolated' },
    spec: {
      role: 'NodeRole',
      subnetSelectorTerms: [{ id: 'subnet-1' }, { id: 'subnet-2' }],
      securityGroupSelectorTerms: [{ tags: { Name: 'cluster' } }],
      ephemeralStorage: { size: '80Gi', kmsKeyID: '${Token[KEY]}' },
      networkPolicy: 'DefaultAllow',
    },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'read:pods', namespace: NAMESPACE },
    rules: [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'readers', namespace: NAMESPACE },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'read:pods' },
    subjects: [
      { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'viewers' },
      { kind: 'ServiceAccount', name: 'api', namespace: NAMESPACE },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'metrics' },
    rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'operators' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'operators' }],
  },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'customers-first' }, value: 1000, description: 'before what can wait' },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'can-wait' }, value: -10 },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'disk' },
    provisioner: 'ebs.csi.eks.amazonaws.com',
    volumeBindingMode: 'WaitForFirstConsumer',
    parameters: { type: 'gp3', encrypted: 'true' },
  },
  { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'most', namespace: NAMESPACE }, spec: { hard: { 'requests.cpu': '100', 'pods': 200 } } },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'usual', namespace: NAMESPACE },
    spec: { limits: [{ type: 'Container', defaultRequest: { memory: '128Mi' }, default: { memory: '256Mi' }, max: { memory: '16Gi' } }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'pause', namespace: NAMESPACE },
    spec: { replicas: 0, selector: { matchLabels: { app: 'pause' } }, template: { metadata: { labels: { app: 'pause' } }, spec: { containers: [{ name: 'pause', image: 'pause:3' }] } } },
  },
];

/** Objects that may be changed: each call makes new ones. */
export function goodObjects(): any[] {
  // Through JSON, so that no two places share a value.
  return JSON.parse(JSON.stringify([...platform(), ...webService(), ...others()]));
}

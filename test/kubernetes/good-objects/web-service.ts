/** A web service behind a load balancer: two containers, a sidecar, a step before them, secrets, settings and a shared volume. */
import { hardened, meta, NAMESPACE, probe, select, size } from './parts';

export const webService = () => [
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

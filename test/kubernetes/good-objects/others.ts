/** Workloads that nobody calls: always on, on Windows, on a schedule, once, on each node, with a disk of their own. */
import { meta, select, size } from './parts';

export const others = () => [
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

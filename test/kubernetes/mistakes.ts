/** Mistakes that people and renderers make: each one is a small change of objects that are right, and has one check to catch it. */
import { goodObjects } from './good-objects';

export interface Mistake {
  /** What is wrong, after "it is seen that". */
  readonly name: string;
  /** 'structure', or the name of the only rule that sees it. */
  readonly caughtBy: string;
  readonly objects: () => any[];
}

type Change = (objects: (name: string) => any, all: any[]) => void;

/** The good objects, with one change; objects are asked for by kind and name. */
function mistake(name: string, caughtBy: string, change: Change): Mistake {
  return {
    name,
    caughtBy,
    objects: () => {
      const all = goodObjects();
      change(wanted => {
        const found = all.filter(({ kind, metadata }) => `${kind} ${metadata.name}` === wanted);
        if (found.length !== 1) {
          throw new Error(`there are ${found.length} objects ${wanted}`);
        }
        return found[0];
      }, all);
      return all;
    },
  };
}

const pod = (object: any) => object.spec.template.spec;
const api = (objects: (name: string) => any) => pod(objects('Deployment api')).containers[0];
const again = (value: any) => JSON.parse(JSON.stringify(value));

export const MISTAKES: readonly Mistake[] = [
  // What the generated types know.
  mistake('the name of a member is misspelt', 'structure', o => { o('Deployment worker').spec.replica = 3; }),
  mistake('a member is at the wrong level', 'structure', o => { o('Deployment api').spec.template.containers = []; }),
  mistake('a number is written as text', 'structure', o => { api(o).ports[0].containerPort = '8080'; }),
  mistake('a value of a variable is a number', 'structure', o => { api(o).env[0].value = 8080; }),
  mistake('a Deployment has no selector', 'structure', o => { delete o('Deployment api').spec.selector; }),
  mistake('a list is written as a single object', 'structure', o => { pod(o('Deployment worker')).containers = pod(o('Deployment worker')).containers[0]; }),
  mistake('an object is of a version that is gone', 'structure', o => { o('CronJob report').apiVersion = 'batch/v1beta1'; }),
  mistake('a protocol is in lower case', 'structure', o => { o('Service api').spec.ports[0].protocol = 'tcp'; }),
  mistake('the key of a label stands where the list of labels should', 'structure', o => { o('Service api').spec.selector = ['app']; }),
  mistake('the state that the cluster writes is part of an object', 'structure', o => { o('Deployment api').status = {}; }),
  mistake('an object has no name', 'structure', o => { delete o('ResourceQuota most').metadata.name; }),
  mistake('a Secret has data that is not in Base64', 'structure', o => { o('Secret certificate').data['tls.crt'] = 'not encoded!'; }),
  mistake('a binding of a target group has a member that its definition does not know', 'structure', o => { o('TargetGroupBinding api-web').spec.targetGroupArn = 'x'; }),
  mistake('a node pool has the shape of the version before', 'structure', o => { o('NodePool spot').spec.disruption.expireAfter = '720h'; }),

  // What is wrong with an object by itself.
  mistake('a name has capital letters', 'names are valid', o => { o('PodDisruptionBudget api').metadata.name = 'Api'; }),
  mistake('the name of a CronJob leaves no room for those of its jobs', 'names are valid', o => { o('CronJob report').metadata.name = 'r'.repeat(53); }),
  mistake('the name of a Service begins with a digit', 'names are valid', o => { o('Service partner').metadata.name = '3rd-party'; }),
  mistake('a label has a slash in its value', 'labels and annotations are valid', o => { o('Deployment api').metadata.labels.path = 'a/b'; }),
  mistake('the key of an annotation of a pod has a space', 'labels and annotations are valid', o => { o('Deployment worker').spec.template.metadata.annotations['do not disturb'] = 'yes'; }),
  mistake('the namespace of an object is not made by anybody', 'namespaces exist', o => { o('ResourceQuota most').metadata.namespace = 'workload'; }),
  mistake('an object of the cluster is put into a namespace', 'namespaces exist', o => { o('StorageClass disk').metadata.namespace = 'workloads'; }),
  mistake('two objects are the same object', 'identities are unique', (o, all) => { all.push(again(o('ConfigMap api-settings'))); }),
  mistake('an object is too long for the function that applies it', 'objects are small', o => { o('ConfigMap api-settings').data.MODE = 'x'.repeat(256 * 1024); }),
  mistake('an amount of memory has a unit that Kubernetes does not know', 'quantities are valid', o => { pod(o('Deployment api')).volumes[2].emptyDir.sizeLimit = '512MB'; }),
  mistake('an amount of processor is negative', 'quantities are valid', o => { o('ResourceQuota most').spec.hard['requests.cpu'] = '-1'; }),
  mistake('a count of copies is negative', 'counts are not negative', o => { o('Deployment worker').spec.replicas = -1; }),
  mistake('a container is promised more memory than it may have', 'limits cover requests', o => { api(o).resources.requests.memory = '2Gi'; }),
  mistake('a device is requested without the same limit', 'limits cover requests', o => { delete api(o).resources.limits['nvidia.com/gpu']; }),
  mistake('a namespace gives by default more than it allows', 'limit ranges are ordered', o => { o('LimitRange usual').spec.limits[0].default.memory = '32Gi'; }),
  mistake('a selector compares with no values', 'selector expressions are complete', o => { o('Deployment worker').spec.selector.matchExpressions[1].values = ['yes']; }),
  mistake('a ConfigMap has a key that cannot be a file', 'data keys are file names', o => { o('ConfigMap api-settings').data['a key'] = 'x'; }),
  mistake('a Secret for TLS has no private key', 'data keys are file names', o => { delete o('Secret certificate').data['tls.key']; }),
  mistake('a role allows verbs on nothing', 'roles allow something', o => { o('Role read:pods').rules[0].apiGroups = []; }),

  // Pods.
  mistake('two containers of a pod have one name', 'containers are complete', o => { pod(o('Deployment api')).containers[1].name = 'api'; }),
  mistake('a container has no image', 'containers are complete', o => { delete pod(o('DaemonSet logs')).containers[0].image; }),
  mistake('a variable is there twice', 'environment is complete', o => { api(o).env.push({ name: 'AWS_REGION', value: 'us-east-1' }); }),
  mistake('a variable has a value and a source', 'environment is complete', o => { api(o).env[3].value = 'slow'; }),
  mistake('a ConfigMap that variables come from is not there', 'ConfigMaps have the keys', o => { api(o).envFrom[0].configMapRef.name = 'api-setting'; }),
  mistake('a volume shows a key that its ConfigMap does not have', 'ConfigMaps have the keys', o => { pod(o('Deployment api')).volumes[3].configMap.items[0].key = 'mode'; }),
  mistake('a Secret that a variable comes from has another key', 'Secrets have the keys', o => { pod(o('Deployment worker')).containers[0].env[0].valueFrom.secretKeyRef.key = 'tls.pem'; }),
  mistake('a Secret is made from a volume that no container mounts', 'Secrets have the keys', o => { api(o).volumeMounts.shift(); }),
  mistake('the SecretProviderClass of a volume is not there', 'SecretProviderClasses exist', o => {
    pod(o('Deployment api')).volumes.push({ name: 'more', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'more' } } });
  }),
  mistake('a Secret is made of something that is not fetched', 'SecretProviderClasses name what they fetch', o => { o('SecretProviderClass api').spec.secretObjects[0].data[0].objectName = 'password'; }),
  mistake('a volume has two sources', 'volumes have one source', o => { pod(o('Deployment api')).volumes[2].configMap = { name: 'api-settings' }; }),
  mistake('two volumes have one name', 'volumes have one source', o => { pod(o('Deployment api')).volumes.push({ name: 'scratch', emptyDir: {} }); }),
  mistake('a container mounts a volume that the pod does not have', 'mounts have volumes', o => { api(o).volumeMounts[2].name = 'temporary'; }),
  mistake('two volumes are mounted at one path', 'mount paths are unique', o => { api(o).volumeMounts[3].mountPath = '/tmp'; }),
  mistake('a volume is mounted at a path that is not from the root', 'mount paths are unique', o => { api(o).volumeMounts[3].mountPath = 'etc'; }),
  mistake('two ports of a pod have one name', 'container ports are valid', o => { pod(o('Deployment api')).containers[1].ports = [{ name: 'http', containerPort: 8082 }]; }),
  mistake('a port is above 65535', 'container ports are valid', o => { pod(o('DaemonSet logs')).containers[0].ports = [{ containerPort: 70000 }]; }),
  mistake('the name of a port is longer than 15 characters', 'container ports are valid', o => { pod(o('Deployment api')).initContainers[1].ports[0].name = 'prometheus-metrics'; }),
  mistake('a probe asks in two ways', 'handlers do one thing', o => { api(o).livenessProbe.tcpSocket = { port: 8080 }; }),
  mistake('a probe asks for nothing', 'handlers do one thing', o => { delete api(o).readinessProbe.httpGet; }),
  mistake('a probe asks every zero seconds', 'probe timings are positive', o => { api(o).livenessProbe.periodSeconds = 0; }),
  mistake('a container is alive only after several answers', 'probe timings are positive', o => { api(o).livenessProbe.successThreshold = 2; }),
  mistake('a probe asks at a port that the container does not have', 'probes ask at ports', o => { api(o).livenessProbe.httpGet.port = 'web'; }),
  mistake('the hook before a pod stops takes longer than the pod has', 'stopping has time', o => { pod(o('Deployment api')).terminationGracePeriodSeconds = 10; }),
  mistake('a Deployment has pods that may end', 'pods restart as their kind needs', o => { pod(o('Deployment worker')).restartPolicy = 'Never'; }),
  mistake('a job has pods that never end', 'pods restart as their kind needs', o => { delete o('CronJob report').spec.jobTemplate.spec.template.spec.restartPolicy; }),
  mistake('a sidecar is not among the init containers', 'sidecars start first', o => { pod(o('Deployment api')).containers[1].restartPolicy = 'Always'; }),
  mistake('a container that ends is asked whether it is alive', 'sidecars start first', o => { pod(o('Deployment api')).initContainers[0].livenessProbe = { exec: { command: ['true'] } }; }),
  mistake('the service account of a pod is not there', 'service accounts exist', o => { pod(o('Deployment api')).serviceAccountName = 'app'; }),
  mistake('a pod adds a capability that its namespace does not allow', 'pods pass pod security', o => { pod(o('Deployment worker')).containers[0].securityContext.capabilities.add = ['NET_ADMIN']; }),
  mistake('a pod mounts a folder of the node', 'pods pass pod security', o => { pod(o('DaemonSet logs')).volumes = [{ name: 'host', hostPath: { path: '/var/log' } }]; }),
  mistake('a pod may run as root in a strict namespace', 'pods pass pod security', o => { delete o('Pod debug').spec.securityContext.runAsNonRoot; }),
  mistake('a pod must not run as root, and does', 'security contexts agree with themselves', o => { api(o).securityContext.runAsUser = 0; }),
  mistake('a pod for Windows has a user by number', 'pods fit their operating system', o => { pod(o('Deployment legacy')).containers[0].securityContext.runAsUser = 1000; }),
  mistake('a pod is spread among pods that are not its own', 'pods spread themselves', o => { pod(o('Deployment api')).topologySpreadConstraints[0].labelSelector.matchLabels = { app: 'api' }; }),
  mistake('a toleration asks for a value and whether there is any', 'tolerations are complete', o => { pod(o('Deployment worker')).tolerations[0].value = 'true'; }),
  mistake('the priority of a pod is not there', 'priority classes exist', o => { pod(o('Deployment api')).priorityClassName = 'first'; }),

  // What makes, scales and guards pods.
  mistake('a selector does not fit the template', 'selectors match templates', o => { o('DaemonSet logs').spec.selector.matchLabels = { app: 'log' }; }),
  mistake('a selector also takes the pods of another workload', 'selectors do not overlap', o => { o('ReplicaSet pause').spec.template.metadata.labels = { ...o('DaemonSet logs').spec.template.metadata.labels, app: 'pause' }; }),
  mistake('a rollout may neither add nor take away a pod', 'rollouts can move', o => { o('Deployment api').spec.strategy.rollingUpdate.maxSurge = 0; }),
  mistake('a rollout of the other type says how it rolls', 'rollouts can move', o => { o('Deployment legacy').spec.strategy.rollingUpdate = { maxSurge: 1 }; }),
  mistake('a rollout is given up before a pod can be ready', 'deadlines leave time', o => { o('Deployment api').spec.minReadySeconds = 900; }),
  mistake('an autoscaler has no such target', 'autoscalers have targets of their own', o => { o('HorizontalPodAutoscaler api').spec.scaleTargetRef.name = 'app'; }),
  mistake('a Deployment and its autoscaler both say how many copies there are', 'autoscalers have targets of their own', o => { o('Deployment api').spec.replicas = 3; }),
  mistake('the bounds of an autoscaler are reversed', 'autoscaler bounds are ordered', o => { o('HorizontalPodAutoscaler api').spec.minReplicas = 20; }),
  mistake('an autoscaler measures the share of something that a container does not request', 'autoscaler metrics are complete', o => { delete pod(o('Deployment api')).containers[1].resources.requests.cpu; }),
  mistake('a metric has a target of another type', 'autoscaler metrics are complete', o => { o('HorizontalPodAutoscaler api').spec.metrics[1].resource.target.type = 'Utilization'; }),
  mistake('a disruption budget says both bounds', 'disruption budgets have one bound', o => { o('PodDisruptionBudget api').spec.minAvailable = 1; }),
  mistake('a disruption budget guards no pods', 'disruption budgets find pods', o => { o('PodDisruptionBudget api').spec.selector.matchLabels = { app: 'api' }; }),
  mistake('a job has no time', 'jobs can end', o => { o('CronJob report').spec.jobTemplate.spec.activeDeadlineSeconds = 0; }),
  mistake('a schedule is written as EventBridge wants it', 'schedules are cron', o => { o('CronJob report').spec.schedule = 'cron(0 8 * * ? *)'; }),
  mistake('a schedule has a day of the week that does not exist', 'schedules are cron', o => { o('CronJob report').spec.schedule = '0 8 * * 7'; }),
  mistake('a time zone is misspelt', 'schedules are cron', o => { o('CronJob report').spec.timeZone = 'Europe/Berln'; }),
  mistake('a stateful set has no Service that names its pods', 'stateful sets have services', o => { o('StatefulSet index').spec.serviceName = 'api'; }),

  // Ways to pods.
  mistake('a Service selects pods that are not there', 'services find pods', o => { o('Service index').spec.selector = { app: 'index' }; }),
  mistake('a Service leads to a port that its pods do not have', 'service ports lead to pods', o => { o('Service api').spec.ports[1].targetPort = 'management'; }),
  mistake('a Service with several ports has one without a name', 'service ports are valid', o => { delete o('Service api').spec.ports[0].name; }),
  mistake('a Service has one port twice', 'service ports are valid', o => { o('Service index').spec.ports = [{ name: 'a', port: 1 }, { name: 'b', port: 1 }]; }),
  mistake('a target group gets the pods of a Service that is not there', 'target group bindings lead to services', o => { o('TargetGroupBinding api-web').spec.serviceRef.name = 'web'; }),
  mistake('a target group gets the pods of a port that the Service does not have', 'target group bindings lead to services', o => { o('TargetGroupBinding api-web').spec.serviceRef.port = 80; }),
  mistake('a target group gets nodes instead of pods', 'target group bindings lead to services', o => { o('TargetGroupBinding api-web').spec.targetType = 'instance'; }),
  mistake('a network policy lets in pods that are not there', 'network policies select something', o => { o('NetworkPolicy api').spec.ingress[1].from[0].podSelector.matchLabels = { app: 'web' }; }),
  mistake('a network policy says who may be called and does not heed it', 'network policies select something', o => { o('NetworkPolicy api').spec.policyTypes = ['Ingress']; }),
  mistake('a network policy opens a port that the pods do not have', 'network policies open ports', o => { o('NetworkPolicy api').spec.ingress[0].ports[0].port = 80; }),

  // Storage, nodes and rights.
  mistake('the claim of a pod is not there', 'claims exist', o => { pod(o('Deployment api')).volumes[1].persistentVolumeClaim.claimName = 'files'; }),
  mistake('a claim does not say how much it wants', 'claims are complete', o => { delete o('PersistentVolumeClaim api-files').spec.resources; }),
  mistake('a claim and its volume are of two storage classes', 'claims find volumes', o => { delete o('PersistentVolumeClaim api-files').spec.storageClassName; }),
  mistake('a claim wants to be written to by many, and its volume by one', 'claims find volumes', o => { o('PersistentVolume workloads-api-files').spec.accessModes = ['ReadWriteOnce']; }),
  mistake('the storage class of a stateful set is not there', 'claims find volumes', o => { o('StatefulSet index').spec.volumeClaimTemplates[0].spec.storageClassName = 'gp3'; }),
  mistake('a node pool makes nodes of a class that is not there', 'node pools have classes', o => { o('NodePool spot').spec.template.spec.nodeClassRef.name = 'open'; }),
  mistake('a node pool asks for one of no values', 'node pools are complete', o => { o('NodePool spot').spec.template.spec.requirements[0].values = []; }),
  mistake('a node class does not say who its nodes are', 'node classes find subnets', o => { delete o('NodeClass isolated').spec.role; }),
  mistake('a binding gives a role that is not there', 'role bindings bind roles', o => { o('RoleBinding readers').roleRef.name = 'reader'; }),
  mistake('a binding gives rights to a service account that is not there', 'role bindings bind roles', o => { o('RoleBinding readers').subjects[1].name = 'app'; }),
];

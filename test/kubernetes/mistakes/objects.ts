/** What is wrong with an object by itself. */
import { again, api, Mistake, mistake, pod } from './mistake';

export const OF_OBJECTS: readonly Mistake[] = [
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
  mistake('the name of a StatefulSet leaves no room for those of its revisions', 'names are valid', o => { o('StatefulSet index').metadata.name = 'i'.repeat(53); }),
  mistake('a ConfigMap has text and bytes under one key', 'data keys are file names', o => { o('ConfigMap api-settings').binaryData = { MODE: 'ZmFzdA==' }; }),
  mistake('a name of a priority is one of the cluster', 'priority classes exist', o => { o('PriorityClass can-wait').metadata.name = 'system-low'; }),
];

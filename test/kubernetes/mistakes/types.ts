/** What the generated types know. */
import { api, Mistake, mistake, pod } from './mistake';

export const BY_TYPES: readonly Mistake[] = [
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
  mistake('an object says nothing but its name', 'structure', o => { delete o('PersistentVolume workloads-api-files').spec; }),
  mistake('a member that must be given is nothing', 'structure', o => { o('NodePool spot').spec.template.spec.nodeClassRef.group = null; }),
  mistake('an object has no name', 'structure', o => { delete o('ResourceQuota most').metadata.name; }),
  mistake('a Secret has data that is not in Base64', 'structure', o => { o('Secret certificate').data['tls.crt'] = 'not encoded!'; }),
  mistake('a binding of a target group has a member that its definition does not know', 'structure', o => { o('TargetGroupBinding api-web').spec.targetGroupArn = 'x'; }),
  mistake('a node pool has the shape of the version before', 'structure', o => { o('NodePool spot').spec.disruption.expireAfter = '720h'; }),
];

/** What is wrong with the ways to pods. */
import { Mistake, mistake } from './mistake';

export const OF_NETWORK: readonly Mistake[] = [
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
  mistake('a Service stands for a name that it does not say', 'services find pods', o => { delete o('Service partner').spec.externalName; }),
  mistake('a Service selects nothing in particular', 'services find pods', o => { delete o('Service index').spec.selector; }),
  mistake('a port of a Service is above 65535', 'service ports are valid', o => { o('Service index').spec.ports[0].port = 92000; }),
  mistake('a Service leads to a port above 65535', 'service ports are valid', o => { o('Service index').spec.ports[0].targetPort = 92000; }),
  mistake('a Service inside the cluster takes a port of nodes', 'service ports are valid', o => { o('Service api').spec.ports[0].nodePort = 30080; }),
  mistake('a Service has one name twice', 'service ports are valid', o => { o('Service api').spec.ports.push({ name: 'admin', port: 8082, targetPort: 'admin' }); }),
  mistake('a Service has no ports', 'service ports are valid', o => { delete o('Service index').spec.ports; delete o('Service index').spec.clusterIP; delete o('StatefulSet index').spec.serviceName; }),
  mistake('a binding names no target group', 'target group bindings lead to services', o => { delete o('TargetGroupBinding api-web').spec.targetGroupARN; }),
  mistake('a network policy guards no pods', 'network policies select something', o => { o('NetworkPolicy api').spec.podSelector.matchLabels = { app: 'api' }; }),
  mistake('a network policy lets in a block that is none', 'network policies select something', o => { o('NetworkPolicy api').spec.ingress[0].from[0].ipBlock.cidr = '10.0.0.0'; }),
  mistake('a network policy lets in pods of a block', 'network policies select something', o => { o('NetworkPolicy api').spec.ingress[0].from[0].podSelector = {}; }),
  mistake('a network policy opens ports from the highest to the lowest', 'network policies open ports', o => { o('NetworkPolicy api').spec.egress[0].ports[0].endPort = 80; }),
  mistake('a network policy lets out to a port above 65535', 'network policies open ports', o => { o('NetworkPolicy api').spec.egress[0].ports = [{ port: 70000 }]; }),
];

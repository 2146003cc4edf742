/** A network policy guards pods, and lets in or out whom it can find. */
import { Rule } from './rule';
import { App, complain, namespaceOf, Pod } from '../app';
import { items, list, record } from '../object';
import { podsOf, selects } from '../selectors';
import { isCidr } from '../syntax';

export const networkPoliciesSelectSomething: Rule = {
  name: 'network policies select something',
  *check(app) {
    for (const object of app.ofKind('NetworkPolicy')) {
      const { podSelector, ingress, egress, policyTypes } = record(object.spec);
      if (podsOf(app, namespaceOf(object), podSelector ?? {}).length === 0) {
        yield complain(object, 'spec.podSelector', 'there are no pods with these labels');
      }
      if (egress !== undefined && policyTypes !== undefined && !list(policyTypes).includes('Egress')) {
        yield complain(object, 'spec.egress', 'is not heeded, because policyTypes has no Egress');
      }
      const peers = [...items(ingress, 'spec.ingress').flatMap(rule => items(rule.value.from, `${rule.path}.from`)),
        ...items(egress, 'spec.egress').flatMap(rule => items(rule.value.to, `${rule.path}.to`))];
      for (const { value, path } of peers) {
        const { ipBlock, podSelector: pods, namespaceSelector: namespaces } = value;
        if ((ipBlock === undefined) === (pods === undefined && namespaces === undefined)) {
          yield complain(object, path, 'is not either a block of addresses or selected pods');
        } else if (ipBlock !== undefined ? !isCidr(record(ipBlock).cidr) : peerPods(app, namespaceOf(object), value).length === 0) {
          yield complain(object, path, ipBlock !== undefined ? `'${String(record(ipBlock).cidr)}' is no block of addresses` : 'there are no such pods');
        }
      }
    }
  },
};

/** The pods that a peer means: of the policy's namespace, unless it selects others. */
function peerPods(app: App, namespace: string, { podSelector, namespaceSelector }: Record<string, any>): Pod[] {
  const inside = (name: string) => namespaceSelector === undefined ? name === namespace : selects(namespaceSelector, app.namespaceLabels(name) ?? {});
  return app.pods.filter(pod => inside(pod.namespace) && selects(podSelector ?? {}, pod.labels));
}

/** Where the services would be reached: host names of the routing rules, else the load balancers themselves, and the outputs that are URLs. */
import { StackState } from '../../local-cloudformation/engine/state';
import { isObject } from '../../local-cloudformation/engine/values';
import { Account, Live } from '../../local-cloudformation/resources/account';
import { section } from '../terminal';

const ELB = 'AWS::ElasticLoadBalancingV2::';

export function reached(account: Account, stacks: readonly StackState[]): string[] {
  const outputs = stacks.flatMap(stack => stack.outputs)
    .filter(output => /^https?:\/\//.test(output.value)).map(output => [output.value, output.key]);
  const rows = [...account.live(`${ELB}ListenerRule`).flatMap(rule => routes(account, rule)), ...outputs];
  const balancers = account.live(`${ELB}LoadBalancer`)
    .map(live => [String(live.attributes.DNSName), `${String(live.properties.Scheme ?? 'internet-facing')} load balancer`]);
  return section('Reached at', 'if this were AWS', unique([...rows, ...balancers]));
}

function routes(account: Account, rule: Live): string[][] {
  const listener = account.find(`${ELB}Listener`, String(rule.properties.ListenerArn));
  const protocol = String(listener?.properties.Protocol ?? 'http').toLowerCase();
  const conditions = Array.isArray(rule.properties.Conditions) ? rule.properties.Conditions.filter(isObject) : [];
  const values = (field: string, config: string): string[] => conditions.filter(condition => condition.Field === field)
    .flatMap(condition => { const held = condition[config]; return isObject(held) && Array.isArray(held.Values) ? held.Values.map(String) : []; });
  const paths = values('path-pattern', 'PathPatternConfig');
  const path = paths[0] && paths[0] !== '/*' ? paths[0] : '';
  return values('host-header', 'HostHeaderConfig').map(host => [`${protocol}://${host}${path}`, rule.logicalId.replace(/[0-9A-F]{8}$/, '')]);
}

function unique(rows: string[][]): string[][] {
  return rows.filter(([left], i) => rows.findIndex(([other]) => other === left) === i);
}

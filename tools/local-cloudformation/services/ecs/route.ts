/** A load balancer of a service that shifts traffic: two target groups, the public's rule, and perhaps one for tests. */
import { EcsService, loadBalancersOf } from './service';
import { isObject, JsonObject } from '../../engine/values';
import type { Account } from '../../resources/account';
import { isAllowed, roleExists } from '../permissions';

export interface Route {
  readonly declared: JsonObject;
  readonly primary: string;
  readonly alternate: string;
  readonly productionRule: string;
  readonly testRule?: string;
  readonly role: string;
}

export function routesOf(properties: JsonObject): Route[] {
  return loadBalancersOf(properties).flatMap(declared => {
    const advanced = declared.AdvancedConfiguration;
    return isObject(advanced) && advanced.AlternateTargetGroupArn !== undefined ? [{
      declared,
      primary: String(declared.TargetGroupArn),
      alternate: String(advanced.AlternateTargetGroupArn),
      productionRule: String(advanced.ProductionListenerRule),
      testRule: advanced.TestListenerRule === undefined ? undefined : String(advanced.TestListenerRule),
      role: String(advanced.RoleArn),
    }] : [];
  });
}

/** Where the next version goes: to the target group that the current one is not in. */
export function nextTargetGroup(account: Account, service: EcsService, { primary, alternate }: Route): string {
  const current = service.current?.set?.targetGroups ?? [];
  if (current.length === 0) { return account.faults.firstRevision === 'primary' ? primary : alternate; }
  return current.includes(primary) ? alternate : primary;
}

/** Network Load Balancers have no rules: what divides connections is the listener itself. */
export function isListener(arn: string): boolean {
  return arn.includes(':listener/net/');
}

function actionOn(arn: string): string {
  return `elasticloadbalancing:${isListener(arn) ? 'ModifyListener' : 'ModifyRule'}`;
}

/** Why traffic cannot be moved, if it cannot. */
export function refusal(account: Account, routes: readonly Route[]): string | undefined {
  for (const { primary, alternate, productionRule, testRule, role } of routes) {
    const rules = [productionRule, ...testRule ? [testRule] : []];
    const shares = (rule: string) => account.services.traffic.sharesOf(rule).map(({ targetGroup }) => targetGroup);
    if (!rules.some(rule => [primary, alternate].every(arn => shares(rule).includes(arn)))) {
      return 'Service deployment rolled back because of invalid networking configuration. Both targetGroup and '
        + 'alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.';
    }
    if (!roleExists(account, role)) { return `Service deployment rolled back because of invalid networking configuration. ECS was unable to assume the role ${role}`; }
    const forbidden = rules.find(rule => !isAllowed(account, role, actionOn(rule), rule));
    if (forbidden) {
      return `Service deployment rolled back because of invalid networking configuration. ${role} is not authorized to perform: `
        + `${actionOn(forbidden)} on resource: ${forbidden}`;
    }
  }
  return undefined;
}

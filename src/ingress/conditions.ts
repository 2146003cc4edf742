import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { RouteMatch } from '../model';

/** What a rule of the listener asks of a request. A rule needs a condition; a route without one takes every path. */
export function conditions(match: RouteMatch): elbv2.ListenerCondition[] {
  const rendered = [
    ...some(match.hostNames, elbv2.ListenerCondition.hostHeaders),
    ...some(match.paths, elbv2.ListenerCondition.pathPatterns),
    ...match.headers.map(header => elbv2.ListenerCondition.httpHeader(header.name, [...header.values])),
    ...some(match.queryStrings, elbv2.ListenerCondition.queryStrings),
    ...some(match.methods, elbv2.ListenerCondition.httpRequestMethods),
    ...some(match.sourceIps, elbv2.ListenerCondition.sourceIps),
  ];
  return rendered.length > 0 ? rendered : [elbv2.ListenerCondition.pathPatterns(['/*'])];
}

function some<T>(values: readonly T[], condition: (values: T[]) => elbv2.ListenerCondition): elbv2.ListenerCondition[] {
  return values.length > 0 ? [condition([...values])] : [];
}

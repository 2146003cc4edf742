/** Reads and writes how a listener rule divides requests between the two target groups of a route. */
import type { Action, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ALL } from './situation';
import { ShiftRoute } from '../../wire/rollout';

export type Pair = Pick<ShiftRoute, 'blue' | 'green'>;
export type Color = keyof Pair;

export interface Weights {
  readonly blue: number;
  readonly green: number;
}

/** Undefined if the rule does not lead to the pair. */
export function weightsOf(rule: Rule, { blue, green }: Pair): Weights | undefined {
  for (const { TargetGroupArn, ForwardConfig } of forwardsOf(rule)) {
    // A lone target group needs no weight.
    const groups = ForwardConfig?.TargetGroups ?? [{ TargetGroupArn, Weight: 1 }];
    const weight = (arn: string) => groups.filter(group => group.TargetGroupArn === arn).reduce((sum, group) => sum + (group.Weight ?? 1), 0);
    const weights = { blue: weight(blue), green: weight(green) };
    if (weights.blue + weights.green > 0) { return weights; }
  }
  return undefined;
}

/** Thousandths of the traffic that goes to one of the two. */
export function shareOf({ blue, green }: Weights, color: Color): number {
  return Math.round(ALL * (color === 'blue' ? blue : green) / (blue + green));
}

/** The rule's actions as they are, but for the share of one target group: people may still have to sign in first. */
export function withShare(rule: Rule, pair: Pair, color: Color, share: number): Action[] {
  const blue = color === 'blue' ? share : ALL - share;
  const groups = [
    { TargetGroupArn: pair.blue, Weight: weight(blue) },
    { TargetGroupArn: pair.green, Weight: weight(ALL - blue) },
  ];
  return (rule.Actions ?? []).map((action): Action => {
    if (action.Type === 'forward') {
      return { Type: action.Type, Order: action.Order, ForwardConfig: { ...action.ForwardConfig, TargetGroups: groups } };
    }
    return action.AuthenticateOidcConfig
      // Its secret is not told, and is kept if that is asked for.
      ? { ...action, AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, ClientSecret: undefined, UseExistingClientSecret: true } }
      : action;
  });
}

/** A weight is at most 999; where there is only one that counts, it may as well be round. */
const weight = (share: number): number => share === ALL ? 100 : share;

const forwardsOf = (rule: Rule): Action[] => (rule.Actions ?? []).filter(({ Type }) => Type === 'forward');

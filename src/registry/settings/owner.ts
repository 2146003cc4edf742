/**
 * Settings that an account has once in each region: whoever says them last wins, so only one may say them.
 */
import { Stack, Stage, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding, finding } from '../../findings';

const OWNERS = new WeakMap<IConstruct, Map<string, IConstruct>>();

/**
 * Takes the settings of the stack's account and region, and complains if they are taken. Stacks that do not know where they will be
 * are compared within their stage only: each stage may go somewhere else.
 */
export function own(scope: IConstruct): Finding[] {
  const { account, region } = Stack.of(scope);
  const known = !Token.isUnresolved(account) && !Token.isUnresolved(region);
  const home = known ? scope.node.root : Stage.of(scope) ?? scope.node.root;
  const places = OWNERS.get(home) ?? new Map<string, IConstruct>();
  OWNERS.set(home, places);
  const place = known ? `${account}/${region}` : 'wherever the stacks go';
  const owner = places.get(place);
  if (owner) {
    return [finding('RegistryTaken', 'scope', { owner: owner.node.path })];
  }
  places.set(place, scope);
  return [];
}

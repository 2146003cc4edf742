/**
 * Settings that an account has once in each region: whoever says them last wins, so only one may say them.
 */
import { Stack, Stage, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { bare } from './repository-template';
import { Finding, finding } from '../../findings';

const OWNERS = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Takes the settings of the stack's account and region, and complains if they are taken. */
export function own(scope: IConstruct): Finding[] {
  const owner = take(scope, 'settings');
  return owner ? [finding('RegistryTaken', 'scope', { owner: owner.node.path })] : [];
}

/** Takes what is said about repositories whose names begin alike, and complains if somebody else says it. */
export function ownPrefix(scope: IConstruct, path: string, prefix: string): Finding[] {
  if (Token.isUnresolved(prefix)) {
    return [];
  }
  const owner = take(scope, `template ${bare(prefix)}`);
  return owner && owner !== scope ? [finding('PrefixTaken', path, { given: bare(prefix), owner: owner.node.path })] : [];
}

/**
 * Who has it already. Stacks that do not know where they will be are compared within their stage only: each stage may go somewhere
 * else.
 */
function take(scope: IConstruct, what: string): IConstruct | undefined {
  const { account, region } = Stack.of(scope);
  const known = !Token.isUnresolved(account) && !Token.isUnresolved(region);
  const home = known ? scope.node.root : Stage.of(scope) ?? scope.node.root;
  const taken = OWNERS.get(home) ?? new Map<string, IConstruct>();
  OWNERS.set(home, taken);
  const place = `${known ? `${account}/${region}` : 'wherever the stacks go'}: ${what}`;
  const owner = taken.get(place);
  if (!owner) {
    taken.set(place, scope);
  }
  return owner;
}

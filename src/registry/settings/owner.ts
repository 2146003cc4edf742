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
 * Who has it already. Stacks that do not know where they will be are compared within their stage only, because each stage may go
 * somewhere else, and with those that know as much.
 */
function take(scope: IConstruct, what: string): IConstruct | undefined {
  const { account, region } = Stack.of(scope);
  const where = [Token.isUnresolved(account) ? 'any account' : account, Token.isUnresolved(region) ? 'any region' : region];
  const home = where.some(part => part.startsWith('any ')) ? Stage.of(scope) ?? scope.node.root : scope.node.root;
  const taken = OWNERS.get(home) ?? new Map<string, IConstruct>();
  OWNERS.set(home, taken);
  const place = `${where.join('/')}: ${what}`;
  const owner = taken.get(place);
  if (!owner) {
    taken.set(place, scope);
  }
  return owner;
}

/**
 * What IAM says where both sides are asked: the policies of whoever calls, and the policy of what is called. Still without boundaries and
 * policies of organizations.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
import { Context } from './conditions';
import { Answer, evaluate, fits, Policy, Statement } from './evaluator';
import { likesArn } from './wildcards';

/** A role or a user, or a service that calls by itself. */
export interface Caller {
  /** An ARN, or the name of a service. */
  readonly principal: string;
  readonly policies?: readonly Policy[];
  /** What IAM knows of its calls. */
  readonly context?: Context;
}

interface ResourceStatement extends Statement {
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
}

/** Whether a caller may. The resource belongs to the account in its ARN; `account` says it where the ARN does not. */
export function decide(caller: Caller, action: string, resource: string, policy?: Policy, account = resource.split(':')[4]): Answer {
  const { principal, policies = [], context } = caller;
  const question = { action, resource, context };
  const fitting = statementsOf(policy).filter(statement => fits(statement, question));
  const named = fitting.filter(statement => names(statement, principal));
  const own = evaluate(policies, question);
  if (own === 'denied' || named.some(({ Effect }) => Effect === 'Deny')) {
    return 'denied';
  }
  const allowed = named.filter(({ Effect }) => Effect === 'Allow');
  if (!principal.startsWith('arn:')) {
    return allowed.length > 0 ? 'allowed' : 'not allowed';
  }
  if (accountOf(principal) === account || resource === '*') {
    // An account that is named in its own policy leaves it to the policies of its people.
    return own === 'allowed' || allowed.some(statement => !namesAccount(statement, account)) ? 'allowed' : 'not allowed';
  }
  return own === 'allowed' && allowed.length > 0 ? 'allowed' : 'not allowed';
}

function statementsOf(policy: Policy | undefined): ResourceStatement[] {
  return policy ? [policy.Statement].flat() as ResourceStatement[] : [];
}

function principalsOf({ Principal }: ResourceStatement): string[] {
  return Principal === undefined ? [] : typeof Principal === 'string' ? [Principal] : Object.values(Principal).flat() as string[];
}

function names(statement: ResourceStatement, principal: string): boolean {
  return namesAccount(statement, accountOf(principal)) || principalsOf(statement).some(each =>
    each === '*' || each === principal || (each.startsWith('arn:') && principal.startsWith('arn:') && likesArn(each, principal)));
}

function namesAccount(statement: ResourceStatement, account: string | undefined): boolean {
  return account !== undefined && principalsOf(statement).some(each => each === account || each.endsWith(`::${account}:root`));
}

function accountOf(principal: string): string | undefined {
  return principal.startsWith('arn:') ? principal.split(':')[4] : undefined;
}

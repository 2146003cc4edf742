/**
 * Says what IAM would say to a call under policies of an identity: written from the reference of the policy language, for the tests of
 * what we write in it. There are no boundaries, policies of resources or of organizations here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { ConditionBlock, Context, filledIn, holds } from './conditions';
import { likes, likesArn } from './wildcards';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: ConditionBlock;
}

export interface Policy {
  readonly Statement: Statement | readonly Statement[];
}

/** What IAM is asked: one question for each resource that the call touches. */
export interface Question {
  readonly action: string;
  /** An ARN, or `*` where IAM knows no resource for the action. */
  readonly resource: string;
  readonly context?: Context;
}

export type Answer = 'allowed' | 'denied' | 'not allowed';

/** An explicit no is heard first; what nobody allows is not allowed. */
export function evaluate(policies: readonly Policy[], question: Question): Answer {
  const fitting = policies.flatMap(({ Statement }) => Statement).filter(statement => fits(statement, question));
  if (fitting.some(({ Effect }) => Effect === 'Deny')) {
    return 'denied';
  }
  return fitting.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'not allowed';
}

/** Whether a statement speaks of a question. */
export function fits({ Action, NotAction, Resource, NotResource, Condition }: Statement, { action, resource, context = {} }: Question): boolean {
  const named = list(Action ?? NotAction).some(pattern => likes(pattern.toLowerCase(), action.toLowerCase()));
  const touched = list(Resource ?? NotResource).some(pattern => isAbout(pattern, resource, context));
  return named !== (Action === undefined) && touched !== (Resource === undefined) && holds(Condition, context);
}

/** `*` alone is everything; other patterns are ARNs, and no ARN is the resource of an action that has none. */
function isAbout(written: string, resource: string, context: Context): boolean {
  const pattern = filledIn(written, context);
  return pattern === '*' || (pattern !== undefined && resource !== '*' && likesArn(pattern, resource));
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T];
}

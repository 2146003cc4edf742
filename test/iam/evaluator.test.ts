/** The evaluator itself, on policies small enough to answer by hand. */
import * as fc from 'fast-check';
import { Context, evaluate, likes, likesArn, Policy, Statement } from '../../tools/iam';

const allow = (rest: Partial<Statement> = {}): Statement => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...rest });
const deny = (rest: Partial<Statement> = {}): Statement => ({ ...allow(rest), Effect: 'Deny' });
const policy = (...statements: Statement[]): Policy[] => [{ Statement: statements }];
const OBJECT = 'arn:aws:s3:::shop/orders/1';

function ask(statements: Statement[], context: Context = {}, resource = OBJECT, action = 's3:GetObject') {
  return evaluate(policy(...statements), { action, resource, context });
}

describe('patterns', () => {
  test.each([
    ['a*c', 'abbc', true], ['a*c', 'ac', true], ['a?c', 'abc', true], ['a?c', 'ac', false], ['*', '', true], ['', 'a', false],
    ['a*b*c', 'aXbYbZc', true], ['a.c', 'abc', false], ['a+', 'aa', false], ['*-service-*', 'Shop-service-1', true],
  ])('%s likes %s: %s', (pattern, value, expected) => expect(likes(pattern, value)).toBe(expected));

  test('a pattern made of a text by replacing any part by a star likes the text', () => {
    fc.assert(fc.property(fc.string(), fc.nat(), fc.nat(), (text, one, other) => {
      const [from, to] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b);
      return likes(`${text.slice(0, from)}*${text.slice(to)}`, text);
    }));
  });

  test.each([
    ['arn:aws:ecs:*:*:task/shop/*', 'arn:aws:ecs:eu-west-1:111122223333:task/shop/1', true],
    ['arn:aws:ecs:*:task/shop/*', 'arn:aws:ecs:eu-west-1:111122223333:task/shop/1', false],
    ['arn:aws:logs:eu-west-1:111122223333:log-group:shop:*', 'arn:aws:logs:eu-west-1:111122223333:log-group:shop:log-stream:1', true],
    ['arn:aws:ecs:eu-west-1:111122223333:task/shop/*', 'arn:aws:ecs:eu-west-1:111122223333:task/shop2/1', false],
  ])('the ARN %s likes %s: %s', (pattern, value, expected) => expect(likesArn(pattern, value)).toBe(expected));
});

describe('statements', () => {
  test.each<[string, Statement[], string]>([
    ['nothing', [], 'not allowed'],
    ['a statement about it', [allow()], 'allowed'],
    ['another action', [allow({ Action: 's3:PutObject' })], 'not allowed'],
    ['an action in other case', [allow({ Action: 'S3:getobject' })], 'allowed'],
    ['a wildcard in the action', [allow({ Action: 's3:Get*' })], 'allowed'],
    ['the resource', [allow({ Resource: ['arn:aws:s3:::shop/*'] })], 'allowed'],
    ['another resource', [allow({ Resource: 'arn:aws:s3:::other/*' })], 'not allowed'],
    ['everything but another action', [allow({ Action: undefined, NotAction: ['s3:PutObject'] })], 'allowed'],
    ['everything but this action', [allow({ Action: undefined, NotAction: ['s3:Get*'] })], 'not allowed'],
    ['everything but another resource', [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::other/*' })], 'allowed'],
    ['everything but this resource', [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::shop/*' })], 'not allowed'],
    ['a no after a yes', [allow(), deny()], 'denied'],
    ['a no before a yes', [deny({ Action: '*' }), allow()], 'denied'],
    ['a no about something else', [allow(), deny({ Resource: 'arn:aws:s3:::other/*' })], 'allowed'],
  ])('%s', (_, statements, expected) => expect(ask(statements)).toBe(expected));

  test('an action that has no resource is for statements about everything', () => {
    expect(ask([allow({ Resource: 'arn:aws:s3:::*' })], {}, '*')).toBe('not allowed');
    expect(ask([allow()], {}, '*')).toBe('allowed');
  });

  test('several policies are heard together', () => {
    expect(evaluate([...policy(allow()), ...policy(deny())], { action: 's3:GetObject', resource: OBJECT })).toBe('denied');
  });
});

describe('conditions', () => {
  const when = (Condition: Statement['Condition'], context: Context) => ask([allow({ Condition })], context) === 'allowed';

  test.each<[string, Record<string, Record<string, unknown>>, Context, boolean]>([
    ['equal', { StringEquals: { 'aws:ResourceTag/team': 'orders' } }, { 'aws:ResourceTag/team': 'orders' }, true],
    ['any of the values', { StringEquals: { k: ['a', 'b'] } }, { k: 'b' }, true],
    ['none of the values', { StringEquals: { k: ['a', 'b'] } }, { k: 'c' }, false],
    ['missing', { StringEquals: { k: 'a' } }, {}, false],
    ['keys in other case', { StringEquals: { 'AWS:principaltag/Team': 'a' } }, { 'aws:PrincipalTag/team': 'a' }, true],
    ['values in other case', { StringEquals: { k: 'A' } }, { k: 'a' }, false],
    ['values in other case, asked kindly', { StringEqualsIgnoreCase: { k: 'A' } }, { k: 'a' }, true],
    ['two keys of which one differs', { StringEquals: { k: 'a', l: 'b' } }, { k: 'a', l: 'c' }, false],
    ['two operators of which one fails', { StringEquals: { k: 'a' }, Bool: { m: 'true' } }, { k: 'a', m: 'false' }, false],
    ['no equality of a pattern', { StringEquals: { k: 'a*' } }, { k: 'ab' }, false],
    ['a pattern', { StringLike: { k: 'a*' } }, { k: 'ab' }, true],
    ['not equal', { StringNotEquals: { k: 'a' } }, { k: 'b' }, true],
    ['not equal to any', { StringNotEquals: { k: ['a', 'b'] } }, { k: 'b' }, false],
    ['not equal and missing', { StringNotEquals: { k: 'a' } }, {}, true],
    ['not like', { StringNotLike: { k: 'a*' } }, { k: 'ab' }, false],
    ['if it exists, and it does not', { StringEqualsIfExists: { k: 'a' } }, {}, true],
    ['if it exists, and it differs', { StringEqualsIfExists: { k: 'a' } }, { k: 'b' }, false],
    ['an ARN', { ArnEquals: { k: 'arn:aws:ecs:*:*:cluster/shop' } }, { k: 'arn:aws:ecs:eu-west-1:1:cluster/shop' }, true],
    ['another ARN', { ArnNotEquals: { k: 'arn:aws:ecs:eu-west-1:1:cluster/shop' } }, { k: 'arn:aws:ecs:eu-west-1:1:cluster/shop2' }, true],
    ['no key', { Null: { k: 'true' } }, {}, true],
    ['no key, but there is one', { Null: { k: 'true' } }, { k: 'a' }, false],
    ['some key', { Null: { k: 'false' } }, { k: 'a' }, true],
    ['a number', { NumericLessThan: { k: '10' } }, { k: '9' }, true],
    ['all of several', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'b'] }, true],
    ['all of several, and one is another', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, false],
    ['all of none', { 'ForAllValues:StringEquals': { k: ['a'] } }, {}, true],
    ['any of several', { 'ForAnyValue:StringEquals': { k: ['a'] } }, { k: ['c', 'a'] }, true],
    ['any of none', { 'ForAnyValue:StringEquals': { k: ['a'] } }, {}, false],
    ['what is known of the caller', { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      { 'aws:ResourceTag/team': 'orders', 'aws:PrincipalTag/team': 'orders' }, true],
    ['what is known of another caller', { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      { 'aws:ResourceTag/team': 'orders', 'aws:PrincipalTag/team': 'billing' }, false],
    ['what is not known of the caller', { StringEquals: { k: '${aws:PrincipalTag/team}' } }, { k: '' }, false],
    ['what is not known of the caller, with a default', { StringEquals: { k: '${aws:PrincipalTag/team, \'none\'}' } }, { k: 'none' }, true],
  ])('%s', (_, conditions, context, expected) => expect(when(conditions, context)).toBe(expected));

  test('an operator it does not know is no yes and no no', () => {
    expect(() => when({ DateLessThan: { k: '2026-01-01T00:00:00Z' } }, { k: '2025-01-01T00:00:00Z' })).toThrow(/DateLessThan/);
  });
});

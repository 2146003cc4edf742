/** Both sides of a call, on policies small enough to answer by hand. */
import { Caller, decide, Policy } from '../../tools/iam';

const THING = 'arn:aws:ecr:eu-west-1:111111111111:repository/thing';
const ME = 'arn:aws:iam::111111111111:role/me';
const THEM = 'arn:aws:iam::222222222222:role/them';

const may: Policy[] = [{ Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } }];
const mayNot: Policy[] = [{ Statement: [...may.map(({ Statement }) => Statement), { Effect: 'Deny', Action: 'ecr:*', Resource: '*' }].flat() as never }];
const lets = (Principal: unknown, rest: object = {}): Policy => ({ Statement: { Effect: 'Allow', Action: 'ecr:Get', Principal, ...rest } as never });

test.each<[string, Caller, Policy | undefined, string]>([
  ['somebody at home with a permission', { principal: ME, policies: may }, undefined, 'allowed'],
  ['somebody at home without', { principal: ME }, undefined, 'not allowed'],
  ['somebody at home who is named', { principal: ME }, lets({ AWS: ME }), 'allowed'],
  ['somebody at home among all', { principal: ME }, lets('*'), 'allowed'],
  ['somebody at home whose account is named', { principal: ME }, lets({ AWS: 'arn:aws:iam::111111111111:root' }), 'not allowed'],
  ['somebody at home who is named and may not', { principal: ME, policies: mayNot }, lets({ AWS: ME }), 'denied'],
  ['somebody elsewhere with a permission', { principal: THEM, policies: may }, undefined, 'not allowed'],
  ['somebody elsewhere who is named', { principal: THEM }, lets({ AWS: THEM }), 'not allowed'],
  ['somebody elsewhere with both', { principal: THEM, policies: may }, lets({ AWS: THEM }), 'allowed'],
  ['somebody elsewhere with both by the account', { principal: THEM, policies: may }, lets({ AWS: ['arn:aws:iam::222222222222:root'] }), 'allowed'],
  ['somebody elsewhere with both by the number of the account', { principal: THEM, policies: may }, lets({ AWS: '222222222222' }), 'allowed'],
  ['somebody elsewhere when others are named', { principal: THEM, policies: may }, lets({ AWS: 'arn:aws:iam::333333333333:root' }), 'not allowed'],
  ['somebody elsewhere who is refused', { principal: THEM, policies: may }, lets('*', { Effect: 'Deny' }), 'denied'],
  ['a service that is named', { principal: 'lambda.amazonaws.com' }, lets({ Service: 'lambda.amazonaws.com' }), 'allowed'],
  ['a service that is not', { principal: 'lambda.amazonaws.com' }, lets({ Service: 'codebuild.amazonaws.com' }), 'not allowed'],
  ['a service for somebody else', { principal: 'lambda.amazonaws.com', context: { 'aws:SourceAccount': '3' } },
    lets({ Service: 'lambda.amazonaws.com' }, { Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }), 'not allowed'],
])('%s', (_, caller, policy, expected) => expect(decide(caller, 'ecr:Get', THING, policy)).toBe(expected));

test('another call is another question', () => {
  expect(decide({ principal: THEM, policies: may }, 'ecr:Put', THING, lets({ AWS: THEM }))).toBe('not allowed');
});

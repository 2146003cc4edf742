import { ENV, ground, ingressIn, only, resources } from './support';
import { Waf } from '../../src/ingress';
import { PlatformProfile } from '../../src/vocabulary';

const WEB_ACL = 'AWS::WAFv2::WebACL';
const LOGGING = 'AWS::WAFv2::LoggingConfiguration';

test('a web ACL that exists is attached', () => {
  const on = ground();
  const arn = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shared/0123';
  const ingress = ingressIn(on, { waf: Waf.webAcl(arn) });
  expect(only(on.stack, 'AWS::WAFv2::WebACLAssociation')).toEqual({ WebACLArn: arn, ResourceArn: { Ref: expect.stringContaining('IngressLoadBalancer') } });
  expect(resources(on.stack, WEB_ACL)).toEqual({});
  expect(ingress.webAcl).toBeUndefined();
});

test('managed rules come after a limit on the rate, in order', () => {
  const on = ground();
  const ingress = ingressIn(on, { waf: Waf.managedRules() });
  const { Rules: rules, Scope: scope } = only(on.stack, WEB_ACL);
  expect(scope).toBe('REGIONAL');
  expect(rules.map((rule: any) => [rule.Priority, rule.Name])).toEqual([
    [0, 'RateLimit'],
    [1, 'AWSManagedRulesAmazonIpReputationList'],
    [2, 'AWSManagedRulesCommonRuleSet'],
    [3, 'AWSManagedRulesKnownBadInputsRuleSet'],
  ]);
  expect(rules[0]).toMatchObject({ Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } }, Action: { Block: {} } });
  expect(rules[1]).toMatchObject({ Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS' } }, OverrideAction: { None: {} } });
  expect(ingress.webAcl!.ref).toBeDefined();
});

test('counting blocks nothing', () => {
  const on = ground();
  ingressIn(on, { waf: Waf.managedRules({ countOnly: true, rateLimit: 500, ruleGroups: ['AWSManagedRulesSQLiRuleSet'] }) });
  const rules = only(on.stack, WEB_ACL).Rules;
  expect(rules.map((rule: any) => rule.Action ?? rule.OverrideAction)).toEqual([{ Count: {} }, { Count: {} }]);
  expect(rules[0].Statement.RateBasedStatement.Limit).toBe(500);
});

test('what the rules matched is logged under the name that WAF asks for, without secrets', () => {
  const on = ground(ENV);
  ingressIn(on, { waf: Waf.managedRules() });
  const [name] = Object.values(resources(on.stack, 'AWS::Logs::LogGroup')).map(found => found.Properties.LogGroupName).filter(Boolean);
  expect(name).toMatch(/^aws-waf-logs-[A-Za-z0-9-]+$/);
  const { LogDestinationConfigs: [destination], RedactedFields: redacted, LoggingFilter: filter } = only(on.stack, LOGGING);
  expect(JSON.stringify(destination)).toMatch(/:logs:eu-west-1:111122223333:log-group:/);
  expect(JSON.stringify(destination)).not.toContain(':*');
  expect(redacted).toEqual([{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'cookie' } }]);
  expect(filter.DefaultBehavior).toBe('DROP');
});

test('in development nothing is logged unless asked', () => {
  const on = ground();
  ingressIn(on, { waf: Waf.managedRules(), profile: PlatformProfile.DEVELOPMENT });
  expect(resources(on.stack, LOGGING)).toEqual({});
  const other = ground();
  ingressIn(other, { waf: Waf.managedRules({ logging: true }), profile: PlatformProfile.DEVELOPMENT });
  expect(Object.keys(resources(other.stack, LOGGING))).toHaveLength(1);
  expect(resources(other.stack, 'AWS::KMS::Key')).toEqual({});
});

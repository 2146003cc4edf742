import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ManagedRulesOptions } from './waf';
import { letLogsUse, makeKey } from '../network/log-key';
import { acknowledge } from '../private/acknowledge';
import { PlatformProfile } from '../vocabulary';

/** The rule groups of a web ACL that says nothing: the ones AWS calls its baseline, and known bad addresses. */
export const BASELINE_RULE_GROUPS = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
];

/** All rule groups that need no settings of their own and no extra fee. */
export const RULE_GROUPS = [
  ...BASELINE_RULE_GROUPS,
  'AWSManagedRulesAdminProtectionRuleSet',
  'AWSManagedRulesAnonymousIpList',
  'AWSManagedRulesLinuxRuleSet',
  'AWSManagedRulesPHPRuleSet',
  'AWSManagedRulesSQLiRuleSet',
  'AWSManagedRulesUnixRuleSet',
  'AWSManagedRulesWindowsRuleSet',
  'AWSManagedRulesWordPressRuleSet',
];

export const DEFAULT_RATE_LIMIT = 2000;

/** A web ACL: addresses that send too much first, then the rule groups in order; everything else is let through. */
export function managedWebAcl(scope: Construct, id: string, options: ManagedRulesOptions, profile: PlatformProfile): wafv2.CfnWebACL {
  const metrics = (name: string) => ({ cloudWatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true });
  const webAcl = new wafv2.CfnWebACL(scope, id, {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: metrics('WebAcl'),
    rules: [
      {
        name: 'RateLimit',
        priority: 0,
        statement: { rateBasedStatement: { limit: options.rateLimit ?? DEFAULT_RATE_LIMIT, aggregateKeyType: 'IP' } },
        action: options.countOnly ? { count: {} } : { block: {} },
        visibilityConfig: metrics('RateLimit'),
      },
      ...(options.ruleGroups ?? BASELINE_RULE_GROUPS).map((name, index) => ({
        name,
        priority: index + 1,
        statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
        overrideAction: options.countOnly ? { count: {} } : { none: {} },
        visibilityConfig: metrics(name),
      })),
    ],
  });
  if (options.logging ?? profile.trafficLogs) {
    logRequests(scope, `${id}Logs`, webAcl, profile);
  } else {
    acknowledge(webAcl, 'WAFv2LoggingEnabled', 'Traffic logs are off in this profile; say logging: true to keep the requests that the rules match.');
  }
  return webAcl;
}

/** Keeps what the rules matched; requests that were simply let through are not worth their storage. */
function logRequests(scope: Construct, id: string, webAcl: wafv2.CfnWebACL, profile: PlatformProfile): void {
  const stack = Stack.of(scope);
  // WAF only delivers to log groups whose names begin like this.
  const logGroupName = `aws-waf-logs-${Names.uniqueResourceName(webAcl, { maxLength: 60, separator: '-' })}`;
  const encryptionKey = profile.customerManagedKeys ? makeKey(scope, `${id}Key`, `Encrypts ${logGroupName}`, profile) : undefined;
  if (encryptionKey) {
    letLogsUse(encryptionKey, scope);
  }
  const logGroup = new logs.LogGroup(scope, id, {
    logGroupName,
    retention: profile.logRetention,
    encryptionKey,
    removalPolicy: profile.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
  if (!encryptionKey) {
    acknowledge(logGroup.node.defaultChild!, 'CloudWatchLogGroupEncrypted', 'The log group is encrypted with a key that AWS owns; this profile uses no customer managed keys.');
  }
  const header = (name: string) => ({ singleHeader: { Name: name } });
  new wafv2.CfnLoggingConfiguration(scope, `${id}Delivery`, {
    resourceArn: webAcl.attrArn,
    logDestinationConfigs: [stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
    redactedFields: [header('authorization'), header('cookie')],
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [{
        Behavior: 'KEEP',
        Requirement: 'MEETS_ANY',
        Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map(Action => ({ ActionCondition: { Action } })),
      }],
    },
  });
}

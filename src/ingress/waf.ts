/** @internal */
export type WafSpec =
  | { readonly kind: 'webAcl'; readonly arn: string }
  | { readonly kind: 'managedRules'; readonly options: ManagedRulesOptions };

/**
 * A web ACL with rules that AWS maintains.
 */
export interface ManagedRulesOptions {
  /**
   * Rule groups of AWS, by name, in the order of evaluation.
   * @default - AWSManagedRulesAmazonIpReputationList, AWSManagedRulesCommonRuleSet, AWSManagedRulesKnownBadInputsRuleSet
   */
  readonly ruleGroups?: string[];

  /**
   * Requests that one address may send within five minutes; from 10 to 2,000,000,000.
   * @default 2000
   */
  readonly rateLimit?: number;

  /**
   * Matches are counted, nothing is blocked: to see what would happen.
   * @default false
   */
  readonly countOnly?: boolean;

  /**
   * Blocked and counted requests are logged to CloudWatch Logs, without cookies and authorization headers.
   * @default - as the profile says for traffic logs
   */
  readonly logging?: boolean;
}

/**
 * A web application firewall in front of an ingress.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html
 */
export class Waf {
  /**
   * A web ACL that exists already, of scope REGIONAL and in the region of the ingress.
   *
   * @param arn ARN of the web ACL
   */
  public static webAcl(arn: string): Waf {
    return new Waf({ kind: 'webAcl', arn });
  }

  /**
   * A web ACL of its own: rule groups that AWS maintains, and a limit on the rate of requests per address.
   *
   * Cost about 5 USD a month for the web ACL, 1 for each rule, and 0.60 for a million requests.
   *
   * @param options which groups, how many requests, and whether they are only counted
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
   */
  public static managedRules(options: ManagedRulesOptions = {}): Waf {
    return new Waf({ kind: 'managedRules', options });
  }

  private constructor(
    /** @internal */
    public readonly _spec: WafSpec,
  ) {}
}

import { message } from '../message';

const RULES = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html';
const QUOTAS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html';
const TARGET_GROUPS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html';
const AUTHENTICATION = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html';
const LOGS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html';

/** What is refused about the ingress. */
export const ingressMessages = {
  // --- The load balancer ---
  TooFewZones: message<{ zones: number }>({
    what: p => `the subnets are in ${p.zones === 1 ? 'one zone' : `${p.zones} zones`}, a load balancer needs two`,
    remedy: () => 'select subnets in at least two availability zones',
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  }),
  NoPublicSubnets: message<{}>({
    what: () => 'the load balancer faces the internet, but its subnets are not public',
    remedy: () => 'select public subnets, or say internetFacing: false',
  }),
  VpcCidrUnknown: message<{ prop: string }>({
    what: () => 'the VPC was imported without its CIDR block',
    remedy: p => `give ${p.prop}, or import the VPC with vpcCidrBlock`,
  }),
  IdleTimeoutOutOfRange: message<{ given: string }>({
    what: p => `the idle timeout is ${p.given}`,
    remedy: () => 'choose between 1 and 4000 whole seconds',
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  }),
  AccessLogBucketUnused: message<{}>({
    what: () => 'a bucket for access logs is given, but accessLogs is false',
    remedy: () => 'leave out accessLogs: false, or the bucket',
  }),
  AccessLogBucketWithKey: message<{}>({
    what: () => 'the bucket for access logs is encrypted with a KMS key, which load balancers cannot write with',
    remedy: () => 'use a bucket that is encrypted with S3-managed keys',
    see: LOGS,
  }),
  AccessLogPrefixInvalid: message<{ given: string }>({
    what: p => `the prefix '${p.given}' cannot be used for access logs`,
    remedy: () => 'leave out AWSLogs and slashes at either end',
    see: LOGS,
  }),
  AddressBlockInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not a block of addresses`,
    remedy: () => 'write an address and a prefix length, for example 10.0.0.0/16',
  }),
  NoAllowedPeers: message<{}>({
    what: () => 'allowedPeers is empty, so nobody could open a connection',
    remedy: () => 'name at least one peer, or leave allowedPeers out for the default',
  }),

  // --- The domain ---
  PlainHttpWithoutReason: message<{}>({
    what: () => 'plain HTTP is asked for without a reason',
    remedy: () => 'say why requests may travel in the clear, or give the ingress a hosted zone or certificates',
  }),
  PlainHttpWithDomains: message<{}>({
    what: () => 'plain HTTP is mixed with other domains',
    remedy: () => 'use either plain HTTP or domains with certificates',
  }),
  NoCertificates: message<{}>({
    what: () => 'the list of certificates is empty',
    remedy: () => 'give at least one certificate',
  }),
  HostedZoneNameUnknown: message<{}>({
    what: () => 'the hosted zone was imported by id alone, so its name is unknown',
    remedy: () => 'import it with HostedZone.fromHostedZoneAttributes or HostedZone.fromLookup',
  }),
  PrivateZoneWithoutCertificate: message<{ zone: string }>({
    what: p => `the hosted zone ${p.zone} is private, so no certificate can be validated through it`,
    remedy: () => 'give a certificate, for example one that was validated through the public zone of the same name',
    see: 'https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html',
  }),
  DomainOutsideZone: message<{ domain: string; zone: string }>({
    what: p => `${p.domain} is not in the hosted zone ${p.zone}`,
    remedy: p => `choose ${p.zone} or a name that ends in .${p.zone}`,
  }),
  DomainTwice: message<{ domain: string }>({
    what: p => `${p.domain} is given as a domain twice`,
    remedy: () => 'give each domain once',
  }),

  // --- The firewall ---
  RateLimitOutOfRange: message<{ given: number }>({
    what: p => `the rate limit is ${p.given}`,
    remedy: () => 'choose a whole number from 10 to 2,000,000,000',
    see: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html',
  }),
  UnknownRuleGroup: message<{ given: string; meant?: string }>({
    what: p => `${p.given} is not a rule group that AWS maintains`,
    remedy: p => p.meant ? `write ${p.meant}` : 'choose one of the AWSManagedRules... groups',
    see: 'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html',
  }),
  WebAclNotRegional: message<{ given: string }>({
    what: p => `${p.given} is not a web ACL that a load balancer can have`,
    remedy: () => 'give the ARN of a web ACL of scope REGIONAL: arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>',
    see: 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating.html',
  }),

  // --- What a rule may ask ---
  HostNameInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not a host name that a rule can ask for`,
    remedy: () => 'use at most 128 letters, digits, dots, hyphens and the wildcards * and ?, with a dot and only letters after the last one',
    see: RULES,
  }),
  PathWithoutSlash: message<{ given: string }>({
    what: p => `the path '${p.given}' does not begin with a slash`,
    remedy: p => `write '/${p.given}'`,
    see: RULES,
  }),
  PathTooLong: message<{ given: string }>({
    what: p => `the path '${p.given.slice(0, 40)}...' has ${p.given.length} characters`,
    remedy: () => 'use at most 128 characters; a * at the end can stand for the rest',
    see: RULES,
  }),
  PathCharacterInvalid: message<{ given: string; character: string }>({
    what: p => `the path '${p.given}' contains '${p.character}'`,
    remedy: () => 'use letters, digits, _-.$/~"\'@:+& and the wildcards * and ? only',
    see: RULES,
  }),
  HeaderNameInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not a header that a rule can ask for`,
    remedy: p => p.given.toLowerCase() === 'host'
      ? 'use hostNames instead'
      : 'use at most 40 letters, digits and the marks that HTTP allows in header names, and no wildcards',
    see: RULES,
  }),
  ConditionValueInvalid: message<{ given: string }>({
    what: p => p.given === '' ? 'the value is empty' : `the value '${p.given.slice(0, 40)}' has ${p.given.length} characters or one that cannot be printed`,
    remedy: () => 'use 1 to 128 printable ASCII characters',
    see: RULES,
  }),
  HeaderWithoutValues: message<{ header: string }>({
    what: p => `the header ${p.header} is asked for without a value`,
    remedy: () => 'give at least one value; * takes any',
    see: RULES,
  }),
  UnknownMethod: message<{ given: string; meant?: string }>({
    what: p => `'${p.given}' is not an HTTP method`,
    remedy: p => p.meant ? `write ${p.meant}` : 'use at most 40 capital letters, hyphens and underscores',
    see: RULES,
  }),
  TooManyConditionValues: message<{ count: number }>({
    what: p => `the route has ${p.count} condition values, a rule takes 5 over all conditions`,
    remedy: () => 'use wildcards, or divide the route into several exposures',
    see: QUOTAS,
  }),
  TooManyWildcards: message<{ count: number }>({
    what: p => `the route has ${p.count} wildcards, a rule takes 6`,
    remedy: () => 'use fewer wildcards, or divide the route into several exposures',
    see: QUOTAS,
  }),

  // --- The order of rules ---
  PriorityOutOfRange: message<{ given: number }>({
    what: p => `the priority is ${p.given}`,
    remedy: () => 'choose a whole number from 1 to 50000, or leave it out and let the route find its place',
  }),
  PriorityUnknowable: message<{}>({
    what: () => 'a condition of the route is known only at deployment, so its place in the order of rules cannot be derived from it',
    remedy: () => 'give a priority from 1 to 999 or from 50000, which no derived one uses',
  }),
  PriorityTaken: message<{ priority: number; owner: string; free: number | undefined }>({
    what: p => `priority ${p.priority} is taken by ${p.owner}`,
    remedy: p => p.free === undefined ? 'move one of them to another ingress' : `give one of them a priority of its own, for example priority: ${p.free}`,
  }),
  DuplicateRoute: message<{ owner: string }>({
    what: p => `${p.owner} takes exactly the same requests`,
    remedy: () => 'give one of them another host name or path',
  }),
  RouteShadowed: message<{ owner: string; ownerPriority: number; priority: number; free: number | undefined }>({
    what: p => `no request would arrive: ${p.owner} takes all of them first (priority ${p.ownerPriority} before ${p.priority})`,
    remedy: p => p.free === undefined ? 'make the other route narrower' : `make the other route narrower, or put this one first with priority: ${p.free}`,
  }),
  RouteShadows: message<{ owner: string; ownerPriority: number; priority: number; free: number | undefined }>({
    what: p => `it would take every request of ${p.owner} (priority ${p.priority} before ${p.ownerPriority})`,
    remedy: p => p.free === undefined ? 'make this route narrower' : `make this route narrower, or put it last with priority: ${p.free}`,
  }),
  TooManyRoutes: message<{ limit: number }>({
    what: p => `the ingress has ${p.limit} routes already; with two target groups each, a load balancer takes no more`,
    remedy: () => 'make a second ingress for the rest',
    see: QUOTAS,
  }),

  // --- Host names and certificates ---
  HostOutsideDomain: message<{ host: string; domains: string; meant?: string }>({
    what: p => `${p.host} is not covered by the domains of the ingress (${p.domains})`,
    remedy: p => p.meant ? `write ${p.meant} if that was meant, or add its domain to the ingress` : 'use a host name of one of the domains, or add its domain to the ingress',
  }),
  HostWithoutRecord: message<{ host: string }>({
    what: p => `DNS has no record for a pattern like ${p.host}`,
    remedy: () => 'write the host name out, use * for the whole first label, or make the records yourself and say records: false on the domain',
    see: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html',
  }),
  HostRecordedElsewhere: message<{ host: string; owner: string }>({
    what: p => `the record of ${p.host} is made in the stack of ${p.owner}, and two stacks cannot both own it`,
    remedy: p => `give it to the ingress: Domain.hostedZone(zone, { hostNames: ['${p.host}'] })`,
  }),
  HostLeadsElsewhere: message<{ host: string; ingress: string }>({
    what: p => `${p.host} leads to ${p.ingress} already, and a zone has each name once`,
    remedy: () => 'use another host name, or a hosted zone of its own for one of the two, for example a private one for what is internal',
  }),

  // --- What is behind a route ---
  AudienceMismatch: message<{ audience: string; facing: string }>({
    what: p => `the exposure is ${p.audience}, but the ingress is ${p.facing}`,
    remedy: p => p.audience === 'public' ? 'make the exposure internal, or use an ingress that faces the internet' : 'make the exposure public, or use an internal ingress',
  }),
  AuthenticationNeedsHttps: message<{}>({
    what: () => 'users cannot sign in over plain HTTP',
    remedy: () => 'give the ingress a domain with a certificate, or leave out the authentication',
    see: AUTHENTICATION,
  }),
  AuthenticationNeedsHttp1: message<{ protocol: string }>({
    what: p => `rules in front of ${p.protocol} targets can only forward, so users cannot sign in there`,
    remedy: () => 'speak HTTP/1.1 to the service, or leave out the authentication',
    see: TARGET_GROUPS,
  }),
  SessionTimeoutOutOfRange: message<{ given: string }>({
    what: p => `a session of ${p.given} is out of range`,
    remedy: () => 'choose between 1 second and 7 days',
    see: AUTHENTICATION,
  }),
  EndpointNotHttps: message<{ given: string }>({
    what: p => `'${p.given}' is not an https URL`,
    remedy: () => 'write the full URL, beginning with https://',
    see: AUTHENTICATION,
  }),
  ProtocolNeedsHttps: message<{ protocol: string }>({
    what: p => `${p.protocol} needs a listener that speaks HTTPS`,
    remedy: () => 'give the ingress a domain with a certificate, or speak HTTP/1.1 to the service',
    see: TARGET_GROUPS,
  }),
};

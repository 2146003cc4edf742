import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, Fn, SecretValue, Stack } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import { Domain, Ingress, IngressProps, Waf } from '../../src/ingress';
import { Authentication, OidcAuthenticationOptions } from '../../src/vocabulary';
import { exampleZone, ExposureParts, ground, Ground, ingressIn, route, someCertificate } from '../ingress/support';

/** A mistake in a load balancer. */
function wrong(code: Code, path: string, remedy: string, props: (on: Ground) => Partial<IngressProps>): WrongInput {
  const findings = () => {
    const on = ground();
    const given = props(on);
    return refused(() => ingressIn(on, given));
  };
  return { code, path, remedy, findings };
}

/** A mistake in a route. */
function wrongRoute(code: Code, path: string, remedy: string, parts: ExposureParts, ingress?: (on: Ground) => Partial<IngressProps>): WrongInput {
  const findings = () => {
    const on = ground();
    const made = ingressIn(on, ingress?.(on));
    return refused(() => route(made, on.stack, 'Api', parts));
  };
  return { code, path: `exposure${path}`, remedy, findings };
}

/** A mistake in the last route, because of those before it. */
function wrongAmong(code: Code, remedy: string, routes: readonly ExposureParts[], ingress: Partial<IngressProps> = {}): WrongInput {
  const findings = () => {
    const on = ground();
    const made = ingressIn(on, ingress);
    routes.slice(0, -1).forEach((parts, index) => route(made, on.stack, `Api${index}`, parts));
    return refused(() => route(made, on.stack, 'Web', routes[routes.length - 1]));
  };
  return { code, path: 'exposure', remedy, findings };
}

const plain = () => ({ domain: Domain.plainHttp('behind a proxy that speaks TLS') });
const blindVpc = ({ stack }: Ground) => ec2.Vpc.fromVpcAttributes(stack, 'Blind', {
  vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['a', 'b'], publicSubnetIds: ['subnet-1', 'subnet-2'], privateSubnetIds: ['subnet-3', 'subnet-4'],
});
const oidc = (parts: Partial<OidcAuthenticationOptions> = {}) => Authentication.oidc({
  issuer: 'https://login.example.com',
  authorizationEndpoint: 'https://login.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
  userInfoEndpoint: 'https://login.example.com/me',
  clientId: 'app',
  clientSecret: SecretValue.secretsManager('oidc'),
  ...parts,
})._toHandle();

const LOAD_BALANCERS: readonly WrongInput[] = [
  wrong('TooFewZones', 'subnets', 'two availability zones', ({ vpc }) => ({ subnets: { subnets: [vpc.publicSubnets[0]] } })),
  wrong('NoPublicSubnets', 'subnets', 'internetFacing: false', ({ vpc }) => ({ subnets: { subnets: vpc.privateSubnets } })),
  wrong('VpcCidrUnknown', 'targetCidrs', 'give targetCidrs', on => ({ vpc: blindVpc(on) })),
  wrong('VpcCidrUnknown', 'allowedPeers', 'give allowedPeers', on => ({ vpc: blindVpc(on), targetCidrs: ['10.0.0.0/16'], internetFacing: false })),
  wrong('AddressBlockInvalid', 'targetCidrs[0]', '10.0.0.0/16', () => ({ targetCidrs: ['10.0.0.0'] })),
  wrong('NoAllowedPeers', 'allowedPeers', 'at least one peer', () => ({ allowedPeers: [] })),
  wrong('IdleTimeoutOutOfRange', 'idleTimeout', '4000', () => ({ idleTimeout: Duration.hours(2) })),
  wrong('IdleTimeoutOutOfRange', 'idleTimeout', 'whole seconds', () => ({ idleTimeout: Duration.millis(1500) })),
  wrong('AccessLogBucketUnused', 'accessLogs', 'accessLogs: false', ({ stack }) => ({ accessLogs: false, accessLogBucket: new s3.Bucket(stack, 'Mine') })),
  wrong('AccessLogBucketWithKey', 'accessLogBucket', 'S3-managed keys', ({ stack }) => ({
    accessLogBucket: new s3.Bucket(stack, 'Mine', { encryptionKey: new kms.Key(stack, 'Key'), encryption: s3.BucketEncryption.KMS }),
  })),
  wrong('AccessLogPrefixInvalid', 'accessLogPrefix', 'AWSLogs', () => ({ accessLogPrefix: 'my/AWSLogs' })),
  wrong('AccessLogPrefixInvalid', 'accessLogPrefix', 'slashes', () => ({ accessLogPrefix: '/web' })),
  wrong('PlainHttpWithoutReason', 'domain', 'say why', () => ({ domain: Domain.plainHttp(' ') })),
  wrong('PlainHttpWithDomains', 'additionalDomains', 'either plain HTTP', ({ zone }) => ({ ...plain(), additionalDomains: [Domain.hostedZone(zone)] })),
  wrong('NoCertificates', 'domain', 'at least one certificate', () => ({ domain: Domain.certificates([]) })),
  wrong('HostedZoneNameUnknown', 'domain', 'fromHostedZoneAttributes', ({ stack }) => ({ domain: Domain.hostedZone(route53.HostedZone.fromHostedZoneId(stack, 'Nameless', 'Z1')) })),
  wrong('PrivateZoneWithoutCertificate', 'domain', 'give a certificate', ({ stack, vpc }) => ({
    domain: Domain.hostedZone(new route53.PrivateHostedZone(stack, 'Private', { vpc, zoneName: 'example.internal' })),
  })),
  wrong('DomainOutsideZone', 'domain.domainName', '.example.com', ({ zone }) => ({ domain: Domain.hostedZone(zone, { domainName: 'example.org' }) })),
  wrong('HostOutsideDomain', 'additionalDomains[0].hostNames[0]', 'add its domain', on => ({
    additionalDomains: [Domain.hostedZone(exampleZone(on.stack, 'Org', 'example.org'), { hostNames: ['www.example.com'] })],
  })),
  wrong('DomainTwice', 'additionalDomains', 'once', ({ zone }) => ({ additionalDomains: [Domain.hostedZone(zone)] })),
  wrong('RateLimitOutOfRange', 'waf.rateLimit', 'from 10', () => ({ waf: Waf.managedRules({ rateLimit: 1 }) })),
  wrong('UnknownRuleGroup', 'waf.ruleGroups[0]', 'AWSManagedRulesSQLiRuleSet', () => ({ waf: Waf.managedRules({ ruleGroups: ['AWSManagedRulesSQLRuleSet'] }) })),
  wrong('WebAclNotRegional', 'waf', 'REGIONAL', () => ({ waf: Waf.webAcl('arn:aws:wafv2:us-east-1:111122223333:global/webacl/cdn/0123') })),
];

const ROUTES: readonly WrongInput[] = [
  wrongRoute('HostNameInvalid', '.hostNames[0]', 'letters, digits', { match: { hostNames: ['api_1.example.com'] } }),
  wrongRoute('HostNameInvalid', '.hostNames[0]', 'with a dot', { match: { hostNames: ['localhost'] } }, ({ stack }) => ({ domain: Domain.certificates([someCertificate(stack)]) })),
  wrongRoute('HostNameInvalid', '.hostNames[0]', 'at most 128', { match: { hostNames: [`${'a'.repeat(130)}.example.com`] } }),
  wrongRoute('PathWithoutSlash', '.paths[0]', "'/api/*'", { match: { paths: ['api/*'] } }),
  wrongRoute('PathTooLong', '.paths[0]', 'at most 128', { match: { paths: [`/${'a'.repeat(128)}`] } }),
  wrongRoute('PathCharacterInvalid', '.paths[0]', 'wildcards', { match: { paths: ['/api/{id}'] } }),
  wrongRoute('HeaderNameInvalid', '.headers[0].name', 'at most 40', { match: { headers: [{ name: 'X-*', values: ['1'] }] } }),
  wrongRoute('HeaderNameInvalid', '.headers[0].name', 'use hostNames', { match: { headers: [{ name: 'Host', values: ['a.example.com'] }] } }),
  wrongRoute('ConditionValueInvalid', '.queryStrings[0].value', '1 to 128', { match: { queryStrings: [{ key: 'v', value: '' }] } }),
  wrongRoute('ConditionValueInvalid', '.headers[0].values[0]', 'printable', { match: { headers: [{ name: 'X-Name', values: ['Z\u00fcrich'] }] } }),
  wrongRoute('HeaderWithoutValues', '.headers[0].values', 'at least one', { match: { headers: [{ name: 'X-Name', values: [] }] } }),
  wrongRoute('UnknownMethod', '.methods[0]', 'GET', { match: { methods: ['GTE'] } }),
  wrongRoute('UnknownMethod', '.methods[0]', 'POST', { match: { methods: ['post'] } }),
  wrongRoute('UnknownMethod', '.methods[0]', 'capital letters', { match: { methods: ['do something'] } }),
  wrongRoute('AddressBlockInvalid', '.sourceIps[0]', '10.0.0.0/16', { match: { sourceIps: ['10.0.0.1'] } }),
  wrongRoute('TooManyConditionValues', '', 'wildcards', { match: { paths: ['/a', '/b', '/c'], methods: ['GET', 'HEAD'], sourceIps: ['10.0.0.0/8'] } }),
  wrongRoute('TooManyWildcards', '', 'fewer wildcards', { match: { paths: ['/*/*/*/a', '/*/*/*/*/b'] } }),
  wrongRoute('PriorityOutOfRange', '.priority', '50000', { priority: 50001 }),
  wrongRoute('PriorityOutOfRange', '.priority', 'whole number', { priority: 1.5 }),
  wrongRoute('PriorityUnknowable', '.priority', '1 to 999', { match: { sourceIps: [Fn.importValue('OfficeCidr')] } }),
  wrongRoute('AudienceMismatch', '.audience', 'faces the internet', {}, () => ({ internetFacing: false })),
  wrongRoute('AudienceMismatch', '.audience', 'internal ingress', { audience: 'internal' }),
  wrongRoute('AuthenticationNeedsHttps', '.authentication', 'certificate', { authentication: oidc() }, plain),
  wrongRoute('AuthenticationNeedsHttp1', '.authentication', 'HTTP/1.1', { authentication: oidc(), protocol: 'grpc' }),
  wrongRoute('SessionTimeoutOutOfRange', '.authentication.sessionTimeout', '7 days', { authentication: oidc({ sessionTimeout: Duration.days(8) }) }),
  wrongRoute('EndpointNotHttps', '.authentication.tokenEndpoint', 'https://', { authentication: oidc({ tokenEndpoint: '/token' }) }),
  wrongRoute('ProtocolNeedsHttps', '.protocol', 'certificate', { protocol: 'grpc' }, plain),
  wrongRoute('ProtocolNeedsHttps', '.protocol', 'HTTP/1.1', { protocol: 'http2' }, plain),
];

const NEIGHBOURS: readonly WrongInput[] = [
  wrongAmong('PriorityTaken', 'priority: 11', [{ priority: 10, match: { paths: ['/a'] } }, { priority: 10, match: { paths: ['/b'] } }]),
  wrongAmong('DuplicateRoute', 'another host name or path', [{ match: { paths: ['/api/*'] } }, { match: { paths: ['/api/*'] } }]),
  wrongAmong('RouteShadowed', 'priority: 9', [{ priority: 10, match: { paths: ['/api*'] } }, { priority: 20, match: { paths: ['/api/v1'] } }]),
  wrongAmong('RouteShadows', 'priority: 21', [{ priority: 20, match: { paths: ['/api/v1'] } }, { priority: 10, match: { paths: ['/api*'] } }]),
  wrongAmong('TooManyRoutes', 'a second ingress', ['/a', '/b', '/c'].map(path => ({ match: { paths: [path] } })), { maxRoutes: 2 }),
];

const www: ExposureParts = { match: { hostNames: ['www.example.com'] } };

const HOSTS: readonly WrongInput[] = [
  wrongRoute('HostOutsideDomain', '.hostNames[0]', 'www.example.com', { match: { hostNames: ['www.exmaple.com'] } }),
  wrongRoute('HostWithoutRecord', '.hostNames[0]', 'records: false', { match: { hostNames: ['api-*.example.com'] } }),
  {
    code: 'HostRecordedElsewhere',
    path: 'exposure.hostNames[0]',
    remedy: "hostNames: ['www.example.com']",
    findings: () => {
      const on = ground();
      const ingress = ingressIn(on);
      route(ingress, new Stack(on.app, 'Shop'), 'Web', www);
      return refused(() => route(ingress, new Stack(on.app, 'Blog'), 'Web', { match: { ...www.match, paths: ['/blog/*'] } }));
    },
  },
  {
    code: 'HostLeadsElsewhere',
    path: 'exposure.hostNames[0]',
    remedy: 'another host name',
    findings: () => {
      const on = ground();
      route(ingressIn(on), on.stack, 'Web', www);
      const internal = new Ingress(on.stack, 'Internal', { vpc: on.vpc, domain: Domain.hostedZone(on.zone), internetFacing: false });
      return refused(() => route(internal, on.stack, 'Intranet', { ...www, audience: 'internal' }));
    },
  },
];

/** Mistakes in load balancers, and in the routes to what is behind them. */
export const INGRESS_MISTAKES: readonly WrongInput[] = [...LOAD_BALANCERS, ...ROUTES, ...NEIGHBOURS, ...HOSTS];

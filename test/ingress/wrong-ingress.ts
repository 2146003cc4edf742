import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, Fn, SecretValue } from 'aws-cdk-lib/core';
import { exampleZone, ExposureParts, Ground, someCertificate } from './support';
import { Domain, IngressProps, Waf } from '../../src/ingress';
import { Authentication, OidcAuthenticationOptions } from '../../src/vocabulary';

/** A mistake, where it is seen, and words that the way out must contain. */
export interface WrongIngress {
  readonly code: string;
  readonly path: string;
  readonly remedy: string;
  readonly props: (on: Ground) => Partial<IngressProps>;
}

export interface WrongRoute {
  readonly code: string;
  readonly path: string;
  readonly remedy: string;
  readonly parts: ExposureParts;
  readonly ingress?: (on: Ground) => Partial<IngressProps>;
}

const wrong = (code: string, path: string, remedy: string, props: WrongIngress['props']): WrongIngress => ({ code, path, remedy, props });
const wrongRoute = (code: string, path: string, remedy: string, parts: ExposureParts, ingress?: WrongRoute['ingress']): WrongRoute =>
  ({ code, path: `exposure${path}`, remedy, parts, ingress });

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

/** Mistakes about the load balancer. */
export const WRONG_INGRESSES: readonly WrongIngress[] = [
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

/** Mistakes about a route. */
export const WRONG_ROUTES: readonly WrongRoute[] = [
  wrongRoute('HostNameInvalid', '.hostNames[0]', 'letters, digits', { match: { hostNames: ['api_1.example.com'] } }),
  wrongRoute('HostNameInvalid', '.hostNames[0]', 'with a dot', { match: { hostNames: ['localhost'] } }, ({ stack }) => ({ domain: Domain.certificates([someCertificate(stack)]) })),
  wrongRoute('HostNameInvalid', '.hostNames[0]', 'at most 128', { match: { hostNames: [`${'a'.repeat(130)}.example.com`] } }),
  wrongRoute('PathWithoutSlash', '.paths[0]', "'/api/*'", { match: { paths: ['api/*'] } }),
  wrongRoute('PathTooLong', '.paths[0]', 'at most 128', { match: { paths: [`/${'a'.repeat(128)}`] } }),
  wrongRoute('PathCharacterInvalid', '.paths[0]', 'wildcards', { match: { paths: ['/api/{id}'] } }),
  wrongRoute('HeaderNameInvalid', '.headers[0].name', 'at most 40', { match: { headers: [{ name: 'X-*', values: ['1'] }] } }),
  wrongRoute('HeaderNameInvalid', '.headers[0].name', 'use hostNames', { match: { headers: [{ name: 'Host', values: ['a.example.com'] }] } }),
  wrongRoute('ConditionValueInvalid', '.headers[0].values[0]', 'printable', { match: { headers: [{ name: 'X-Name', values: ['Z\u00fcrich'] }] } }),
  wrongRoute('ConditionValueInvalid', '.queryStrings[0].value', '1 to 128', { match: { queryStrings: [{ key: 'v', value: '' }] } }),
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

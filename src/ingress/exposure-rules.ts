import { Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { isCidr } from './cidr';
import { wildcardCount } from './glob';
import { Hosts } from './hosts';
import { IngressParts } from './ingress-parts';
import { PRIORITY_MAX, PRIORITY_MIN, routePriority } from './route-priority';
import { routeShape } from './route-shape';
import { PlacedRoute, RouteTable } from './route-table';
import { Finding, finding } from '../findings';
import { ExposureSpec, RouteMatch } from '../model';
import { didYouMean } from '../private/did-you-mean';
import { Authentication } from '../vocabulary';

/**
 * What a load balancer would refuse about a rule, and the place of the route if there is nothing. What it would refuse
 * about target groups is known to the rules of all platforms.
 */
export function checkExposure(
  ingress: IngressParts, hosts: Hosts, table: RouteTable, scope: Construct, exposure: ExposureSpec, owner: IConstruct, at: string,
): { readonly route?: PlacedRoute; readonly findings: readonly Finding[] } {
  const findings = [
    ...checkMatch(exposure.match, at),
    ...exposure.match.hostNames.flatMap((host, i) => hosts.check(host, scope, `${at}.hostNames[${i}]`)),
    ...(exposure.match.hostNames.length === 0 ? hosts.check(undefined, scope, `${at}.hostNames`) : []),
    ...checkProtocols(ingress, exposure, at),
    ...checkPriority(exposure, at),
  ];
  if (table.size >= ingress.maxRoutes) {
    findings.push(finding('TooManyRoutes', at, { limit: ingress.maxRoutes }));
  }
  if (findings.length > 0) {
    return { findings };
  }
  const shape = routeShape(exposure.match);
  const route = { owner: owner.node.path, shape, priority: exposure.priority ?? routePriority(shape) };
  return { route, findings: table.clashes(route, at) };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE'];
const HOST_NAME = /^[A-Za-z0-9*?-]*(\.[A-Za-z0-9*?-]+)*\.[A-Za-z*?]+$/;
const PATH_CHARACTER = /[A-Za-z0-9_\-.$/~"'@:+&*?]/;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'+.^_`|~-]{1,40}$/;
const PRINTABLE = /^[\x20-\x7e]{1,128}$/;

/** The conditions of a rule. */
function checkMatch(match: RouteMatch, at: string): Finding[] {
  const values = [
    ...match.headers.flatMap(({ values: list }, i) => list.map((value, j) => ({ path: `${at}.headers[${i}].values[${j}]`, value }))),
    ...match.queryStrings.flatMap(({ key, value }, i) => [
      ...(key === undefined ? [] : [{ path: `${at}.queryStrings[${i}].key`, value: key }]),
      { path: `${at}.queryStrings[${i}].value`, value },
    ]),
  ];
  const count = match.hostNames.length + match.paths.length + match.methods.length + match.sourceIps.length + match.queryStrings.length
    + match.headers.reduce((sum, header) => sum + header.values.length, 0);
  const wildcards = [...match.hostNames, ...match.paths].reduce((sum, pattern) => sum + wildcardCount(pattern), 0)
    + values.reduce((sum, { value }) => sum + wildcardCount(value, { escapes: true }), 0);
  return [
    ...each(match.hostNames, `${at}.hostNames`, (given, path) => given.length <= 128 && HOST_NAME.test(given) ? [] : [finding('HostNameInvalid', path, { given })]),
    ...each(match.paths, `${at}.paths`, checkPath),
    ...match.headers.flatMap(({ name }, i) => HEADER_NAME.test(name) && name.toLowerCase() !== 'host' ? [] : [finding('HeaderNameInvalid', `${at}.headers[${i}].name`, { given: name })]),
    ...match.headers.flatMap(({ name, values: list }, i) => list.length > 0 ? [] : [finding('HeaderWithoutValues', `${at}.headers[${i}].values`, { header: name })]),
    ...values.flatMap(({ path, value }) => Token.isUnresolved(value) || PRINTABLE.test(value) ? [] : [finding('ConditionValueInvalid', path, { given: value })]),
    ...each(match.methods, `${at}.methods`, checkMethod),
    ...each(match.sourceIps, `${at}.sourceIps`, (given, path) => isCidr(given) ? [] : [finding('AddressBlockInvalid', path, { given })]),
    ...(count > 5 ? [finding('TooManyConditionValues', at, { count })] : []),
    ...(wildcards > 6 ? [finding('TooManyWildcards', at, { count: wildcards })] : []),
  ];
}

function checkPath(given: string, path: string): Finding[] {
  if (!/^[/*?]/.test(given)) {
    return [finding('PathWithoutSlash', path, { given })];
  }
  const character = [...given].find(one => !PATH_CHARACTER.test(one));
  return [
    ...(given.length > 128 ? [finding('PathTooLong', path, { given })] : []),
    ...(character === undefined ? [] : [finding('PathCharacterInvalid', path, { given, character })]),
  ];
}

/** Any word in capitals may be a method, so only what looks like a mistyped one is refused. */
function checkMethod(given: string, path: string): Finding[] {
  if (METHODS.includes(given)) {
    return [];
  }
  const letters = (word: string) => [...word.toUpperCase()].sort().join('');
  const meant = METHODS.find(method => letters(method) === letters(given)) ?? didYouMean(given, METHODS);
  return meant === undefined && /^[A-Z_-]{1,40}$/.test(given) ? [] : [finding('UnknownMethod', path, { given, meant })];
}

/** What has to fit together between the listener and what is behind it. */
function checkProtocols(ingress: IngressParts, exposure: ExposureSpec, at: string): Finding[] {
  const findings: Finding[] = [];
  const facing = ingress.internetFacing ? 'public' : 'internal';
  if (ingress.internetFacing !== undefined && facing !== exposure.audience) {
    findings.push(finding('AudienceMismatch', `${at}.audience`, { audience: exposure.audience, facing }));
  }
  const protocol = exposure.protocol === 'grpc' ? 'gRPC' : 'HTTP/2';
  if (exposure.protocol !== 'http1' && !ingress.https) {
    findings.push(finding('ProtocolNeedsHttps', `${at}.protocol`, { protocol }));
  }
  if (exposure.authentication) {
    if (!ingress.https) {
      findings.push(finding('AuthenticationNeedsHttps', `${at}.authentication`, {}));
    }
    if (exposure.protocol !== 'http1') {
      findings.push(finding('AuthenticationNeedsHttp1', `${at}.authentication`, { protocol }));
    }
    findings.push(...checkAuthentication(exposure.authentication.value as Authentication, `${at}.authentication`));
  }
  return findings;
}

function checkAuthentication({ _provider: provider }: Authentication, at: string): Finding[] {
  const endpoints = provider.kind === 'oidc' ? (['issuer', 'authorizationEndpoint', 'tokenEndpoint', 'userInfoEndpoint'] as const)
    .filter(name => !Token.isUnresolved(provider.options[name]) && !/^https:\/\/[^/\s]+/.test(provider.options[name]))
    .map(name => finding('EndpointNotHttps', `${at}.${name}`, { given: provider.options[name] })) : [];
  const { sessionTimeout } = provider.options;
  const seconds = sessionTimeout === undefined || sessionTimeout.isUnresolved() ? 1 : sessionTimeout.toMilliseconds() / 1000;
  const timeout = Number.isInteger(seconds) && seconds >= 1 && seconds <= 604800
    ? [] : [finding('SessionTimeoutOutOfRange', `${at}.sessionTimeout`, { given: sessionTimeout!.toHumanString() })];
  return [...endpoints, ...timeout];
}

function checkPriority({ priority, match }: ExposureSpec, at: string): Finding[] {
  if (priority === undefined) {
    return unresolved(match) ? [finding('PriorityUnknowable', `${at}.priority`, {})] : [];
  }
  const valid = Number.isInteger(priority) && priority >= PRIORITY_MIN && priority <= PRIORITY_MAX;
  return valid ? [] : [finding('PriorityOutOfRange', `${at}.priority`, { given: priority })];
}

function unresolved(match: RouteMatch): boolean {
  return [...match.hostNames, ...match.paths, ...match.methods, ...match.sourceIps,
    ...match.headers.flatMap(header => header.values), ...match.queryStrings.flatMap(({ key, value }) => [key ?? '', value])].some(value => Token.isUnresolved(value));
}

function each(values: readonly string[], path: string, check: (value: string, path: string) => Finding[]): Finding[] {
  return values.flatMap((value, i) => Token.isUnresolved(value) ? [] : check(value, `${path}[${i}]`));
}

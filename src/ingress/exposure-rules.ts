import { Duration, Token } from 'aws-cdk-lib/core';
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

/** What a load balancer would refuse about a route, and the place of the route if there is nothing. */
export function checkExposure(
  ingress: IngressParts, hosts: Hosts, table: RouteTable, scope: Construct, exposure: ExposureSpec, owner: IConstruct,
): { readonly route?: PlacedRoute; readonly findings: readonly Finding[] } {
  const findings = [
    ...checkMatch(exposure.match),
    ...exposure.match.hostNames.flatMap((host, i) => hosts.check(host, scope, `hostNames[${i}]`)),
    ...checkProtocols(ingress, exposure),
    ...checkHealth(exposure),
    ...between('DrainTimeOutOfRange', 'drainTime', exposure.drainTime, 0, 3600),
    ...(exposure.stickiness ? between('StickinessOutOfRange', 'stickiness', exposure.stickiness, 1, 604800) : []),
    ...checkPriority(exposure),
  ];
  if (table.size >= ingress.maxRoutes) {
    findings.push(finding('TooManyRoutes', 'exposure', { limit: ingress.maxRoutes }));
  }
  if (findings.length > 0) {
    return { findings };
  }
  const shape = routeShape(exposure.match);
  const route = { owner: owner.node.path, shape, priority: exposure.priority ?? routePriority(shape) };
  return { route, findings: table.clashes(route, 'exposure') };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE'];
const HOST_NAME = /^[A-Za-z0-9*?-]*(\.[A-Za-z0-9*?-]+)*\.[A-Za-z*?]+$/;
const PATH_CHARACTER = /[A-Za-z0-9_\-.$/~"'@:+&*?]/;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'+.^_`|~-]{1,40}$/;
const PRINTABLE = /^[\x20-\x7e]{1,128}$/;

/** The conditions of a rule. */
function checkMatch(match: RouteMatch): Finding[] {
  const values = [
    ...match.headers.flatMap(({ values: list }, i) => list.map((value, j) => ({ path: `headers[${i}].values[${j}]`, value }))),
    ...match.queryStrings.flatMap(({ key, value }, i) => [
      ...(key === undefined ? [] : [{ path: `queryStrings[${i}].key`, value: key }]),
      { path: `queryStrings[${i}].value`, value },
    ]),
  ];
  const count = match.hostNames.length + match.paths.length + match.methods.length + match.sourceIps.length + match.queryStrings.length
    + match.headers.reduce((sum, header) => sum + header.values.length, 0);
  const wildcards = [...match.hostNames, ...match.paths].reduce((sum, pattern) => sum + wildcardCount(pattern), 0)
    + values.reduce((sum, { value }) => sum + wildcardCount(value, { escapes: true }), 0);
  return [
    ...each(match.hostNames, 'hostNames', (given, path) => given.length <= 128 && HOST_NAME.test(given) ? [] : [finding('HostNameInvalid', path, { given })]),
    ...each(match.paths, 'paths', checkPath),
    ...match.headers.flatMap(({ name }, i) => HEADER_NAME.test(name) && name.toLowerCase() !== 'host' ? [] : [finding('HeaderNameInvalid', `headers[${i}].name`, { given: name })]),
    ...values.flatMap(({ path, value }) => Token.isUnresolved(value) || PRINTABLE.test(value) ? [] : [finding('ConditionValueInvalid', path, { given: value })]),
    ...each(match.methods, 'methods', checkMethod),
    ...each(match.sourceIps, 'sourceIps', (given, path) => isCidr(given) ? [] : [finding('CidrInvalid', path, { given })]),
    ...(count > 5 ? [finding('TooManyConditionValues', 'exposure', { count })] : []),
    ...(wildcards > 6 ? [finding('TooManyWildcards', 'exposure', { count: wildcards })] : []),
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
  const meant = didYouMean(given, METHODS);
  return meant === undefined && /^[A-Z_-]{1,40}$/.test(given) ? [] : [finding('UnknownMethod', path, { given, meant })];
}

/** What has to fit together between the listener and what is behind it. */
function checkProtocols(ingress: IngressParts, exposure: ExposureSpec): Finding[] {
  const findings: Finding[] = [];
  const facing = ingress.internetFacing ? 'public' : 'internal';
  if (ingress.internetFacing !== undefined && facing !== exposure.audience) {
    findings.push(finding('AudienceMismatch', 'audience', { audience: exposure.audience, facing }));
  }
  const protocol = exposure.protocol === 'grpc' ? 'gRPC' : 'HTTP/2';
  if (exposure.protocol !== 'http1' && !ingress.https) {
    findings.push(finding('ProtocolNeedsHttps', 'protocol', { protocol }));
  }
  if (exposure.authentication) {
    if (!ingress.https) {
      findings.push(finding('AuthenticationNeedsHttps', 'authentication', {}));
    }
    if (exposure.protocol !== 'http1') {
      findings.push(finding('AuthenticationNeedsHttp1', 'authentication', { protocol }));
    }
    findings.push(...checkAuthentication(exposure.authentication.value as Authentication));
  }
  return findings;
}

function checkAuthentication({ _provider: provider }: Authentication): Finding[] {
  const { sessionTimeout } = provider.options;
  const endpoints = provider.kind === 'oidc' ? (['issuer', 'authorizationEndpoint', 'tokenEndpoint', 'userInfoEndpoint'] as const)
    .filter(name => !Token.isUnresolved(provider.options[name]) && !/^https:\/\/[^/\s]+/.test(provider.options[name]))
    .map(name => finding('EndpointNotHttps', `authentication.${name}`, { given: provider.options[name] })) : [];
  return [...endpoints, ...(sessionTimeout ? between('SessionTimeoutOutOfRange', 'authentication.sessionTimeout', sessionTimeout, 1, 604800) : [])];
}

/** The health check of the target groups. */
function checkHealth({ health, protocol }: ExposureSpec): Finding[] {
  const { interval, timeout, failures, successes } = health;
  const range = protocol === 'grpc' ? '0-99' : '200-499';
  const both = !interval.isUnresolved() && !timeout.isUnresolved();
  return [
    ...between('HealthIntervalOutOfRange', 'health.interval', interval, 5, 300),
    ...between('HealthTimeoutOutOfRange', 'health.timeout', timeout, 2, 120),
    ...(both && timeout.toMilliseconds() >= interval.toMilliseconds()
      ? [finding('HealthTimeoutNotBelowInterval', 'health.timeout', { timeout: timeout.toHumanString(), interval: interval.toHumanString() })] : []),
    ...threshold('health.failures', failures),
    ...threshold('health.successes', successes),
    ...(Token.isUnresolved(health.path) || /^\/\S{0,1023}$/.test(health.path) ? [] : [finding('HealthPathInvalid', 'health.path', { given: health.path })]),
    ...(health.successCodes === undefined || codesWithin(health.successCodes, range)
      ? [] : [finding('HealthCodesInvalid', 'health.successCodes', { given: health.successCodes, range })]),
  ];
}

function checkPriority({ priority, match }: ExposureSpec): Finding[] {
  if (priority === undefined) {
    return unresolved(match) ? [finding('PriorityUnknowable', 'priority', {})] : [];
  }
  const valid = Number.isInteger(priority) && priority >= PRIORITY_MIN && priority <= PRIORITY_MAX;
  return valid ? [] : [finding('PriorityOutOfRange', 'priority', { given: priority })];
}

function unresolved(match: RouteMatch): boolean {
  return [...match.hostNames, ...match.paths, ...match.methods, ...match.sourceIps,
    ...match.headers.flatMap(header => header.values), ...match.queryStrings.flatMap(({ key, value }) => [key ?? '', value])].some(value => Token.isUnresolved(value));
}

function codesWithin(codes: string, range: string): boolean {
  const [least, most] = range.split('-').map(Number);
  return Token.isUnresolved(codes) || codes.split(',').every(part => {
    const bounds = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part);
    const [from, to] = bounds ? [Number(bounds[1]), Number(bounds[2] ?? bounds[1])] : [NaN, NaN];
    return from >= least && to <= most && from <= to;
  });
}

function threshold(path: string, given: number): Finding[] {
  return Token.isUnresolved(given) || (Number.isInteger(given) && given >= 2 && given <= 10) ? [] : [finding('HealthThresholdOutOfRange', path, { given })];
}

type DurationCode = 'HealthIntervalOutOfRange' | 'HealthTimeoutOutOfRange' | 'DrainTimeOutOfRange' | 'StickinessOutOfRange' | 'SessionTimeoutOutOfRange';

function between(code: DurationCode, path: string, given: Duration, least: number, most: number): Finding[] {
  if (given.isUnresolved()) {
    return [];
  }
  const seconds = given.toMilliseconds() / 1000;
  return Number.isInteger(seconds) && seconds >= least && seconds <= most ? [] : [finding(code, path, { given: given.toHumanString() })];
}

function each(values: readonly string[], path: string, check: (value: string, path: string) => Finding[]): Finding[] {
  return values.flatMap((value, i) => Token.isUnresolved(value) ? [] : check(value, `${path}[${i}]`));
}

import { Block } from './layout';
import { duration, handle, number, question, text, timing } from './words';
import { ExposureSpec, RouteMatch } from '../exposure';

export function describeExposure(exposure: ExposureSpec): Block {
  const { stickiness, authentication, priority } = exposure;
  return {
    title: `${exposure.audience} ${exposure.kind}`,
    rows: [
      ['requests', ...describeMatch(exposure.match)],
      ['to', `${exposure.container}, port ${number(exposure.port)}, as ${exposure.protocol}${exposure.encrypted ? ' over TLS' : ''}`],
      ['health', question(exposure.health), timing(exposure.health)],
      ['drains', `for ${duration(exposure.drainTime)}`],
      ['sticks', ...(stickiness ? [`for ${duration(stickiness)}`] : [])],
      ['sign-in', ...(authentication ? [handle(authentication)] : [])],
      ['priority', ...(priority === undefined ? [] : [number(priority)])],
    ],
  };
}

function describeMatch({ hostNames, paths, headers, queryStrings, sourceIps, methods }: RouteMatch): string[] {
  const conditions = [
    ...alternatives('host', hostNames),
    ...alternatives('path', paths),
    ...alternatives('method', methods),
    ...headers.flatMap(({ name, values }) => alternatives(`header ${name}`, values)),
    ...alternatives('query', queryStrings.map(({ key, value }) => key === undefined ? value : `${key}=${value}`)),
    ...alternatives('from', sourceIps),
  ];
  return conditions.length > 0 ? conditions : ['all'];
}

function alternatives(what: string, values: readonly string[]): string[] {
  return values.length > 0 ? [`${what} ${values.map(text).join(' or ')}`] : [];
}

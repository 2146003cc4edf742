import { Duration, Token } from 'aws-cdk-lib/core';
import { assertNever } from '../../private/assert-never';
import { Handle } from '../handle';
import { HttpQuestion, ProbeQuestion, ProbeTiming } from '../probe';

/** What is decided at deployment, by the name the CDK gives it but without its running number, which changes. */
export function text(value: string): string {
  return value.replace(/\$\{Token\[([^\]]*?)(?:\.\d+)?\]\}/g, '<$1>');
}

export function number(value: number): string {
  return Token.isUnresolved(value) ? '<number>' : String(value);
}

export function duration(value: Duration): string {
  return value.isUnresolved() ? '<duration>' : `${value.toSeconds({ integral: false })} s`;
}

export function handle(value: Handle): string {
  return text(value.label);
}

/** The words of a command line, so that one can see where each ends. */
export function words(values: readonly string[]): string {
  return `[${values.map(value => JSON.stringify(text(value))).join(', ')}]`;
}

export function question(asked: ProbeQuestion): string {
  switch (asked.kind) {
    case 'http': return `GET ${text(asked.path)}${port(asked)}${asked.successCodes ? ` gives ${asked.successCodes}` : ''}`;
    case 'tcp': return `connect${port(asked)}`;
    case 'command': return `run ${words(asked.command)}`;
    default: return assertNever(asked);
  }
}

function port(asked: Pick<HttpQuestion, 'port'>): string {
  return asked.port === undefined ? '' : ` on port ${number(asked.port)}`;
}

export function timing(asked: ProbeTiming): string {
  const forgiven = asked.startPeriod.isUnresolved() || asked.startPeriod.toMilliseconds() > 0 ? `, forgiven for ${duration(asked.startPeriod)}` : '';
  return `every ${duration(asked.interval)} within ${duration(asked.timeout)}, well after ${asked.successes}, unwell after ${asked.failures}${forgiven}`;
}

import { describeSecret } from './container';
import { handle, number, text } from './words';
import { assertNever } from '../../private/assert-never';
import { DriverLogging, GroupLogging, LoggingSpec, RoutedLogging } from '../logging';

export function describeLogging(logging: LoggingSpec): string[] {
  switch (logging.kind) {
    case 'none':
      return ['not kept'];
    case 'group':
      return [`${group(logging)}, ${logging.blocking ? 'blocking' : 'non-blocking'}, buffer ${number(logging.bufferMiB)} MiB`];
    case 'driver':
      return [`driver ${logging.driver}`, ...options(logging)];
    case 'routed':
      return [
        `routed by ${logging.router}, ${number(logging.bufferedLines)} lines buffered${logging.taskMetadata ? ', with what ECS knows of the task' : ''}`,
        `${logging.toGroup ? 'to' : 'what the router says to'} ${group(logging)}`,
        ...options(logging),
      ];
    default:
      return assertNever(logging);
  }
}

function group({ group: given, retentionDays }: GroupLogging | RoutedLogging): string {
  return `${given ? `group ${handle(given)}` : 'group of its own'}, ${number(retentionDays)} days`;
}

function options({ options: plain, secretOptions }: DriverLogging | RoutedLogging): string[] {
  return [
    ...Object.entries(plain).map(([name, value]) => `${text(name)}=${text(value)}`),
    ...Object.entries(secretOptions).map(([name, secret]) => `${text(name)} from ${describeSecret(secret)}`),
  ];
}

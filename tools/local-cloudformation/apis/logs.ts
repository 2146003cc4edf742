/** CloudWatch Logs: what runs have written. */
import { Service } from './api';
import { ServiceError } from '../engine/errors';

export const logs: Service = {
  GetLogEvents: ({ logGroupName, logStreamName, limit }, account) => {
    if (!account.find('AWS::Logs::LogGroup', String(logGroupName))) { throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.'); }
    const lines = account.services.ecs.runs.linesOf(String(logGroupName), String(logStreamName));
    if (lines.length === 0) { throw new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.'); }
    return { events: lines.slice(-Number(limit ?? 10_000)).map(message => ({ message, timestamp: account.agenda.now })) };
  },
};

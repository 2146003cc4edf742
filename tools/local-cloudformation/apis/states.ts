/** Step Functions. */
import { Service } from './api';
import { ServiceError } from '../engine/errors';

export const states: Service = {
  StartExecution: (input, { services }) => {
    const { stateMachineArn, input: text, name } = input as { stateMachineArn: string; input?: string; name?: string };
    const { executionArn, startDate } = services.stateMachines.start(stateMachineArn, text, name);
    return { executionArn, startDate };
  },
  DescribeExecution: (input, { services }) => {
    const found = services.stateMachines.find(String(input.executionArn));
    if (!found) { throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${String(input.executionArn)}'`); }
    return { ...found };
  },
  // The newest first.
  ListExecutions: (input, { services }) => ({
    executions: services.stateMachines.of(String(input.stateMachineArn))
      .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter)
      .reverse().slice(0, Number(input.maxResults ?? 100))
      .map(({ executionArn, name, status, startDate, stopDate }) => ({ executionArn, name, status, startDate, stopDate })),
  }),
};

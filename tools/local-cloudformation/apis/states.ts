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
  ListExecutions: (input, { services }) => ({
    executions: services.stateMachines.of(String(input.stateMachineArn))
      .map(({ executionArn, name, status, startDate, stopDate }) => ({ executionArn, name, status, startDate, stopDate })),
  }),
};

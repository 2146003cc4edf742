import { Stack } from 'aws-cdk-lib/core';
import { RunTaskRequest } from './run';

/** What a single run does differently. */
export interface Override {
  readonly container: string;
  readonly command: readonly string[];
}

/**
 * The call as a command for people, to be pasted into a POSIX shell. It is told in JSON, as programs tell it.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/ecs/run-task.html
 */
export function runTaskCommand(stack: Stack, request: RunTaskRequest, override?: Override): string {
  const overrides = override && { containerOverrides: [{ name: override.container, command: override.command }] };
  // A quote would end the argument; JSON has another way to write it.
  const others = overrides ? ` --overrides '${JSON.stringify(overrides).replace(/'/g, '\\u0027')}'` : '';
  return `aws ecs run-task --region ${stack.region} --cli-input-json '${stack.toJsonString(request)}'${others}`;
}

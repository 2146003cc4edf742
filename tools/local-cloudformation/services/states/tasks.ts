/** What a Task state can do: call a function, or an action of a service. */
import type { Abort } from './abort';
import { StateFailed } from './paths';
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import { payloadOf } from '../../lambda/payload';
import type { Account } from '../../resources/account';
import { chance } from '../chance';
import { isAllowed } from '../permissions';

/** Services whose members begin with a small letter on the wire, where Step Functions writes them with a capital. */
const SMALL = ['ecs', 'codedeploy', 'sfn'];

/** Services that policies call differently. */
const IN_POLICIES: Readonly<Record<string, string>> = { sfn: 'states' };

export async function runTask(account: Account, resource: string, input: unknown, roleArn: string, abort: Abort): Promise<unknown> {
  if (/^arn:[\w-]+:lambda:/.test(resource)) { return invoke(account, resource, input); }
  if (/:states:::ecs:runTask\.sync$/.test(resource)) { return runToTheEnd(account, isObject(input) ? input : {}, roleArn, abort); }
  const integration = /:states:::(?:aws-sdk:(\w+):(\w+)|(lambda):(invoke)|(sns):(publish))$/.exec(resource);
  if (!integration) { throw new ServiceError('NotModelled', `Tasks with ${resource} are not modelled by the local endpoint`); }
  const [service, action] = [integration[1] ?? integration[3] ?? integration[5], integration[2] ?? integration[4] ?? integration[6]];
  const given = isObject(input) ? input : {};
  if (service === 'lambda' && !integration[1]) {
    return { Payload: await invoke(account, String(given.FunctionName), given.Payload ?? {}), StatusCode: 200 };
  }
  return callService(account, service, action, given, roleArn);
}

async function callService(account: Account, service: string, action: string, input: JsonObject, roleArn: string): Promise<unknown> {
  const operation = `${action[0].toUpperCase()}${action.slice(1)}`;
  const small = SMALL.includes(service);
  const permission = `${IN_POLICIES[service] ?? service}:${operation}`;
  const isDenied = account.find('AWS::IAM::Role', roleArn.split('/').pop()!) !== undefined && !isAllowed(account, roleArn, permission);
  const prefix = `${service[0].toUpperCase()}${service.slice(1)}`;
  if (isDenied) { throw new StateFailed(`${prefix}.AccessDeniedException`, `${roleArn} is not authorized to perform: ${permission}`); }
  if (chance(account.random, account.faults.throttling)) { throw new StateFailed(`${prefix}.${prefix}Exception`, 'Rate exceeded'); }
  try {
    const answer = await account.services.call(service, operation, small ? renamed(input, name => `${name[0].toLowerCase()}${name.slice(1)}`) as JsonObject : input);
    const plain = JSON.parse(JSON.stringify(answer ?? {})) as unknown;
    return small ? renamed(plain, name => `${name[0].toUpperCase()}${name.slice(1)}`) : plain;
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code === 'NotModelled') { throw error; }
    throw new StateFailed(`${prefix}.${error.code.replace(/(Exception)?$/, 'Exception')}`, error.message);
  }
}

/** How often Step Functions looks, as far as anybody can tell. */
const LOOK_SECONDS = 5;

/** A task of ECS, whose end is waited for, and which is stopped when it is not wanted any more. */
async function runToTheEnd(account: Account, input: JsonObject, roleArn: string, abort: Abort): Promise<unknown> {
  const { Tasks: [started] } = await callService(account, 'ecs', 'runTask', input, roleArn) as { readonly Tasks: readonly JsonObject[] };
  const which = { Cluster: input.Cluster, Tasks: [started.TaskArn] };
  abort.then(() => { void callService(account, 'ecs', 'stopTask', { Cluster: input.Cluster, Task: started.TaskArn, Reason: 'The execution was aborted' }, roleArn); });
  for (;;) {
    await account.agenda.sleep(LOOK_SECONDS);
    const { Tasks: [task] } = await callService(account, 'ecs', 'describeTasks', which, roleArn) as { readonly Tasks: readonly JsonObject[] };
    if (abort.isSo) { throw new StateFailed('States.Aborted', 'The execution was aborted'); }
    if (task.LastStatus === 'STOPPED') {
      const codes = (task.Containers as JsonObject[]).map(({ ExitCode }) => ExitCode).filter(code => code !== undefined);
      if (codes.length === 0 || codes.some(code => code !== 0)) { throw new StateFailed('States.TaskFailed', () => JSON.stringify(task)); }
      return task;
    }
  }
}

function renamed(value: unknown, name: (old: string) => string): unknown {
  if (Array.isArray(value)) { return value.map(item => renamed(item, name)); }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [name(key), renamed(item, name)])) : value;
}

async function invoke(account: Account, functionArn: string, input: unknown): Promise<unknown> {
  const answer = await account.agenda.aside(payloadOf(() => account.services.lambda.invoke(functionArn, input)));
  if (answer.error) { throw new StateFailed(answer.error.errorType, () => JSON.stringify(answer.error)); }
  return answer.value;
}

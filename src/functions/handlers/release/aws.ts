/** The operations of AWS that the handlers of release jobs use, and nothing else. */
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { ECS } from '@aws-sdk/client-ecs';
import { again } from '../again';
import { clients, Logs } from '../clients';

const ECS_OPERATIONS = ['listTasks', 'describeTasks', 'runTask', 'stopTask', 'tagResource', 'listTagsForResource'] as const;

/** What one invocation may take in all; the function itself has to be given more. */
const PATIENCE_MS = 60_000;

export type ReleaseAws = Pick<Promised<ECS>, typeof ECS_OPERATIONS[number]> & Pick<Promised<CloudFormation>, 'describeStacks'> & Logs;

/** A client's methods have many signatures; of each, the one with an input and a promise. */
type Promised<Client> = {
  readonly [Name in keyof Client]: Client[Name] extends {
    (input: infer Input, options?: object): Promise<infer Output>;
    (...rest: never[]): unknown;
    (...rest: never[]): unknown;
  } ? (input: Input) => Promise<Output> : never;
};

type Method = (input: unknown, options: object) => Promise<unknown>;

export function releaseAws(): ReleaseAws {
  const abortSignal = AbortSignal.timeout(PATIENCE_MS);
  const calls: Record<string, (input: unknown) => Promise<unknown>> = {};
  const offer = (client: () => object, names: readonly string[]) => names.forEach(name => {
    calls[name] = input => again(async () => (client() as Record<string, Method>)[name](input, { abortSignal }));
  });
  offer(clients.ecs, ECS_OPERATIONS);
  offer(clients.cloudFormation, ['describeStacks']);
  offer(clients.logs, ['getLogEvents']);
  return calls as unknown as ReleaseAws;
}

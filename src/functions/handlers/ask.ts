/** Asks the function of a user, and makes sense of whatever it says. */
import { Aws } from './aws';
import { classify, errorText } from './errors';

/** What the function is told, the same whoever rolls out. */
export interface RolloutMoment {
  readonly stage: string;
  readonly engine: 'ecs' | 'codeDeploy';
  readonly cluster: string;
  readonly service: string;
  /** ARN of the service deployment, or id of the CodeDeploy deployment. */
  readonly deploymentId: string;
  /** ARN of the service revision that is rolled out; CodeDeploy knows none. */
  readonly revision?: string;
  readonly taskDefinition?: string;
  /** What the function itself said last time, if it was not done yet. */
  readonly details?: unknown;
}

/** What the function says. */
export interface HookAnswer {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'IN_PROGRESS';
  readonly retryAfterSeconds?: number;
  readonly reason?: string;
  readonly details?: unknown;
}

export const later = (retryAfterSeconds: number, details?: unknown): HookAnswer => ({ status: 'IN_PROGRESS', retryAfterSeconds, details });

export async function ask(aws: Pick<Aws, 'invoke'>, userFunction: string, moment: RolloutMoment): Promise<HookAnswer> {
  try {
    const { FunctionError, Payload } = await aws.invoke({ FunctionName: userFunction, Payload: Buffer.from(JSON.stringify(moment)) });
    const said = Payload === undefined ? '' : Buffer.from(Payload).toString('utf8');
    return FunctionError ? failed(`${userFunction} failed: ${said}`) : understand(userFunction, said);
  } catch (error) {
    // It has not been asked; unless it has, and did not answer in time.
    const tired = /^(Abort|Timeout)Error$/.test((error as Error).name);
    return classify(error) === 'pending' && !tired ? later(15, moment.details) : failed(`${userFunction} could not be asked: ${errorText(error)}`);
  }
}

function understand(userFunction: string, said: string): HookAnswer {
  const answer = parsed(said) as Partial<HookAnswer> | undefined;
  switch (answer?.status) {
    case 'SUCCEEDED': return { status: 'SUCCEEDED', details: answer.details };
    case 'FAILED': return { ...failed(answer.reason ?? `${userFunction} said no`), details: answer.details };
    case 'IN_PROGRESS': return { status: 'IN_PROGRESS', retryAfterSeconds: seconds(answer.retryAfterSeconds), details: answer.details };
    default: return failed(`${userFunction} answered ${said || 'nothing'}, which has no status SUCCEEDED, FAILED or IN_PROGRESS`);
  }
}

function failed(reason: string): HookAnswer {
  console.error(reason);
  return { status: 'FAILED', reason };
}

const seconds = (wanted: unknown): number => typeof wanted === 'number' && wanted > 0 ? wanted : 30;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

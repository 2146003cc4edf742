/**
 * Stands between whoever rolls out and the function of a user that has a say in it, so that the function is the same for ECS and
 * CodeDeploy. Nothing it cannot understand lets a rollout go on.
 */
import { Aws } from './aws';
import { answerCodeDeploy, CodeDeployHookEvent } from './hook-codedeploy';
import { answerEcs, EcsHookAnswer, EcsHookEvent } from './hook-ecs';

export type HookEvent = EcsHookEvent | CodeDeployHookEvent;

/** What Lambda says about the invocation. */
export interface Context {
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/** The environment of the function. */
export interface Surroundings {
  /** Name or ARN of the user's function. */
  readonly USER_FUNCTION: string;
  /** The moment of the rollout, in the words of the vocabulary. */
  readonly STAGE: string;
  readonly SKIP_ON_FIRST?: string;
  readonly SKIP_ON_ROLLBACK?: string;
  /** How long the user's function may take to make up its mind under CodeDeploy; ECS has its own limit. */
  readonly TIMEOUT_SECONDS?: string;
}

export async function answerHook(event: HookEvent, context: Context, aws: Aws, env: Surroundings): Promise<EcsHookAnswer | undefined> {
  return 'LifecycleEventHookExecutionId' in event ? answerCodeDeploy(event, context, aws, env) : answerEcs(event, aws, env);
}

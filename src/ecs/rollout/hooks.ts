import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { HandlerFunction, ownPolicy, Right } from '../../functions';
import { RolloutHookSpec } from '../../model';

/** Where hooks are asked from. */
export interface HookPlace {
  readonly engine: 'ecs' | 'codeDeploy';
  readonly clusterName: string;
  /** What lets the adapter find out which deployment it is asked about. */
  readonly rights: readonly Right[];
}

export interface RenderedHook {
  readonly hook: RolloutHookSpec;
  readonly adapter: HandlerFunction;
}

/** A Lambda function lives for a quarter of an hour at most. */
const LIFETIME = Duration.minutes(15);

/**
 * The functions that the engine asks, one for each hook: they ask the user's function in words that are the same for every
 * engine, and do not ask at all on the first deployment and on the way back.
 */
export function makeHooks(scope: Construct, hooks: readonly RolloutHookSpec[], place: HookPlace): RenderedHook[] {
  const count = new Map<string, number>();
  return hooks.map(hook => {
    const number = (count.get(hook.stage) ?? 0) + 1;
    count.set(hook.stage, number);
    const id = `${hook.stage[0].toUpperCase()}${hook.stage.slice(1)}Hook${number > 1 ? number : ''}`;
    return { hook, adapter: makeAdapter(scope, id, hook, place) };
  });
}

function makeAdapter(scope: Construct, id: string, hook: RolloutHookSpec, place: HookPlace): HandlerFunction {
  const fn = hook.function.value as lambda.IFunction;
  const adapter = new HandlerFunction(scope, id, {
    handler: 'hook',
    description: `Asks ${fn.node.id} ${hook.stage}`,
    timeout: LIFETIME,
    environment: {
      USER_FUNCTION: fn.functionArn,
      STAGE: hook.stage,
      ENGINE: place.engine,
      TIMEOUT_SECONDS: `${hook.timeout.toSeconds()}`,
      SKIP_ON_FIRST: `${hook.skipOnFirstDeployment}`,
      SKIP_ON_ROLLBACK: `${hook.skipOnRollback}`,
    },
    rights: [{ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }, ...place.rights],
  });
  if (place.engine === 'codeDeploy') {
    // CodeDeploy asks once. Whoever needs longer than a function lives is asked by another invocation of the adapter.
    const again = new iam.Policy(adapter, 'Again', {
      statements: [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [adapter.functionArn] })],
      roles: [adapter.ownRole],
    });
    ownPolicy(again);
  }
  return adapter;
}

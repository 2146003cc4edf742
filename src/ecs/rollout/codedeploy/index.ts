/** A rollout by CodeDeploy that the deployment of the stack drives. */
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { CustomResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { makeDeploymentGroup } from './deployment-group';
import { freeze } from './frozen-service';
import { CodeDeployParts } from './parts';
import { PipelineFiles, pipelineFiles } from './pipeline';
import { makeRollout } from './rollout';
import { HookPlace, makeHooks } from '../hooks';

export type { CodeDeployParts } from './parts';
export type { PipelineFiles } from './pipeline';

/** What CodeDeploy needs, and what drives it. */
export interface RenderedCodeDeploy {
  readonly group: codedeploy.EcsDeploymentGroup;
  /** Undefined where a pipeline starts deployments. */
  readonly rollout?: CustomResource;
  readonly files: () => PipelineFiles;
}

/** Hands the service over to CodeDeploy, and CodeDeploy to the deployment of the stack. */
export function makeCodeDeploy(scope: Construct, parts: CodeDeployParts): RenderedCodeDeploy {
  const { rollout, service, ground: { cluster: { clusterName } } } = parts;
  freeze(scope, parts);
  const place: HookPlace = {
    engine: 'codeDeploy',
    clusterName,
    rights: [{
      actions: ['GetDeployment', 'ListDeployments', 'ListDeploymentTargets', 'GetDeploymentTarget', 'PutLifecycleEventHookExecutionStatus']
        .map(action => `codedeploy:${action}`),
      resources: ['*'],
      because: 'The deployment group names its hooks, so it cannot be named by theirs. A hook can answer only with the id that it was asked with.',
    }],
  };
  const hooks = makeHooks(scope, rollout.hooks, place);
  const group = makeDeploymentGroup(scope, parts, hooks);
  const files = () => pipelineFiles(parts, hooks);
  if (rollout.trigger === 'pipeline') {
    return { group, files };
  }
  const chain = makeRollout(scope, parts, group, hooks);
  // Last of all, so that nothing else can fail after it.
  chain[0].node.addDependency(service, group, ...hooks.map(({ adapter }) => adapter));
  return { group, rollout: chain[0], files };
}

import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Stack } from 'aws-cdk-lib/core';
import { CodeDeployParts } from './parts';
import { revisionOf } from './revision';
import { hooksOf } from './rollout';
import { appSpec } from '../../../functions';
import { RenderedHook } from '../hooks';

/** What pipelines put in the place of the task definition that they register. */
const TASK_DEFINITION = '<TASK_DEFINITION>';

/** The files with which a pipeline deploys a service. */
export interface PipelineFiles {
  /** `appspec.yaml`, in JSON, which is YAML as well. */
  readonly appSpec: string;
  /** `taskdef.json`, with the images as they are in the template. */
  readonly taskDefinition: string;
}

/**
 * What a pipeline needs to do by itself what otherwise the deployment of the stack does. Both may contain values that only
 * CloudFormation knows, so they go through it, for example as a parameter that the pipeline reads.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
 */
export function pipelineFiles(parts: CodeDeployParts, hooks: readonly RenderedHook[]): PipelineFiles {
  const stack = Stack.of(parts.service);
  return {
    appSpec: stack.toJsonString(appSpec({ ...revisionOf(parts), taskDefinition: TASK_DEFINITION }, hooksOf(hooks)), 2),
    taskDefinition: stack.toJsonString(taskDefinitionTemplate(parts.service.taskDefinition), 2),
  };
}

/** The task definition in the words of the API, which differ from the template's in their first letter, and those of volumes in more. */
function taskDefinitionTemplate(taskDefinition: ecs.TaskDefinition): object {
  const stack = Stack.of(taskDefinition);
  const cfnTaskDefinition = taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  const resource = stack.resolve((cfnTaskDefinition as unknown as { _toCloudFormation(): unknown })._toCloudFormation());
  const [{ Properties: properties }] = Object.values((resource as { Resources: Record<string, { Properties: object }> }).Resources);
  return lowered(properties) as object;
}

/** Maps whose keys are the user's own and keep their case; and what CloudFormation puts in the place of values. */
const OWN_KEYS = ['Options', 'DockerLabels', 'Labels', 'DriverOpts'];

/** What is spelled otherwise in the API than by lowering the first letter. */
const WORDS: Record<string, string> = {
  EFSVolumeConfiguration: 'efsVolumeConfiguration',
  FilesystemId: 'fileSystemId',
  IAM: 'iam',
  FSxWindowsFileServerVolumeConfiguration: 'fsxWindowsFileServerVolumeConfiguration',
  S3FilesVolumeConfiguration: 's3filesVolumeConfiguration',
};

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(lowered);
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).some(key => key === 'Ref' || key.startsWith('Fn::'))) {
    return value;
  }
  return Object.fromEntries(Object.entries(value)
    .map(([key, member]) => [WORDS[key] ?? `${key[0].toLowerCase()}${key.slice(1)}`, OWN_KEYS.includes(key) ? member : lowered(member)]));
}

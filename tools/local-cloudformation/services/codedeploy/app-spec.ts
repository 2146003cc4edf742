/** Reads an AppSpec: what is to run, and which functions have a say in it. */
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import { objectAt } from '../ecs/deployment';

export interface AppSpec {
  readonly taskDefinition: string;
  readonly containerName: string;
  readonly containerPort: number;
  readonly platformVersion?: string;
  /** In the words of templates. */
  readonly network?: JsonObject;
  readonly capacityProviders?: unknown;
  /** Functions by lifecycle event. */
  readonly hooks: Readonly<Record<string, string>>;
}

export function readAppSpec(revision: unknown): AppSpec {
  const content = isObject(revision) ? objectAt(revision, 'appSpecContent').content ?? objectAt(revision, 'string').content : undefined;
  if (typeof content !== 'string') { throw new ServiceError('RevisionRequiredException', 'Revision is required.'); }
  const spec = parse(content);
  const resources = Array.isArray(spec.Resources) ? spec.Resources.filter(isObject) : [];
  const properties = objectAt(Object.values(resources[0] ?? {})[0], 'Properties');
  const behind = objectAt(properties, 'LoadBalancerInfo');
  if (typeof properties.TaskDefinition !== 'string' || behind.ContainerName === undefined || behind.ContainerPort === undefined) {
    throw new ServiceError('InvalidRevisionException', 'The AppSpec file has to name a task definition, a container and its port.');
  }
  const network = objectAt(properties, 'NetworkConfiguration').AwsvpcConfiguration;
  if (isObject(network) && !['Subnets', 'SecurityGroups', 'AssignPublicIp'].every(name => name in network)) {
    throw new ServiceError('InvalidRevisionException', 'Subnets, SecurityGroups and AssignPublicIp have to be given together, or not at all.');
  }
  const hooks = Array.isArray(spec.Hooks) ? spec.Hooks.filter(isObject) : [];
  return {
    taskDefinition: properties.TaskDefinition,
    containerName: String(behind.ContainerName),
    containerPort: Number(behind.ContainerPort),
    platformVersion: properties.PlatformVersion === undefined ? undefined : String(properties.PlatformVersion),
    network: isObject(network) ? { AwsvpcConfiguration: network } : undefined,
    capacityProviders: properties.CapacityProviderStrategy,
    hooks: Object.assign({}, ...hooks) as Record<string, string>,
  };
}

function parse(content: string): JsonObject {
  if (!content.trim().startsWith('{')) { throw new ServiceError('NotModelled', 'An AppSpec in YAML is not modelled by the local endpoint'); }
  try {
    return JSON.parse(content) as JsonObject;
  } catch {
    throw new ServiceError('InvalidRevisionException', 'The AppSpec file is not valid JSON.');
  }
}

/** ECS: whether a service's task can run where the service wants it. What is not said in the template is not looked at. */
import { isObject, JsonObject } from '../../engine/values';
import { lastPart, providersIn } from '../../services/ecs/providers';
import { Account, Live } from '../account';
import { text } from '../model';

type LaunchType = 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';

const refuse = (message: string): never => { throw new Error(`Resource handler returned message: "Invalid request provided: CreateService error: ${message}" (HandlerErrorCode: InvalidRequest)`); };
const listOf = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];

function definitionOf(account: Account, wanted: unknown): Live | undefined {
  return account.live('AWS::ECS::TaskDefinition').find(({ physicalId }) => physicalId === wanted || lastPart(physicalId) === wanted);
}

function launchTypeOf(account: Account, cluster: string, properties: JsonObject): LaunchType {
  const [provider] = account.services.providers.namedBy(cluster, properties);
  if (provider === undefined) { return text(properties.LaunchType) as LaunchType | undefined ?? 'EC2'; }
  const kind = account.services.providers.kind(provider);
  return kind === 'Fargate' ? 'FARGATE' : kind === 'Managed Instances' ? 'MANAGED_INSTANCES' : 'EC2';
}

/** Throws what ECS answers to a service that cannot run like this. */
export function checkPlace(account: Account, properties: JsonObject): void {
  const cluster = lastPart(properties.Cluster ?? 'default');
  if (properties.LaunchType !== undefined && providersIn(properties.CapacityProviderStrategy).length > 0) {
    refuse('Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.');
  }
  // What an imported cluster may use is not known.
  if (account.find('AWS::ECS::Cluster', cluster)) {
    try {
      account.services.providers.checkStrategy(cluster, properties.CapacityProviderStrategy);
    } catch (error) {
      refuse((error as Error).message);
    }
  }
  const launchType = launchTypeOf(account, cluster, properties);
  if (properties.SchedulingStrategy === 'DAEMON' && launchType === 'FARGATE') { refuse('The daemon scheduling strategy is not supported on AWS Fargate.'); }
  if (launchType === 'EXTERNAL' && listOf(properties.LoadBalancers).length + listOf(properties.ServiceRegistries).length > 0) {
    refuse('Load balancers and service discovery are not supported by the launch type EXTERNAL.');
  }
  const definition = definitionOf(account, properties.TaskDefinition);
  if (definition) { checkDefinition(account, properties, definition.properties, launchType); }
}

function checkDefinition(account: Account, service: JsonObject, definition: JsonObject, launchType: LaunchType): void {
  const compatible = definition.RequiresCompatibilities;
  if (Array.isArray(compatible) && compatible.length > 0 && !compatible.includes(launchType)) { refuse(`Task definition does not support launch_type ${launchType}.`); }
  const mode = text(definition.NetworkMode);
  if (mode === undefined) { return; }
  if (launchType === 'EXTERNAL' && mode === 'awsvpc') { refuse('The network mode awsvpc is not supported by the launch type EXTERNAL.'); }
  if (mode === 'awsvpc' && service.NetworkConfiguration === undefined) { refuse('Network Configuration must be provided when networkMode \'awsvpc\' is specified.'); }
  if (mode !== 'awsvpc' && service.NetworkConfiguration !== undefined) { refuse('Network Configuration is not valid for the given networkMode of this task definition.'); }
  for (const { TargetGroupArn } of listOf(service.LoadBalancers)) {
    const targets = text(account.find('AWS::ElasticLoadBalancingV2::TargetGroup', String(TargetGroupArn))?.properties.TargetType);
    if (targets !== undefined && (targets === 'ip') !== (mode === 'awsvpc')) {
      refuse(`The provided target group ${text(TargetGroupArn)} has target type ${targets}, which is incompatible with the ${mode} network mode specified in the task definition.`);
    }
  }
}

import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerSpec, LoggingSpec } from '../model';
import { ROUTER_SETTINGS } from '../vocabulary';

/** Adds the container if it is the one that routes logs; said to the CDK, which would otherwise add a router of its own. */
export function addRouter(
  taskDefinition: ecs.TaskDefinition, { name }: ContainerSpec, logging: LoggingSpec, options: ecs.ContainerDefinitionOptions,
): ecs.ContainerDefinition | undefined {
  if (logging.kind !== 'routed' || logging.router !== name) {
    return undefined;
  }
  return taskDefinition.addFirelensLogRouter(name, {
    ...options,
    firelensConfig: {
      type: ecs.FirelensLogRouterType.FLUENTBIT,
      options: {
        enableECSLogMetadata: logging.taskMetadata,
        configFileType: ecs.FirelensConfigFileType.FILE,
        configFileValue: ROUTER_SETTINGS,
      },
    },
  });
}

import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct } from 'constructs';
import { PortSpec, WorkloadSpec } from '../../model';
import { EcsGround } from '../ground';
import { TaskNetwork } from '../task-network';

/** What there is of a workload when it is decided how it is found. */
export interface DiscoveryParts {
  /** Whom mistakes are told of. */
  readonly owner: IConstruct;
  readonly scope: Construct;
  readonly ground: EcsGround;
  readonly spec: WorkloadSpec;
  readonly service: ecs.BaseService;
  readonly network: TaskNetwork;
  readonly containers: readonly ecs.ContainerDefinition[];
  readonly logGroup?: logs.ILogGroup;
}

/** The ports that others could connect to, those of the main container first. */
export function tcpPorts({ containers }: WorkloadSpec): PortSpec[] {
  return containers.flatMap(({ ports }) => ports).filter(({ protocol }) => protocol === 'tcp');
}

/** What connections get that name no port. */
export function mainPort({ containers: [main] }: WorkloadSpec): PortSpec | undefined {
  return main.ports.find(({ protocol }) => protocol === 'tcp');
}

import { WorkloadSpec } from '../../model';
import { EcsDaemonOptions } from '../../vocabulary';

/** What a daemon says that only ECS understands. */
export function daemonOptions({ platformOptions }: WorkloadSpec): EcsDaemonOptions {
  return (platformOptions.ecs?.value ?? {}) as EcsDaemonOptions;
}

/** Log drivers that instances do not offer, so that copies would wait for others forever. */
import { planOf } from './plan';
import { Finding, finding } from '../../../findings';
import { WorkloadSpec } from '../../../model';
import { Capacity, Ec2CapacityOptions } from '../../../vocabulary';

/** What the agent on Amazon Linux is told to offer unless somebody says otherwise. Routers of logs it offers untold: `awsfirelens` is no driver of Docker. */
export const LINUX_LOG_DRIVERS = ['json-file', 'syslog', 'journald', 'fluentd', 'awslogs', 'none'];

/** What agents offer that are told nothing. */
const USUAL = ['json-file', 'awslogs', 'none'];

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html */
export function logDriversLack({ logging }: WorkloadSpec, capacity: readonly Capacity[], path: string): Finding[] {
  return logging.kind !== 'driver' ? [] : capacity.flatMap((choice, index) => {
    const { pool } = choice._toSpec();
    const told = pool.kind === 'ec2' ? driversOf(pool.options) : undefined;
    return !told || told.includes(logging.driver) ? []
      : [finding('LogDriverNotTold', `${path}[${index}]`, { driver: logging.driver, capacity: (pool as { options: Ec2CapacityOptions }).options.name, told })];
  });
}

/** Undefined where it was said in a way that is not understood here. */
function driversOf(options: Ec2CapacityOptions): string[] | undefined {
  const { agentSettings = {}, userData = [] } = options;
  const start = planOf(options).image._start;
  const said = start === 'bottlerocket'
    ? /logging-drivers\s*=\s*(\[[^\]]*\])/.exec(userData.join('\n'))?.[1]
    : agentSettings.ECS_AVAILABLE_LOGGING_DRIVERS;
  if (said === undefined) {
    return start === 'linux' ? LINUX_LOG_DRIVERS : USUAL;
  }
  const words = said.match(/"[^"]*"/g);
  return words ? words.map(word => word.slice(1, -1)) : undefined;
}

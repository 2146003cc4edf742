import { message } from '../message';
import { chosenFrom, list } from './wording';

const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const DRIVERS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html';

/** What is refused about where the output of containers goes. */
export const loggingMessages = {
  LogDriverUnknown: message<{ given: string; known: readonly string[]; instead?: string }>({
    what: p => p.instead ? `'${p.given}' is chosen in another way` : `ECS knows no log driver '${p.given}'`,
    remedy: p => p.instead ? `use ${p.instead}` : `choose ${chosenFrom(p.known)}, or send the lines there with Logging.fireLens(LogDestination.plugin(...))`,
    see: DRIVERS,
  }),
  LogDriverNotTold: message<{ driver: string; capacity: string; told: readonly string[] }>({
    what: p => `the instances of capacity '${p.capacity}' offer the log drivers ${list(p.told)}, and so none of them would start a task with '${p.driver}'`,
    remedy: p => `add '${p.driver}' to ECS_AVAILABLE_LOGGING_DRIVERS in the agentSettings of the capacity, or choose another driver`,
    see: `${ECS}/ecs-agent-config.html`,
  }),
  LogRouterNeedsLinux: message<{ os: string }>({
    what: p => `there is no router of logs for ${p.os}`,
    remedy: () => 'use Logging.logGroup(), and send the records on from there, or run the workload on Linux',
    see: `${ECS}/using_firelens.html`,
  }),
  LogRouterSharesTheNetwork: message<{ mode: string }>({
    what: p => `in network mode '${p.mode}' all copies on a machine share its ports, and only one router of logs could listen on its own`,
    remedy: () => "leave ecs.networkMode out, or choose 'bridge', or use Logging.logGroup()",
    see: `${ECS}/using_firelens.html`,
  }),
  LogRouterPortTaken: message<{ container: string; port: number; nearest: number }>({
    what: p => `container '${p.container}' listens on port ${p.port}, and so does the router of logs, with which it shares an address`,
    remedy: p => `choose another port, for example ${p.nearest}`,
    see: `${ECS}/using_firelens.html`,
  }),
  EksLogsGoToThePlatform: message<{ given: string }>({
    what: p => `the nodes of a cluster send what pods write to the log group of the platform; there is no place for ${p.given}`,
    remedy: () => 'leave logging out, and send the records on from the log group of the platform, for example with a subscription filter to Amazon Data Firehose',
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html',
  }),
};

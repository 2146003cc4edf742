import { reportMissing } from './launch-types';
import { EcsRule } from './target';
import { isWindows, WorkloadSpec } from '../../model';
import { Report } from '../../model/rules/rule';
import { LaunchType } from '../launch-type';
import { hasOwnAddress, networkModeOf } from '../task-network';

/**
 * Where there is which driver. Nobody documents those of Managed Instances; these two every launch type has.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
 */
const DRIVERS: Record<string, readonly LaunchType[]> = {
  'fluentd': ['ec2', 'external'],
  'gelf': ['ec2', 'external'],
  'journald': ['ec2', 'external'],
  'json-file': ['ec2', 'external'],
  'splunk': ['fargate', 'ec2', 'managedInstances', 'external'],
  'syslog': ['ec2', 'external'],
};

/** Drivers that have a word of their own. */
const WORDS: Record<string, string> = {
  awslogs: 'Logging.logGroup()',
  awsfirelens: 'Logging.fireLens(...)',
  none: 'Logging.none()',
};

/** What ECS makes a router listen on: lines over TCP, its own health check; and where ours tells how long it has been up. */
const ROUTER_PORTS = [24224, 8877, 2020];

export const logsFindTheirWay: EcsRule = ({ launchType }) => (spec, report) => {
  const { logging } = spec;
  if (logging.kind === 'driver') {
    checkDriver(spec, logging.driver, launchType, report);
  }
  if (logging.kind === 'routed') {
    checkRouter(spec, launchType, report);
  }
};

function checkDriver({ runtime }: WorkloadSpec, driver: string, launchType: LaunchType, report: Report): void {
  const has = DRIVERS[driver];
  if (!has) {
    report('LogDriverUnknown', 'logging', { given: driver, known: Object.keys(DRIVERS), instead: WORDS[driver] });
  } else if (driver === 'journald' && isWindows(runtime.os)) {
    report('EcsWindowsHasNot', 'logging', { feature: `log driver '${driver}'`, os: runtime.os });
  } else {
    reportMissing(report, { name: `log driver '${driver}'`, has }, 'logging', launchType);
  }
}

function checkRouter(spec: WorkloadSpec, launchType: LaunchType, report: Report): void {
  const mode = networkModeOf(spec, launchType);
  if (isWindows(spec.runtime.os)) {
    report('LogRouterNeedsLinux', 'logging', { os: spec.runtime.os });
  } else if (mode === 'host') {
    report('LogRouterSharesTheNetwork', 'logging', { mode });
  } else if (hasOwnAddress(mode)) {
    for (const { name, ports } of spec.containers) {
      ports.forEach(({ port }, index) => {
        if (ROUTER_PORTS.includes(port)) {
          report('LogRouterPortTaken', `containers.${name}.ports[${index}]`, { container: name, port, nearest: port + 1 });
        }
      });
    }
  }
}

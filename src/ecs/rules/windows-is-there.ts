import { Feature, reportMissing } from './launch-types';
import { EcsRule } from './target';
import { isWindows } from '../../model';

const WINDOWS: Feature = {
  name: 'Windows',
  has: ['fargate', 'ec2', 'external'],
  instead: 'run the workload on Linux, or on Fargate, EC2 instances or external machines (option `ecs.capacity`)',
};

export const windowsIsThere: EcsRule = ({ launchType }) => ({ runtime }, report) => {
  if (isWindows(runtime.os)) {
    reportMissing(report, WINDOWS, 'operatingSystem', launchType);
  }
};

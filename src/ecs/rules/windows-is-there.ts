import { Feature, reportMissing } from './launch-types';
import { EcsRule } from './target';
import { isWindows } from '../../model';

const WINDOWS: Feature = { name: 'Windows', has: ['fargate', 'ec2', 'external'] };

export const windowsIsThere: EcsRule = ({ launchType }) => ({ runtime }, report) => {
  if (isWindows(runtime.os)) {
    reportMissing(report, WINDOWS, 'runtime.os', launchType);
  }
};

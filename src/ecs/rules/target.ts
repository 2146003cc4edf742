import { Rule } from '../../model/rules/rule';
import { LaunchType } from '../launch-type';

/** What the workload is to run on, as far as the rules differ. */
export interface EcsTarget {
  readonly launchType: LaunchType;
}

/** A rule that looks at what the workload runs on, too. */
export type EcsRule = (target: EcsTarget) => Rule;

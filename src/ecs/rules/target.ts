import { Rule } from '../../model/rules/rule';
import { LaunchType } from '../launch-type';

/** What the workload is to run on, as far as the rules differ. */
export interface EcsTarget {
  readonly launchType: LaunchType;
  /** Whether Container Insights counts the tasks of the cluster, where somebody knows. */
  readonly countsTasks?: boolean;
}

/** A rule that looks at what the workload runs on, too. */
export type EcsRule = (target: EcsTarget) => Rule;

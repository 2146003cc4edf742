/** Refuses what the machines that a workload runs on do not have. */
import { finding, Finding } from '../../findings';
import { Report } from '../../model/rules/rule';
import { LaunchType } from '../launch-type';

/** A feature of tasks, and who has it. */
export interface Feature {
  /** As in "there is no <name> on Fargate". */
  readonly name: string;
  readonly has: readonly LaunchType[];
  /** What to do, if it is something else than leaving the feature out or running elsewhere. */
  readonly instead?: string;
}

/** The finding about a feature that is used, if the launch type does not have it. */
export function missingFeature({ name, has, instead }: Feature, path: string, launchType: LaunchType): Finding[] {
  return has.includes(launchType) ? [] : [finding('LaunchTypeHasNot', path, { feature: name, launchType, has, instead })];
}

/** The same for rules, which report. */
export function reportMissing(report: Report, { name, has, instead }: Feature, path: string, launchType: LaunchType): void {
  if (!has.includes(launchType)) {
    report('LaunchTypeHasNot', path, { feature: name, launchType, has, instead });
  }
}

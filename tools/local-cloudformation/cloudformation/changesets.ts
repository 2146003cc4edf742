/** Change sets: what was asked, what it would do, and whether it may be executed. */
import { Change } from '../engine/changes';
import { Problem } from '../engine/check';
import { Desired } from '../engine/state';

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly createdAt: Date;
  readonly desired: Desired;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly reason?: string;
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE';
}

export const NO_CHANGES = "The submitted information didn't contain changes. Submit different information to create a change set.";

export const EARLY_VALIDATION = 'The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. '
  + 'To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.';

import * as iam from 'aws-cdk-lib/aws-iam';
import { WorkloadPlacement } from './workload-placement';

/**
 * What a job has become on a platform: whatever starts it, a person may, too.
 */
export abstract class JobPlacement extends WorkloadPlacement {
  /** The command that starts a run now. Values that only CloudFormation knows are in it, so write it to an output. */
  public abstract readonly runCommand: string;

  /**
   * Allows somebody to start runs, to look at them and to stop them.
   *
   * @internal
   */
  public abstract _grantRun(grantee: iam.IGrantable): iam.Grant;

  /**
   * What a program has to know to start a run, as the value of a variable.
   *
   * @internal
   */
  public abstract _howToRun(): string;
}

import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { WorkloadPlacement } from './workload-placement';

/**
 * What a job has become on a platform: whatever starts it, a person may, too.
 */
export abstract class JobPlacement extends WorkloadPlacement {
  /** The command that starts a run now. Values that only CloudFormation knows are in it, so write it to an output. */
  public abstract readonly runCommand: string;

  /**
   * What is there only when the job's run for this version has ended well. Undefined for jobs that are not run by the deployment.
   *
   * @internal
   */
  public abstract readonly _released?: Construct;

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

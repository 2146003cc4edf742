/**
 * What becomes of a release when the deployment that it was made for goes back.
 */
export class OnRollback {
  /** Nothing is run. What the release has done stays, so the version before has to get along with it. */
  public static readonly NOTHING = new OnRollback();

  /**
   * The job is run once more, as the version that is left, with another command: only that version knows what it has done.
   *
   * It runs before the services go back, while they may still be of the new version. If it fails, the stack stays in
   * `UPDATE_ROLLBACK_FAILED` until somebody has looked. It does not run if the release was never begun, if its job is new
   * in the stack, or if the stack is created. Not on EKS.
   *
   * @param command what the main container runs, word by word
   */
  public static run(...command: string[]): OnRollback {
    return new OnRollback(command);
  }

  private constructor(private readonly command?: readonly string[]) {}

  /** @internal */
  public _toCommand(): readonly string[] | undefined {
    return this.command;
  }
}

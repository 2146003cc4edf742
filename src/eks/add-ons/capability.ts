/** A stage of the skeleton. */
export class EksCapability {
  /** kro: compositions of Kubernetes objects under a name of their own. */
  public static kro(): EksCapability {
    return new EksCapability('KRO');
  }

  /** @internal */
  private constructor(public readonly _type: string) {}
}

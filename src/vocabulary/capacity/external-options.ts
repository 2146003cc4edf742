/**
 * Options of machines of your own, outside of AWS.
 */
export interface ExternalCapacityOptions {
  /** Name of these machines within the platform: lower-case letters, digits and hyphens. */
  readonly name: string;
}

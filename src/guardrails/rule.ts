/** The properties of a resource in a template. What CloudFormation fills in is there as an intrinsic function. */
export type Properties = Readonly<Record<string, any>>;

/** Something that must hold for every resource of a type. */
export interface GuardrailRule {
  /** Stable name, by which it is acknowledged. */
  readonly name: string;
  readonly resourceType: string;
  readonly description: string;
  readonly fix: string;
  readonly see: string;
  /** Where it does not hold, as paths into the properties; nothing if it does. */
  readonly broken: (properties: Properties) => string[];
}

/** Whether a value is known before deployment. */
export function known(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

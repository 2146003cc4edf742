/** What the library says about one kind of mistake: the fault, the way out, and the page that proves it. */
export interface Message<P> {
  /** What is wrong, in lower case and without a final period. */
  readonly what: (params: P) => string;
  /** What to do about it: one imperative sentence, with the nearest valid value where there is one. */
  readonly remedy: (params: P) => string;
  /** The page the rule rests on. */
  readonly see?: string;
}

/** Declares a message; the type parameter makes every caller supply its placeholders. */
export function message<P>(definition: Message<P>): Message<P> {
  return definition;
}

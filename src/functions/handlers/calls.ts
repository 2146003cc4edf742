/** How handlers call AWS: operations of clients as plain functions, which are tried again while AWS is busy. */
import { again } from './again';

/** Operations of a client. Its methods have many signatures; of each, the one with an input and a promise. */
export type Calls<Client, Names extends keyof Client> = {
  readonly [Name in Names]: Client[Name] extends Overloaded<infer Input, infer Output> ? (input: Input) => Promise<Output> : never;
};

interface Overloaded<Input, Output> {
  (input: Input, options?: { readonly abortSignal?: AbortSignal }): Promise<Output>;
  (...rest: never[]): unknown;
  (...rest: never[]): unknown;
}

/** A client and those of its operations that are called, by their names or, where two clients call theirs the same, by other ones. */
export type Called = readonly [client: () => object, operations: readonly string[] | Readonly<Record<string, string>>];

type Method = (input: unknown, ...options: { readonly abortSignal: AbortSignal }[]) => Promise<unknown>;

/**
 * AWS for one invocation. Whatever has not answered when its time is over fails, so that the handler can still answer.
 *
 * @param patience how many milliseconds all calls may take together, or what ends them all; without it, they have as long as the function has
 */
export function reach<Aws>(called: readonly Called[], patience?: number | AbortSignal): Aws {
  const options = patience === undefined ? [] : [{ abortSignal: typeof patience === 'number' ? AbortSignal.timeout(patience) : patience }];
  const calls: Record<string, Method> = {};
  for (const [client, operations] of called) {
    const names = Array.isArray(operations) ? operations.map(name => [name, name]) : Object.entries(operations);
    for (const [name, operation] of names) {
      calls[name] = input => again(async () => (client() as Record<string, Method>)[operation](input, ...options));
    }
  }
  return calls as unknown as Aws;
}

/** What an invocation gives: a value, or the error as Lambda writes it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: string[];
}

export type Answer = { readonly value: unknown; readonly error?: undefined } | { readonly value?: undefined; readonly error: FunctionError };

export async function payloadOf(invoke: () => Promise<unknown>): Promise<Answer> {
  try {
    return { value: await invoke() ?? null };
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
    // Only its first line: writing a whole stack takes longer than most handlers, and waiters throw an error for each poll.
    return { error: { errorType: name, errorMessage: message, trace: [`${name}: ${message}`] } };
  }
}

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
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { error: { errorType: error.constructor.name === 'Error' ? error.name : error.constructor.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') } };
  }
}

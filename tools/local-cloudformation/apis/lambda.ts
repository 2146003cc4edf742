/** Lambda as other handlers use it: one function invoking another. */
import { Service } from './api';
import { LambdaHost } from '../lambda/host';

export function lambda(host: () => LambdaHost): Service {
  return {
    Invoke: async input => {
      const payload = Buffer.from((input.Payload ?? '{}') as string | Uint8Array).toString();
      const answer = (value: unknown, error?: string) => ({
        StatusCode: 200,
        FunctionError: error,
        Payload: Object.assign(Buffer.from(JSON.stringify(value ?? null)), { transformToString: () => JSON.stringify(value ?? null) }),
      });
      try {
        return answer(await host().invoke(String(input.FunctionName), JSON.parse(payload)));
      } catch (error) {
        return answer({ errorType: 'Error', errorMessage: (error as Error).message }, 'Unhandled');
      }
    },
  };
}

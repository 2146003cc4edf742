/** Lambda as handlers use it: one function invoking another. */
import { Service } from './api';
import { ServiceError } from '../engine/errors';
import { LambdaHost } from '../lambda/host';
import { payloadOf } from '../lambda/payload';

export function lambda(host: () => LambdaHost): Service {
  return {
    Invoke: async input => {
      const name = String(input.FunctionName);
      const event = JSON.parse(Buffer.from((input.Payload ?? '{}') as string | Uint8Array).toString()) as unknown;
      if (!host().find(name)) { throw new ServiceError('ResourceNotFoundException', `Function not found: ${name}`, 404); }
      if (input.InvocationType === 'Event') {
        host().invokeLater(name, event);
        return { StatusCode: 202 };
      }
      const { value, error } = await payloadOf(() => host().invoke(name, event));
      const text = JSON.stringify(error ?? value);
      return {
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
        ...error ? { FunctionError: 'Unhandled' } : {},
        Payload: Object.assign(Buffer.from(text), { transformToString: () => text }),
      };
    },
  };
}

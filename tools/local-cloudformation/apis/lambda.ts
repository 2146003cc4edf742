/** Lambda as handlers use it: one function invoking another. */
import { Service } from './api';
import { ServiceError } from '../engine/errors';
import { LambdaHost } from '../lambda/host';
import { payloadOf } from '../lambda/payload';

export function lambda(host: () => LambdaHost): Service {
  return {
    Invoke: async input => {
      const name = String(input.FunctionName);
      const payload = typeof input.Payload === 'string' ? input.Payload : Buffer.from((input.Payload ?? '{}') as Uint8Array).toString();
      if (!host().find(name)) { throw new ServiceError('ResourceNotFoundException', `Function not found: ${name}`, 404); }
      if (input.InvocationType === 'Event') {
        host().invokeLater(name, JSON.parse(payload));
        return { StatusCode: 202 };
      }
      const { value, error } = await payloadOf(() => host().invokeWith(name, payload));
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

/**
 * Stands in for `@aws-sdk/client-*` inside a handler. Every call becomes (service, action, input) and goes to the emulated
 * account directly; there is no socket behind it, so nothing can reach a real AWS.
 */
import { ServiceError } from '../engine/errors';

export type CallService = (service: string, action: string, input: Record<string, unknown>) => Promise<unknown>;

/** Packages whose names are not the services' own. */
const SERVICES: Readonly<Record<string, string>> = {
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  'application-auto-scaling': 'application-autoscaling',
  'auto-scaling': 'autoscaling',
  'cloudwatch-logs': 'logs',
  'sfn': 'states',
};

const RETRIED = /^(Throttling|TooManyRequests|RequestTimeout|TimeoutError|InternalFailure|InternalServer|ServiceUnavailable)/;

const capital = (name: string): string => name[0].toUpperCase() + name.slice(1);

/** A module that has a client class, command classes and exception classes by whatever names the handler asks for. */
export function fakeSdk(packageName: string, call: CallService): object {
  const service = packageName.replace('@aws-sdk/client-', '');
  const names = new Proxy({}, {
    get: (_target, name) => {
      if (typeof name !== 'string' || name === 'then') { return undefined; }
      if (name === '__esModule') { return true; }
      if (name.endsWith('Command')) { return commandClass(name.slice(0, -'Command'.length)); }
      if (/(Exception|Error|Fault)$/.test(name)) { return exceptionClass(name); }
      if (name.startsWith('waitUntilFunctionActive')) { return () => Promise.resolve({ state: 'SUCCESS' }); }
      if (/^(waitUntil|paginate)/.test(name)) {
        return () => { throw new ServiceError('NotModelled', `${packageName}.${name} is not modelled by the local endpoint`); };
      }
      return clientClass((action, input) => call(SERVICES[service] ?? service, action, input));
    },
  });
  // Bundlers copy a module's own names onto an object with the module's prototype; so the names live on the prototype.
  return Object.create(names) as object;
}

function commandClass(action: string): object {
  return class {
    public readonly action = action;
    constructor(public readonly input: Record<string, unknown> = {}) {}
  };
}

/** `error instanceof NoSuchBucket` has to work for errors the account throws by name. */
function exceptionClass(name: string): object {
  return class extends Error {
    public static [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Error && value.name === name;
    }
  };
}

function clientClass(call: (action: string, input: Record<string, unknown>) => Promise<unknown>): object {
  return class {
    constructor(options: { readonly maxAttempts?: number } = {}) {
      const tries = options.maxAttempts ?? 3;
      // As the SDK does: what may pass is tried again, even if the first try may have had its effect.
      const persistent = async (action: string, input: Record<string, unknown>): Promise<unknown> => {
        for (let attempt = 1; ; attempt++) {
          try {
            return await call(action, input);
          } catch (error) {
            if (attempt >= tries || !RETRIED.test((error as Error).name)) { throw error; }
          }
        }
      };
      return new Proxy(this, {
        get: (_target, name) => {
          if (typeof name !== 'string' || name === 'then') { return undefined; }
          if (name === 'send') {
            return (command: { action: string; input: Record<string, unknown> }) => persistent(command.action, command.input);
          }
          if (name === 'destroy') { return () => undefined; }
          return (input: Record<string, unknown> = {}) => persistent(capital(name), input);
        },
      });
    }
  };
}

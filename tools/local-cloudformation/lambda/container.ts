/** One loaded copy of a function's code. As in Lambda, it serves one invocation at a time, and what it keeps lasts as long as it does. */
import { posix } from 'node:path';
import { fencedFetch, fencedRequire, Outside } from './fence';
import { Package } from './packages';
import { TimeOfHandler } from './time';
import { JsonObject } from '../engine/values';

export type Handler = (...args: unknown[]) => unknown;

export interface ContainerOptions {
  readonly code: Package;
  /** As the function has it: `file.export`. */
  readonly handler: string;
  readonly functionName: string;
  readonly environment: JsonObject;
  readonly time: TimeOfHandler;
  readonly outside: Outside;
}

interface LoadedModule {
  exports: Record<string, unknown>;
}

export function loadHandler({ code, handler: wanted, functionName, environment, time, outside }: ContainerOptions): Handler {
  const [file, name] = splitHandler(wanted);
  const modules = new Map<string, LoadedModule>();
  const surroundings = {
    process: Object.assign(Object.create(process) as object, { env: environment }),
    console: silentConsole(),
    fetch: fencedFetch(outside.respond),
  };
  const load = (path: string): LoadedModule => {
    const known = modules.get(path);
    if (known) { return known; }
    const module: LoadedModule = { exports: {} };
    modules.set(path, module);
    const require = (other: string): unknown => {
      if (!other.startsWith('.')) { return fencedRequire(other, outside); }
      const found = code.resolve(posix.join(posix.dirname(path), other));
      if (!found) { throw new Error(`Cannot find module '${other}' in the deployment package of ${functionName}`); }
      return found.endsWith('.json') ? JSON.parse(code.text(found)) : load(found).exports;
    };
    code.compile(path)(
      module.exports, require, module, `/var/task/${path}`, '/var/task', surroundings.process, surroundings.console, surroundings.fetch,
      time.Date, time.setTimeout, time.clearTimeout, time.AbortSignal,
    );
    return module;
  };
  const entry = code.resolve(file);
  if (!entry) { throw new Error(`Runtime.ImportModuleError: Cannot find module '${file}' in ${functionName}`); }
  const handler = load(entry).exports[name];
  if (typeof handler !== 'function') { throw new Error(`Runtime.HandlerNotFound: ${file}.${name} is undefined or not exported`); }
  return handler as Handler;
}

function splitHandler(handler: string): [string, string] {
  const dot = handler.lastIndexOf('.');
  return [handler.slice(0, dot), handler.slice(dot + 1)];
}

/** Promise handlers and callback handlers alike. */
export function run(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result: unknown) => error ? reject(error instanceof Error ? error : new Error(String(error))) : resolve(result);
    try {
      const result = handler(event, context, callback);
      if (isPromise(result)) { result.then(resolve, reject); } else if (handler.length < 3) { resolve(result); }
    } catch (error) {
      reject(error as Error);
    }
  });
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** A handler's log belongs in CloudWatch Logs, not among the endpoint's own output. */
function silentConsole(): object {
  return Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'trace'].map(name => [name, () => undefined]));
}

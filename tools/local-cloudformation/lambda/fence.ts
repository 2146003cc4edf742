/** The modules a handler gets instead of the real ones, so that its only way out is the answer to CloudFormation. */
import { EventEmitter } from 'node:events';
import { isBuiltin } from 'node:module';
import { CallService, fakeSdk } from './sdk';

/** Answers to CloudFormation are sent to this host, which no resolver knows. */
export const RESPONSE_HOST = 'custom-resource-response.invalid';

/** Told what was sent to which path of the response host. */
export type Respond = (path: string, body: string) => void;

/** What the code of one container may reach. */
export interface Outside {
  readonly call: CallService;
  readonly respond: Respond;
  readonly sleep: (ms?: number, value?: unknown) => Promise<unknown>;
  readonly setTimeout: unknown;
  readonly clearTimeout: unknown;
}

const NETWORK = ['net', 'tls', 'dgram', 'dns', 'dns/promises', 'http2', 'child_process', 'cluster', 'worker_threads', 'inspector'];

/** Resolves what a handler requires from outside its own package. */
export function fencedRequire(name: string, outside: Outside): unknown {
  const plain = name.replace(/^node:/, '');
  if (plain === 'http' || plain === 'https') { return fencedHttp(outside.respond); }
  if (NETWORK.includes(plain)) { throw new Error(`Handlers run by the local endpoint may not use '${plain}'`); }
  if (plain === 'timers/promises') { return { setTimeout: outside.sleep }; }
  if (plain === 'timers') { return { setTimeout: outside.setTimeout, clearTimeout: outside.clearTimeout }; }
  // The one place where a module name is only known at run time.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a handler chooses its own built-in modules
  if (isBuiltin(name)) { return require(name); }
  if (name.startsWith('@aws-sdk/client-')) { return fakeSdk(name, outside.call); }
  throw new Error(`Cannot find module '${name}': it is neither in the deployment package nor modelled by the local endpoint`);
}

interface RequestOptions {
  readonly path?: string;
  readonly hostname?: string;
  readonly host?: string;
}

function fencedHttp(respond: Respond): object {
  const request = (target: string | URL | RequestOptions, second?: unknown, third?: unknown) => {
    const onResponse = [second, third].find(argument => typeof argument === 'function') as ((response: object) => void) | undefined;
    const host = typeof target === 'string' ? new URL(target).hostname : target.hostname ?? (target as RequestOptions).host;
    const path = typeof target === 'string' ? new URL(target).pathname : target instanceof URL ? target.pathname : target.path ?? '/';
    const chunks: string[] = [];
    const outgoing = Object.assign(new EventEmitter(), {
      write: (chunk: unknown) => { chunks.push(String(chunk)); return true; },
      setTimeout: () => outgoing,
      end: (chunk?: unknown) => {
        if (chunk !== undefined) { chunks.push(String(chunk)); }
        process.nextTick(() => {
          if (host !== RESPONSE_HOST) { return void outgoing.emit('error', refusal(host)); }
          respond(path, chunks.join(''));
          const incoming = Object.assign(new EventEmitter(), { statusCode: 200, resume: () => incoming, setEncoding: () => incoming });
          onResponse?.(incoming);
          outgoing.emit('response', incoming);
          return process.nextTick(() => incoming.emit('end'));
        });
        return outgoing;
      },
    });
    return outgoing;
  };
  return { request, get: request, Agent: class {} };
}

export function refusal(host: string | undefined): Error {
  return new Error(`connect ECONNREFUSED ${host ?? 'unknown host'}: handlers run by the local endpoint cannot leave this process`);
}

/** What a handler has for `fetch`. */
export function fencedFetch(respond: Respond): (target: string | URL | { url: string }, init?: { body?: unknown }) => Promise<unknown> {
  return (target, init) => {
    const { hostname, pathname } = new URL(typeof target === 'object' && 'url' in target ? target.url : target);
    if (hostname !== RESPONSE_HOST) { return Promise.reject(refusal(hostname)); }
    respond(pathname, String(init?.body ?? ''));
    return Promise.resolve({ ok: true, status: 200, text: () => Promise.resolve('') });
  };
}

/** Runs the code of a Lambda function in this process: the deployment package as uploaded, its handler, its environment, its time limit. */
import { posix } from 'node:path';
import { Script } from 'node:vm';
import { fencedFetch, fencedRequire, Respond } from './fence';
import { CallService } from './sdk';
import { unzip } from './zip';
import { isObject, JsonObject } from '../engine/values';
import { Account, Live } from '../resources/account';

export interface HostOptions {
  /** The longest a handler may really take, whatever time limit its function has. */
  readonly patienceMs: number;
}

interface LoadedModule {
  exports: Record<string, unknown>;
}

export class LambdaHost {
  constructor(private readonly account: Account, private readonly call: CallService, private readonly options: HostOptions) {}

  /** The function with this name or ARN, qualified or not. */
  public find(nameOrArn: string): Live | undefined {
    const name = nameOrArn.startsWith('arn:') ? nameOrArn.split(':')[6] : nameOrArn.split(':')[0];
    return this.account.find('AWS::Lambda::Function', name);
  }

  /** Calls the handler and gives its result. `respond` is told what the handler sends to a response URL. */
  public async invoke(nameOrArn: string, event: unknown, respond: Respond = () => undefined): Promise<unknown> {
    const target = this.find(nameOrArn);
    if (!target) { throw new Error(`Function not found: ${nameOrArn}`); }
    const handler = this.load(target, respond);
    const seconds = Number(target.properties.Timeout ?? 3);
    const context = {
      functionName: target.physicalId,
      invokedFunctionArn: target.attributes.Arn,
      logGroupName: `/aws/lambda/${target.physicalId}`,
      logStreamName: 'local',
      awsRequestId: this.account.random(32),
      getRemainingTimeInMillis: () => seconds * 1000,
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`Task timed out after ${seconds.toFixed(2)} seconds`)), Math.min(seconds * 1000, this.options.patienceMs));
    });
    try {
      return await Promise.race([late, run(handler, event, context)]);
    } finally {
      clearTimeout(timer);
    }
  }

  private load(target: Live, respond: Respond): (...args: unknown[]) => unknown {
    const runtime = String(target.properties.Runtime ?? '');
    if (!runtime.startsWith('nodejs')) { throw new Error(`The local endpoint runs Node.js functions only; ${target.logicalId} asks for '${runtime || 'an image'}'`); }
    const [file, name] = splitHandler(String(target.properties.Handler));
    const modules = new Map<string, LoadedModule>();
    const sources = this.sources(target.properties.Code);
    const environment = isObject(target.properties.Environment) ? target.properties.Environment.Variables : {};
    const env = { ...environment as JsonObject, AWS_REGION: this.account.region, AWS_LAMBDA_FUNCTION_NAME: target.physicalId };
    const surroundings = {
      process: Object.assign(Object.create(process) as object, { env }),
      console: silentConsole(),
      fetch: fencedFetch(respond),
    };
    const load = (path: string): LoadedModule => {
      const known = modules.get(path);
      if (known) { return known; }
      const module: LoadedModule = { exports: {} };
      modules.set(path, module);
      const wrapped = new Script(`(function (exports, require, module, __filename, __dirname, process, console, fetch) {${String(sources.get(path))}\n})`, { filename: `/var/task/${path}` });
      const wrapper = wrapped.runInThisContext() as (...args: unknown[]) => void;
      const require = (wanted: string): unknown => {
        if (!wanted.startsWith('.')) { return fencedRequire(wanted, this.call, respond); }
        const found = resolveFile(sources, posix.join(posix.dirname(path), wanted));
        if (!found) { throw new Error(`Cannot find module '${wanted}' in the deployment package of ${target.logicalId}`); }
        return found.endsWith('.json') ? JSON.parse(String(sources.get(found))) : load(found).exports;
      };
      wrapper(module.exports, require, module, `/var/task/${path}`, '/var/task', surroundings.process, surroundings.console, surroundings.fetch);
      return module;
    };
    const entry = resolveFile(sources, file);
    if (!entry) { throw new Error(`Runtime.ImportModuleError: Cannot find module '${file}' in ${target.logicalId}`); }
    const handler = load(entry).exports[name];
    if (typeof handler !== 'function') { throw new Error(`Runtime.HandlerNotFound: ${file}.${name} is undefined or not exported`); }
    return handler as (...args: unknown[]) => unknown;
  }

  private sources(code: unknown): Map<string, Buffer> {
    const given: JsonObject = isObject(code) ? code : {};
    if (typeof given.ZipFile === 'string') { return new Map([['index.js', Buffer.from(given.ZipFile)]]); }
    const archive = this.account.buckets.get(String(given.S3Bucket))?.get(String(given.S3Key));
    if (!archive) { throw new Error(`Error occurred while GetObject. S3 Error Code: NoSuchKey. (${String(given.S3Bucket)}/${String(given.S3Key)})`); }
    return unzip(archive);
  }
}

function splitHandler(handler: string): [string, string] {
  const dot = handler.lastIndexOf('.');
  return [handler.slice(0, dot), handler.slice(dot + 1)];
}

function resolveFile(sources: ReadonlyMap<string, Buffer>, path: string): string | undefined {
  return [path, `${path}.js`, `${path}.cjs`, `${path}.json`, `${path}/index.js`].find(candidate => sources.has(candidate));
}

/** Promise handlers and callback handlers alike. */
function run(handler: (...args: unknown[]) => unknown, event: unknown, context: object): Promise<unknown> {
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

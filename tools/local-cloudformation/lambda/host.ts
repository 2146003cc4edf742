/** Runs the code of Lambda functions in this process: the deployment package as uploaded, its handler, its environment, its time limit. */
import { Handler, loadHandler, run } from './container';
import { Invocation } from './invocation';
import { archivePackage, inlinePackage, Package } from './packages';
import { CallService } from './sdk';
import { timeOf } from './time';
import { isObject, JsonObject } from '../engine/values';
import { Account, Live } from '../resources/account';
import { chance, dice } from '../services/chance';

export interface HostOptions {
  /** The longest a handler may really take to compute, whatever time limit its function has. */
  readonly patienceMs: number;
}

interface Container {
  readonly handler: Handler;
  readonly properties: JsonObject;
  current: Invocation;
}

/** How long Lambda waits before it tries an asynchronous invocation again. */
const RETRY_SECONDS = [60, 120];

/** A function that is to die does so after at most so many calls. */
const CALLS_BEFORE_DEATH = 6;

export class LambdaHost {
  private readonly idle = new Map<string, Container[]>();

  constructor(private readonly account: Account, private readonly call: CallService, private readonly options: HostOptions) {}

  /** The function with this name or ARN, qualified or not. */
  public find(nameOrArn: string): Live | undefined {
    const name = nameOrArn.startsWith('arn:') ? nameOrArn.split(':')[6] : nameOrArn.split(':')[0];
    return this.account.find('AWS::Lambda::Function', name);
  }

  /** Calls the handler and gives its result. */
  public invoke(nameOrArn: string, event: unknown): Promise<unknown> {
    return this.invokeWith(nameOrArn, JSON.stringify(event ?? null));
  }

  /** The same with an event that is written already. */
  public async invokeWith(nameOrArn: string, payload: string): Promise<unknown> {
    const target = this.find(nameOrArn);
    if (!target) { throw new Error(`Function not found: ${nameOrArn}`); }
    const timeoutSeconds = Number(target.properties.Timeout ?? 3);
    const event = JSON.parse(payload) as unknown;
    const fate = this.fateOf(target, event);
    const invocation = new Invocation({
      agenda: this.account.agenda,
      call: this.call,
      respond: (path, body) => this.account.answers.get(path)?.(body),
      timeoutSeconds,
      patienceMs: this.options.patienceMs,
      dyingAfter: fate === 'dies' ? dice(this.account.random, CALLS_BEFORE_DEATH) : undefined,
    });
    const context = {
      functionName: target.physicalId,
      functionVersion: '$LATEST',
      invokedFunctionArn: target.attributes.Arn,
      logGroupName: `/aws/lambda/${target.physicalId}`,
      logStreamName: 'local',
      awsRequestId: this.account.random(32),
      getRemainingTimeInMillis: () => invocation.remainingMs,
    };
    return invocation.run(async () => {
      if (fate === 'hangs') { return invocation.hang(); }
      const container = this.take(target, invocation);
      try {
        return await run(container.handler, event, context);
      } finally {
        // One whose handler has died or run out of time never gets here.
        this.idle.get(target.physicalId)!.push(container);
      }
    });
  }

  /** As whoever does not wait for the result: an invocation that fails is tried twice more. Tells how the last one ended. */
  public invokeLater(nameOrArn: string, event: unknown, ended: (error?: Error) => void = () => undefined): void {
    const { agenda } = this.account;
    agenda.spawn(async () => {
      for (const pause of [...RETRY_SECONDS, undefined]) {
        const error = await agenda.aside(this.invoke(nameOrArn, event).then(() => undefined, (thrown: unknown) => thrown as Error));
        if (!error) { return ended(); }
        if (pause === undefined) { return ended(error); }
        await agenda.sleep(pause);
      }
    });
  }

  private fateOf(target: Live, event: unknown) {
    const { faults, random } = this.account;
    return faults.invocation?.(target.physicalId, event) ?? (chance(random, faults.lambdaDeaths) ? 'dies' : 'runs');
  }

  /** A container that has served before, if there is one, or a new one. */
  private take(target: Live, invocation: Invocation): Container {
    const idle = this.idle.get(target.physicalId) ?? [];
    this.idle.set(target.physicalId, idle);
    const known = idle.pop();
    if (known && known.properties === target.properties) {
      known.current = invocation;
      return known;
    }
    return this.load(target, invocation);
  }

  private load(target: Live, invocation: Invocation): Container {
    const runtime = String(target.properties.Runtime ?? '');
    if (!runtime.startsWith('nodejs')) { throw new Error(`The local endpoint runs Node.js functions only; ${target.logicalId} asks for '${runtime || 'an image'}'`); }
    const { account } = this;
    const environment = isObject(target.properties.Environment) ? target.properties.Environment.Variables : {};
    const container = { current: invocation, properties: target.properties } as { -readonly [K in keyof Container]: Container[K] };
    const time = timeOf(() => account.agenda.now + (account.faults.clockSkewSeconds ?? 0) * 1000, () => container.current);
    container.handler = loadHandler({
      code: this.packageOf(target.properties.Code),
      handler: String(target.properties.Handler),
      functionName: target.logicalId,
      environment: { ...environment as JsonObject, AWS_REGION: account.region, AWS_LAMBDA_FUNCTION_NAME: target.physicalId },
      time,
      outside: {
        call: (service, action, input) => container.current.call(service, action, input),
        respond: (path, body) => container.current.respond(path, body),
        sleep: time.sleep,
        setTimeout: time.setTimeout,
        clearTimeout: time.clearTimeout,
      },
    });
    return container;
  }

  private packageOf(code: unknown): Package {
    const given: JsonObject = isObject(code) ? code : {};
    if (typeof given.ZipFile === 'string') { return inlinePackage(given.ZipFile); }
    const archive = this.account.buckets.get(String(given.S3Bucket))?.get(String(given.S3Key));
    if (!archive) { throw new Error(`Error occurred while GetObject. S3 Error Code: NoSuchKey. (${String(given.S3Bucket)}/${String(given.S3Key)})`); }
    return archivePackage(archive);
  }
}

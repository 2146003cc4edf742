/** Puts the parts together: an account, the services, and an endpoint the stock `cdk` CLI can be pointed at. */
import { randomBytes } from 'node:crypto';
import { ecr, ssm, sts } from './apis/account';
import { Apis } from './apis/api';
import { autoscaling } from './apis/autoscaling';
import { codedeploy } from './apis/codedeploy';
import { ec2 } from './apis/ec2';
import { imageScans } from './apis/ecr-scans';
import { ecs } from './apis/ecs';
import { eks } from './apis/eks';
import { elasticloadbalancing } from './apis/elb';
import { lambda } from './apis/lambda';
import { logs } from './apis/logs';
import { s3 } from './apis/s3';
import { states } from './apis/states';
import { cloudwatch, scaling, sns } from './apis/watching';
import { CloudFormation } from './cloudformation/service';
import { Clock, Random } from './engine/ports';
import { cloudFormationApi } from './http/cloudformation';
import { S3Face } from './http/s3';
import { HttpFace } from './http/server';
import { KubernetesCluster } from './kubernetes/cluster';
import { LambdaHost } from './lambda/host';
import { Places } from './places';
import { Account } from './resources/account';
import { CustomResources } from './resources/custom';
import { AccountProvisioner } from './resources/provisioner';
import { installedRegistry } from './schemas/registry';
import { TypeRegistry } from './schemas/types';
import { TemplateValidator } from './schemas/validator';
import { Agenda, Entry } from './services/agenda';
import { Alarms } from './services/alarms';
import { Bus } from './services/bus';
import { unreliable } from './services/calls';
import { Faults } from './services/faults';
import { Traffic } from './services/traffic';

export interface LocalAwsOptions {
  /** @default - 123456789012 */
  readonly account?: string;
  /** @default - us-east-1 */
  readonly region?: string;
  /** @default - the system clock */
  readonly clock?: Clock;
  /** @default - real chance */
  readonly random?: Random;
  /** @default - the type facts of the installed CLI */
  readonly types?: TypeRegistry;
  /** @default - templates are checked against the type facts only, not by the bundled validator */
  readonly validator?: TemplateValidator;
  /** The longest the handler of a custom resource may take. @default - ten seconds */
  readonly patienceMs?: number;
  /** What goes wrong. It may be changed at any time. @default - nothing */
  readonly faults?: Faults;
  /** Whether stacks and events are dated by the virtual time, too. @default false - by the clock alone, as the CLI expects */
  readonly virtualTime?: boolean;
  readonly onRequest?: (service: string, action: string, error?: string) => void;
}

/** The qualifier of the default bootstrap stack. */
const QUALIFIER = 'hnb659fds';
const BOOTSTRAP_VERSION = '30';
const PATIENCE_MS = 10_000;
/** How long a request that starts work waits for it to end, so that the CLI rarely has to poll. */
const HEAD_START_MS = 1_000;

/** One emulated account and region, bootstrapped for the CDK; others are made when somebody goes there. */
export class LocalAws {
  public readonly account: Account;
  public readonly cloudFormation: CloudFormation;
  public readonly apis: Apis;
  /** S3 on the wire. */
  public readonly s3: S3Face;
  /** All accounts and regions of the run; this is one of them. */
  public readonly places: Places;

  /**
   * @param options what it is like
   * @param places where it is one of several; otherwise it is where requests go that say nothing else
   */
  constructor(private readonly options: LocalAwsOptions = {}, places?: Places) {
    this.account = new Account({
      account: options.account ?? '123456789012',
      region: options.region ?? 'us-east-1',
      clock: options.clock ?? { now: () => new Date() },
      faults: options.faults,
      virtualTime: options.virtualTime,
      random: options.random ?? (digits => randomBytes(digits).toString('hex').slice(0, digits)),
    });
    this.places = places ?? new Places(this, (account, region) => new LocalAws({ ...options, account, region }, this.places));
    this.account.settle((account, region) => this.places.in(account, region).account);
    this.s3 = new S3Face(this.account);
    const types = options.types ?? installedRegistry();
    this.account.services.call = (service, action, input) => this.apis.callInside(service, action, input);
    const calls = unreliable(this.account, this.account.services.call);
    const host = new LambdaHost(this.account, calls, { patienceMs: options.patienceMs ?? PATIENCE_MS });
    this.account.services.lambda = host;
    const provisioner = new AccountProvisioner(this.account, types, new CustomResources(this.account, host));
    this.cloudFormation = new CloudFormation({ account: this.account, types, provisioner, validator: options.validator });
    this.apis = new Apis(this.account, {
      autoscaling,
      ec2,
      'ecr': { ...ecr, ...imageScans },
      ecs,
      eks,
      elasticloadbalancing,
      s3,
      ssm,
      logs,
      sts,
      states,
      'sfn': states,
      sns,
      codedeploy,
      cloudwatch,
      'monitoring': cloudwatch,
      'application-autoscaling': scaling,
      'applicationautoscaling': scaling,
      'lambda': lambda(() => host),
      'cloudformation': cloudFormationApi(this.cloudFormation, name => this.headStart(name)),
    });
    this.bootstrap();
  }

  /** What is inside an EKS cluster: its objects, its pods, who is behind a target group. Undefined if there is no such cluster. */
  public kubernetes(clusterName: string): KubernetesCluster | undefined {
    return this.account.clusters.get(clusterName);
  }

  /** What goes wrong; to be changed while the account is in use. */
  public get faults(): Faults {
    return this.account.faults;
  }

  public get agenda(): Agenda {
    return this.account.agenda;
  }

  /** Where requests go, and where they went. */
  public get traffic(): Traffic {
    return this.account.services.traffic;
  }

  /** Alarms, to be switched. */
  public get alarms(): Alarms {
    return this.account.services.alarms;
  }

  /** What was emitted, and what topics were told. */
  public get events(): Bus {
    return this.account.services.bus;
  }

  /** Lets something happen after so many seconds of the account's time. */
  public at(seconds: number, action: () => void): Entry {
    return this.agenda.in(seconds, action);
  }

  /** Opens the endpoint on a free loopback port, for all accounts and regions. */
  public async listen(): Promise<LocalEndpoint> {
    const face = new HttpFace({ placeOf: authorization => this.places.of(authorization), onRequest: this.options.onRequest });
    const url = await face.start();
    return { url, stop: () => face.stop() };
  }

  private bootstrap(): void {
    const { id, region } = this.account;
    this.account.parameters.set(`/cdk-bootstrap/${QUALIFIER}/version`, BOOTSTRAP_VERSION);
    this.account.buckets.set(`cdk-${QUALIFIER}-assets-${id}-${region}`, new Map());
  }

  private async headStart(stackName: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>(resolve => { timer = setTimeout(resolve, HEAD_START_MS); });
    await Promise.race([patience, this.cloudFormation.settled(stackName)]);
    clearTimeout(timer);
  }
}

export interface LocalEndpoint {
  readonly url: string;
  stop(): Promise<void>;
}

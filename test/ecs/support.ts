/** A shop to put services into: `ground()` lays it out, `web()` opens one, `refused()` says what was wrong. */
import { readFileSync } from 'node:fs';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Environment, Stack, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EcsPlatform, EcsPlatformProps, EcsWorkload } from '../../src/ecs';
import { Domain } from '../../src/ingress';
import { WorkloadDraft } from '../../src/model';
import { ContainerPlatform, Workload } from '../../src/platform';
import { Image } from '../../src/vocabulary';
import { WebService, WebServiceProps } from '../../src/workloads';
import { refused } from '../wrong-inputs/refused';

export const RECOMMENDED: Record<string, unknown> = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));

export const IRELAND: Environment = { account: '111122223333', region: 'eu-west-1' };

export interface Setting {
  readonly env?: Environment;
  readonly flags?: Record<string, unknown>;
  /** Everything is put into this instead of the app, for example a stage. */
  readonly within?: (app: App) => Construct;
}

/** With and without feature flags, with and without an environment. */
export const SETTINGS: [string, Setting][] = [
  ['recommended flags, known environment', { env: IRELAND, flags: RECOMMENDED }],
  ['recommended flags, any environment', { flags: RECOMMENDED }],
  ['no flags, known environment', { env: IRELAND }],
  ['no flags, any environment', {}],
];

/** The last setting: what there is without anybody saying anything. */
export const PLAIN: Setting = {};

export interface Ground {
  readonly app: App;
  readonly scope: Construct;
  readonly stack: Stack;
  readonly vpc: ec2.IVpc;
  readonly zone: route53.IHostedZone;
  platform(props?: EcsPlatformProps, id?: string): EcsPlatform;
}

/** A stack with an imported VPC in it, which makes it small and fast. */
export function ground({ env, flags, within }: Setting = { flags: RECOMMENDED }): Ground {
  const app = new App({ context: flags });
  const scope = within?.(app) ?? app;
  const stack = new Stack(scope, 'Shop', { env });
  const vpc = existingVpc(stack);
  const zone = exampleZone(stack);
  const platform = (props: EcsPlatformProps = {}, id = 'Platform') => new EcsPlatform(stack, id, { vpc, domain: Domain.hostedZone(zone), ...props });
  return { app, scope, stack, vpc, zone, platform };
}

export function existingVpc(scope: Construct, id = 'Vpc'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, id, {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-public-a', 'subnet-public-b'],
    publicSubnetRouteTableIds: ['rtb-public-a', 'rtb-public-b'],
    privateSubnetIds: ['subnet-private-a', 'subnet-private-b'],
    privateSubnetRouteTableIds: ['rtb-private-a', 'rtb-private-b'],
  });
}

export function exampleZone(scope: Construct, id = 'Zone'): route53.IHostedZone {
  return route53.HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId: 'Z0123456789', zoneName: 'example.com' });
}

export const NGINX = Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** A service with nothing special about it, but for the given props. */
export function service(scope: Construct, id: string, platform: ContainerPlatform, props: Partial<WebServiceProps> = {}): WebService {
  return new WebService(scope, id, { platform, image: NGINX, port: 8080, ...props });
}

export interface Made extends Ground {
  readonly ecsPlatform: EcsPlatform;
  readonly api: WebService;
  readonly workload: EcsWorkload;
  readonly template: Template;
}

/** One service called Api on a platform of its own. */
export function web(
  props: Partial<WebServiceProps> | ((on: Ground) => Partial<WebServiceProps>) = {}, platformProps: EcsPlatformProps = {}, setting?: Setting,
): Made {
  const on = ground(setting);
  const ecsPlatform = on.platform(platformProps);
  const api = service(on.stack, 'Api', ecsPlatform, typeof props === 'function' ? props(on) : props);
  return {
    ...on,
    ecsPlatform,
    api,
    workload: EcsWorkload.of(api),
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

/** A workload straight from the model, for what no construct of the library says yet. */
export class DraftWorkload extends Workload {
  constructor(scope: Construct, id: string, platform: ContainerPlatform, draft: WorkloadDraft) {
    super(scope, id, platform);
    this._place(draft);
  }
}

export function resources(template: Template, type: string): Record<string, any>[] {
  return Object.values(template.findResources(type)).map(resource => resource.Properties ?? {});
}

/** The only resource of a type. */
export function only(template: Template, type: string): Record<string, any> {
  template.resourceCountIs(type, 1);
  return resources(template, type)[0];
}

/** The definition of a container, the main one unless another is named. */
export function containerOf(template: Template, name = 'api'): Record<string, any> {
  const { ContainerDefinitions } = only(template, 'AWS::ECS::TaskDefinition');
  return ContainerDefinitions.find(({ Name }: { Name: string }) => Name === name);
}

/** The statements of a role, inline and attached, by the beginning of its logical id. */
export function statementsOf(template: Template, role: string): Record<string, any>[] {
  const [id, { Properties }] = Object.entries(template.findResources('AWS::IAM::Role')).find(([logicalId]) => logicalId.startsWith(role))!;
  const attached = template.findResources('AWS::IAM::Policy', { Properties: { Roles: Match.arrayWith([{ Ref: id }]) } });
  const documents = [...Properties.Policies ?? [], ...Object.values(attached).map(policy => policy.Properties)];
  return documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** Synthesises all stacks, which is when circles between them come out. */
export function templates({ app }: Ground): Template[] {
  const assembly = app.synth();
  const nested = assembly.nestedAssemblies.flatMap(({ nestedAssembly }) => nestedAssembly.stacks);
  return [...assembly.stacks, ...nested].map(({ template }) => Template.fromJSON(template));
}

export function stage(app: App): Stage {
  return new Stage(app, 'Prod');
}

export { refused };

/** What was refused, as `code path` lines. */
export function refusals(act: () => unknown): string[] {
  return refused(act).map(({ code, path }) => `${code} ${path}`);
}

/** A shop on EKS to put services into: `ground()` lays it out, `web()` opens one, `objects()` says what the cluster got. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksPlatform, EksPlatformProps, EksWorkload } from '../../src/eks';
import { KubernetesObject } from '../../src/eks/manifest';
import { Domain } from '../../src/ingress';
import { WebService, WebServiceProps } from '../../src/workloads';
import { exampleZone, existingVpc, IRELAND, RECOMMENDED, service, Setting } from '../ecs/support';

export type { Setting } from '../ecs/support';
export { IRELAND, RECOMMENDED, service, SETTINGS, DraftWorkload, NGINX, refusals, refused, only, resources, statementsOf } from '../ecs/support';

export interface Ground {
  readonly app: App;
  readonly scope: Construct;
  readonly stack: Stack;
  readonly vpc: ec2.IVpc;
  readonly zone: route53.IHostedZone;
  readonly kubectlLayer: lambda.ILayerVersion;
  platform(props?: EksPlatformProps, id?: string): EksPlatform;
}

/** A stack with an imported VPC and kubectl in it, which makes it small and fast. */
export function ground({ env = IRELAND, flags, within }: Setting = { flags: RECOMMENDED }): Ground {
  const app = new App({ context: flags });
  const scope = within?.(app) ?? app;
  const stack = new Stack(scope, 'Shop', { env });
  const vpc = existingVpc(stack);
  const zone = exampleZone(stack);
  const kubectlLayer = kubectl(stack);
  const platform = (props: EksPlatformProps = {}, id = 'Platform') =>
    new EksPlatform(stack, id, { vpc, kubectlLayer, domain: Domain.hostedZone(zone), ...props });
  return { app, scope, stack, vpc, zone, kubectlLayer, platform };
}

export function kubectl(scope: Construct, id = 'Kubectl'): lambda.ILayerVersion {
  return lambda.LayerVersion.fromLayerVersionArn(scope, id, 'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1');
}

export interface Made extends Ground {
  readonly eksPlatform: EksPlatform;
  readonly api: WebService;
  readonly workload: EksWorkload;
  readonly template: Template;
}

/** One service called Api on a platform of its own. */
export function web(
  props: Partial<WebServiceProps> | ((on: Ground) => Partial<WebServiceProps>) = {}, platformProps: EksPlatformProps = {}, setting?: Setting,
): Made {
  const on = ground(setting);
  const eksPlatform = on.platform(platformProps);
  const api = service(on.stack, 'Api', eksPlatform, typeof props === 'function' ? props(on) : props);
  return {
    ...on,
    eksPlatform,
    api,
    workload: EksWorkload.of(api),
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

/** All objects a template puts into clusters, with a word in place of whatever CloudFormation fills in. */
export function objects(template: Template): KubernetesObject[] {
  return Object.values(template.findResources('Custom::AWSCDK-EKS-KubernetesResource'))
    .flatMap(({ Properties }) => JSON.parse(asText(Properties.Manifest)) as KubernetesObject[]);
}

/** The only object of a kind, or the one of a name. */
export function object(template: Template, kind: string, name?: string): Record<string, any> {
  const found = objects(template).filter(candidate => candidate.kind === kind && (name === undefined || candidate.metadata.name === name));
  expect(found.map(({ metadata }) => metadata.name)).toHaveLength(1);
  return found[0];
}

/** A container of the only Deployment, the main one unless another is named. */
export function containerOf(template: Template, name = 'api', deployment?: string): Record<string, any> {
  const { initContainers = [], containers } = object(template, 'Deployment', deployment).spec.template.spec;
  return [...initContainers, ...containers].find(container => container.name === name);
}

/** An object with a word in place of whatever CloudFormation fills in. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const members = Object.entries(value);
  return members.length === 1 && (members[0][0] === 'Ref' || members[0][0].startsWith('Fn::'))
    ? asText(value)
    : Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

/** A string that may be put together by CloudFormation, as words. */
export function asText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const [[name, argument]] = Object.entries(value as Record<string, unknown>);
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(asText).join(separator);
  }
  return name === 'Ref' ? String(argument) : [argument].flat(2).filter(part => typeof part === 'string').join('.').replace(/[^\w.:/-]/g, '_');
}

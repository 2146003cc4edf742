import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Duration, Stack, StackProps } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Domain, Ingress, IngressBase, IngressProps, IngressRoute } from '../../src/ingress';
import { ExposureSpec, RouteMatch } from '../../src/model';
import { refused } from '../wrong-inputs/refused';

export { refused };

/** Where everything of a test lives unless it says otherwise. */
export interface Ground {
  readonly app: App;
  readonly stack: Stack;
  readonly vpc: ec2.Vpc;
  readonly zone: route53.IHostedZone;
}

export const ENV: StackProps = { env: { account: '111122223333', region: 'eu-west-1' } };

export const RECOMMENDED: Record<string, unknown> = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));

/** With and without feature flags, with and without an environment. */
export const SETTINGS: [string, StackProps & { readonly flags?: Record<string, unknown> }][] = [
  ['recommended flags, known environment', { ...ENV, flags: RECOMMENDED }],
  ['recommended flags, any environment', { flags: RECOMMENDED }],
  ['no flags, known environment', { ...ENV }],
  ['no flags, any environment', {}],
];

export function ground(props: StackProps & { readonly flags?: Record<string, unknown> } = {}): Ground {
  const { flags, ...stackProps } = props;
  const app = new App({ context: flags });
  const stack = new Stack(app, 'Platform', stackProps);
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  return { app, stack, vpc, zone: exampleZone(stack) };
}

export function exampleZone(scope: Construct, id = 'Zone', zoneName = 'example.com'): route53.IHostedZone {
  return route53.HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId: 'Z0123456789', zoneName });
}

/** The resources of a type, by logical id. */
export function resources(stack: Stack, type: string): Record<string, any> {
  return Template.fromStack(stack).findResources(type);
}

/** The properties of the only resource of a type. */
export function only(stack: Stack, type: string): Record<string, any> {
  const found = Object.values(resources(stack, type));
  expect(found).toHaveLength(1);
  return found[0].Properties ?? {};
}

export function someCertificate(scope: Construct, id = 'Given'): acm.ICertificate {
  return acm.Certificate.fromCertificateArn(scope, id, 'arn:aws:acm:eu-west-1:111122223333:certificate/0c0ffee0');
}

/** An ingress at example.com. */
export function ingressIn(on: Ground, props: Partial<IngressProps> = {}): Ingress {
  return new Ingress(on.stack, 'Ingress', { vpc: on.vpc, domain: Domain.hostedZone(on.zone), ...props });
}

export interface ExposureParts extends Partial<Omit<ExposureSpec, 'match' | 'health'>> {
  readonly match?: Partial<RouteMatch>;
  readonly health?: Partial<ExposureSpec['health']>;
}

export function exposure({ match, health, ...parts }: ExposureParts = {}): ExposureSpec {
  return {
    kind: 'http',
    audience: 'public',
    port: 8080,
    container: 'main',
    protocol: 'http1',
    encrypted: false,
    drainTime: Duration.seconds(30),
    match: { hostNames: [], paths: [], headers: [], queryStrings: [], sourceIps: [], methods: [], ...match },
    health: {
      kind: 'http',
      path: '/health',
      successCodes: '200-399',
      interval: Duration.seconds(15),
      timeout: Duration.seconds(5),
      failures: 3,
      successes: 2,
      startPeriod: Duration.seconds(0),
      ...health,
    },
    ...parts,
  };
}

/** A service with one exposure, as small as the ingress can see it. */
export function route(ingress: IngressBase, scope: Construct, id: string, parts: ExposureParts = {}): IngressRoute {
  const service = new Construct(scope, id);
  return ingress._route(service, 'Route', exposure(parts), service);
}

/** What was refused, as `code path` lines. */
export function refusals(act: () => unknown): string[] {
  return refused(act).map(found => `${found.code} ${found.path}`);
}

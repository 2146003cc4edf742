/** The stack of a shop, as the library synthesises it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, CfnResource, Stack, Tags } from 'aws-cdk-lib/core';
import { minutes, Place, Plan, Wares } from './wares';
import { EcsPlatform } from '../../../src/ecs';
import { Domain } from '../../../src/ingress';
import { Audience, Capacity, Exposure, Image, NetworkListener, PlatformProfile, WorkloadOptions } from '../../../src/vocabulary';
import { NetworkService, WebService } from '../../../src/workloads';
import { existingVpc, RECOMMENDED } from '../../ecs/support';

interface Synthesised {
  readonly template: string;
  readonly directory: string;
}

/** Synthesis takes a third of a second, so each template is made once for each plan. */
const known = new WeakMap<Plan, Map<string, Synthesised>>();

export function synthesised(plan: Plan, wares: Wares): Synthesised {
  const key = JSON.stringify(Object.entries(wares).sort(([one], [other]) => one < other ? -1 : 1));
  const templates = known.get(plan) ?? new Map<string, Synthesised>();
  known.set(plan, templates);
  const found = templates.get(key) ?? synthesise(plan, wares);
  templates.set(key, found);
  return found;
}

function synthesise(plan: Plan, wares: Wares): Synthesised {
  const app = new App({ context: RECOMMENDED, outdir: mkdtempSync(join(tmpdir(), 'shop-')) });
  const stack = new Stack(app, 'Shop');
  const place: Place = { stack, wares, once: (id, make) => (stack.node.tryFindChild(id) as ReturnType<typeof make> | undefined) ?? make(stack, id) };
  const vpc = existingVpc(stack);
  const certificate = (name: string) => acm.Certificate.fromCertificateArn(stack, 'Certificate', `arn:aws:acm:us-east-1:123456789012:certificate/${name}`);
  const platform = new EcsPlatform(stack, 'Platform', {
    vpc,
    profile: PlatformProfile.DEVELOPMENT,
    domain: wares.certificate ? Domain.certificates([certificate(wares.certificate)]) : Domain.plainHttp('a shop for tests'),
  });
  const rollout = plan.rollouts[wares.rollout ?? Object.keys(plan.rollouts)[0]];
  const webService = (id: string, index: number, props: WorkloadOptions) => new WebService(stack, id, {
    ...props,
    platform,
    port: wares.port ?? 8080,
    exposures: [Exposure.public({ paths: [wares.path ?? (index === 0 ? '/*' : `/api${index + 1}/*`)], priority: wares.priority ?? 100 - index })],
    ...plan.props?.(place),
  });
  const networkService = (id: string, index: number, props: WorkloadOptions) => new NetworkService(stack, id, {
    ...props,
    platform,
    listeners: [NetworkListener.tcp({
      port: 1883 + index,
      containerPort: wares.port ?? 8080,
      audience: Audience.PUBLIC,
      idleTimeout: wares.silence === undefined ? undefined : minutes(wares.silence),
    })],
    ...plan.props?.(place),
  });
  const services = Array.from({ length: wares.services ?? 1 }, (_none, index) => (plan.network ? networkService : webService)(`Api${index === 0 ? '' : index + 1}`, index, {
    workloadName: index === 0 ? wares.name : undefined,
    image: Image.fromRegistry(`public.ecr.aws/shop/api:${wares.image ?? 'v1'}`),
    environment: wares.environment,
    cpu: wares.cpu,
    ...wares.scaling ? { scaling: wares.scaling } : { desiredCount: wares.count ?? 2 },
    exec: wares.exec,
    ecs: {
      capacity: wares.spot ? [Capacity.fargateSpot()] : undefined,
      subnets: wares.subnets === 'public' ? { subnetType: ec2.SubnetType.PUBLIC } : undefined,
      securityGroups: wares.group ? [ec2.SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, wares.group)] : undefined,
    },
    rollout: rollout(place),
  }));
  const parameter = (id: string, value: string) => new CfnResource(stack, id, { type: 'AWS::SSM::Parameter', properties: { Type: 'String', Value: value } });
  parameter('Memo', wares.memo ?? 'a');
  parameter('Note', wares.note ?? 'a').node.addDependency(...services);
  Object.entries(wares.tags ?? {}).forEach(([key, value]) => Tags.of(stack).add(key, value));
  plan.more?.(place, services);
  const assembly = app.synth();
  return { template: JSON.stringify(assembly.getStackArtifact(stack.artifactId).template), directory: assembly.directory };
}

/**
 * Every kind of capacity in one cluster: Fargate unless a service says otherwise, instances of one's own, mostly Spot, for what
 * wants to be cheap, and instances that ECS looks after for what wants another size.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Size, Stack } from 'aws-cdk-lib/core';
import { AccessGrantee, Capacity, DaemonService, Domain, EcsPlatform, Image, Probe, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Museum');
const version: string = app.node.tryGetContext('version') ?? '1';
const image = (name: string) => Image.fromRegistry(`ghcr.io/museum/${name}:${version}.4.0`);

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'museum.example.com' });

// Each is one value: whoever names it runs on the same instances.
const general = Capacity.ec2({ name: 'general', minInstances: 2, maxInstances: 20, onDemandBase: 2, spotPercent: 75 });
const managed = Capacity.managedInstances({ name: 'managed' });

const platform = new EcsPlatform(stack, 'Platform', {
  domain: Domain.hostedZone(zone),
  capacity: [Capacity.fargate({ base: 1 }), Capacity.fargateSpot({ weight: 2 })], // what runs where nobody says
});

// On Fargate, as the platform says: one copy that stays, and of the others two in three on Spot.
new WebService(stack, 'Tickets', {
  platform,
  image: image('tickets'),
  port: 8080,
  scaling: { min: 2, max: 20, targetCpuPercent: 60 },
});

// On the instances of one's own.
new WebService(stack, 'Catalogue', {
  platform,
  image: image('catalogue'),
  port: 8080,
  scaling: { min: 4, max: 40, targetCpuPercent: 70 },
  ecs: { capacity: [general] },
});

// On the instances that ECS looks after; nobody but other services asks it.
new WebService(stack, 'Search', {
  platform,
  image: image('search'),
  port: 8080,
  cpu: 2048,
  memory: Size.gibibytes(12),
  exposures: [],
  probe: Probe.command(['wget', '--quiet', '--spider', 'http://localhost:8080/health']),
  ecs: { capacity: [managed] },
});

// One copy on each instance of either kind. Fargate has no instances.
const agent = (id: string, capacity: Capacity) => new DaemonService(stack, id, {
  platform,
  image: image('metrics-agent'),
  cpu: 128,
  memory: Size.mebibytes(256),
  ecs: { capacity: [capacity] },
});
agent('Agent', general);
agent('ManagedAgent', managed);

// Everybody in the team may look, and whoever is on call may restart and roll back.
platform.access.viewer(AccessGrantee.role(iam.Role.fromRoleName(stack, 'Team', 'team')));
platform.access.operator(AccessGrantee.role(iam.Role.fromRoleName(stack, 'OnCall', 'on-call')));

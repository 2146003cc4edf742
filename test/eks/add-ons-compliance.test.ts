/** The rule packs and the CDK's validator over everything that add-ons and capabilities can be. */
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size, Stage } from 'aws-cdk-lib/core';
import { ground, RECOMMENDED, service, Setting } from './support';
import { EksCapability, EksPlatformProps, IdentityCenterPrincipal } from '../../src/eks';
import { Nodes, PlatformProfile, Volume } from '../../src/vocabulary';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';
import { IRELAND } from '../ecs/support';

const CAPABILITIES = [
  EksCapability.argoCd({
    identityCenterInstanceArn: 'arn:aws:sso:::instance/ssoins-0123456789abcdef',
    administrators: [IdentityCenterPrincipal.group('01234567-89ab-cdef-0123-456789abcdef')],
  }),
  EksCapability.ack({ permissions: [new iam.PolicyStatement({ actions: ['s3:CreateBucket'], resources: ['arn:aws:s3:::shop'] })] }),
  EksCapability.kro(),
];

const ALL = ['aws-ebs-csi-driver', 'aws-efs-csi-driver', 'aws-secrets-store-csi-driver-provider', 'eks-node-monitoring-agent', 'aws-load-balancer-controller'];

const CLUSTERS: Record<string, EksPlatformProps> = {
  'Auto Mode': { capabilities: CAPABILITIES },
  'node groups': { nodes: [Nodes.managed()], addOns: ALL },
  'node groups in development': { nodes: [Nodes.managed()], addOns: ALL, profile: PlatformProfile.DEVELOPMENT },
  'self-managed nodes beside Auto Mode': { nodes: [Nodes.auto(), Nodes.selfManaged()], addOns: ALL },
  'Fargate': { nodes: [Nodes.fargate()] },
  'Fargate beside node groups in development': { nodes: [Nodes.managed(), Nodes.fargate()], profile: PlatformProfile.DEVELOPMENT },
};

const SETTINGS: [string, Setting][] = [
  ['recommended flags', { env: IRELAND, flags: RECOMMENDED }],
  ['no flags and any environment', { flags: {} }],
];

const CASES = Object.keys(CLUSTERS).flatMap(name => SETTINGS.map(([setting, given]) => [name, setting, given] as const));

function made(name: string, setting: Setting) {
  const on = ground({ ...setting, flags: { ...setting.flags, ...VALIDATION_CONTEXT }, within: app => new Stage(app, 'Prod') });
  const platform = on.platform(CLUSTERS[name]);
  service(on.stack, 'Api', platform);
  if (name.startsWith('node groups')) {
    service(on.stack, 'Disk', platform, { exposures: [], volumes: { data: Volume.ebs({ size: Size.gibibytes(10) }) }, mounts: [{ volume: 'data', path: '/data' }] });
  }
  return { app: on.app, ours: (path: string) => path.startsWith(platform.addOns.node.path) || path.startsWith(`${platform.node.path}/Nodes-fargate/Logs`) };
}

test.each(CASES)('%s with %s: no pack and no validator has anything to say of it', (name, _, setting) => {
  const { app, ours } = made(name, setting);
  const diagnostics = diagnosticsIn(app).filter(told => ours(told.split(' at ')[1]));
  const findings = findingsIn(app).filter(({ path }) => ours(path)).map(tell);
  expect({ diagnostics, findings }).toEqual({ diagnostics: [], findings: [] });
}, 60_000);

test.each(CASES)('%s with %s: nothing is acknowledged that nobody asks', (name, _, setting) => {
  const { app, ours } = made(name, setting);
  app.synth();
  const acknowledged = acknowledgementsIn(app).filter(({ construct }) => ours(construct.node.path));
  const found = findingsWithoutAcknowledgements(app);
  expect(found.filter(({ path }) => ours(path)).length).toBeGreaterThan(0);
  const stale = acknowledged.filter(acknowledgement => !found.some(each => covers(acknowledgement, each)));
  expect(stale.map(({ rule, construct }) => `${rule} at ${construct.node.path}`)).toEqual([]);
}, 60_000);

/**
 * Logical ids are API: CloudFormation replaces what is called by another name. Here stands what a platform, its services and
 * a repository are called, and that nothing renames it: no option, no neighbour, no order. The names of a network are in
 * `test/network/ids.test.ts`.
 */
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Size, Stack } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { Domain, EcsPlatform, Exposure, Image, ImageRepository, Probe, Volume, WebService, WebServiceProps } from '../src';
import { RECOMMENDED, synthesise, Template } from './examples/run';

type Options = Partial<WebServiceProps>;

const IMAGE = Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29.3');

/** A platform with services by these ids and options, made in this order. */
function templateOf(services: readonly (readonly [string, Options?])[], connections: readonly (readonly [string, string])[] = []): Template {
  const app = new App({ context: RECOMMENDED });
  const stack = new Stack(app, 'Shop');
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone) });
  new ImageRepository(stack, 'Images');
  const made = new Map(services.map(([id, options]) => [id, new WebService(stack, id, {
    platform, image: IMAGE, port: 8080, ...options,
  })]));
  connections.forEach(([from, to]) => made.get(from)!.connectTo(made.get(to)!));
  return synthesise(app)[0].template;
}

/** Ids and types, without those of the network. */
function ids({ Resources }: Template, prefix = ''): Record<string, string> {
  return Object.fromEntries(Object.entries(Resources)
    .filter(([id]) => id.startsWith(prefix) && !/^(PlatformNetwork|CustomVpcRestrict)/.test(id))
    .map(([id, { Type }]) => [id, Type]));
}

function priorities({ Resources }: Template): Record<string, unknown> {
  return Object.fromEntries(Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::ElasticLoadBalancingV2::ListenerRule')
    .map(([id, { Properties }]) => [id, Properties!.Priority]));
}

const GROUND = {
  PlatformKeyE2280810: 'AWS::KMS::Key',
  PlatformExecLogGroupA7183F79: 'AWS::Logs::LogGroup',
  PlatformCluster6842C9C4: 'AWS::ECS::Cluster',
  PlatformClusterDefaultServiceDiscoveryNamespaceC5E30653: 'AWS::ServiceDiscovery::HttpNamespace',
  PlatformDashboard0F9D0ED6: 'AWS::CloudWatch::Dashboard',
  PlatformTaskEventsLogGroup3CB13AE7: 'AWS::Logs::LogGroup',
  PlatformTaskEventsStoppedTasks6E8A9C34: 'AWS::Events::Rule',
  PlatformTaskEventsServiceTrouble2FB2BBEB: 'AWS::Events::Rule',
  PlatformTaskEventsFailedDeployments2D16638E: 'AWS::Events::Rule',
  PlatformTaskEventsUnexpectedStopsB60D5946: 'AWS::Logs::MetricFilter',
  PlatformTaskEventsWhyTasksStopped5AC5CE1E: 'AWS::Logs::QueryDefinition',
  PlatformTaskEventsHowOftenTasksStopDD2AD9AC: 'AWS::Logs::QueryDefinition',
  PlatformTaskEventsSpotInterruptionsD2DE0C8A: 'AWS::Logs::QueryDefinition',
  PlatformTaskEventsOutOfMemory02F19FED: 'AWS::Logs::QueryDefinition',
  PlatformTaskEventsTrouble875227BB: 'AWS::Logs::QueryDefinition',
  ImagesKey72752799: 'AWS::KMS::Key',
  ImagesRepository2D0F5B9C: 'AWS::ECR::Repository',
};

const PUBLIC_INGRESS = {
  PlatformPublicIngressSecurityGroup8EE3046D: 'AWS::EC2::SecurityGroup',
  PlatformPublicIngressLoadBalancerE20C6823: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  PlatformPublicIngressCertificate46AAB4F7: 'AWS::CertificateManager::Certificate',
  PlatformPublicIngressHttps8F348E8B: 'AWS::ElasticLoadBalancingV2::Listener',
  PlatformPublicIngressHttpCDCABBF5: 'AWS::ElasticLoadBalancingV2::Listener',
  PlatformPublicIngressAccessLogsE0A14814: 'AWS::S3::Bucket',
  PlatformPublicIngressAccessLogsPolicyD71B0F1C: 'AWS::S3::BucketPolicy',
  PlatformPublicIngressapiexamplecomD342CF10: 'AWS::Route53::RecordSet',
};

const API = {
  ApiTaskRoleF3CEB421: 'AWS::IAM::Role',
  ApiExecutionRoleBA11F517: 'AWS::IAM::Role',
  ApiLogGroup1717FE17: 'AWS::Logs::LogGroup',
  ApiTaskDefinitionFA71DA57: 'AWS::ECS::TaskDefinition',
  ApiPublicBlueFBA03BAF: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  ApiPublicGreenF5E8FBE7: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  ApiPublicRuleE824679D: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  ApiSecurityGroup2D7B9747: 'AWS::EC2::SecurityGroup',
  ApiPublicErrorsAlarm8E6F2778: 'AWS::CloudWatch::Alarm',
  ApiPublicUnhealthyAlarm67559610: 'AWS::CloudWatch::Alarm',
  ApiPublicLatencyAlarm75BD76C8: 'AWS::CloudWatch::Alarm',
  ApiPublicNoneHealthyAlarmCF70F911: 'AWS::CloudWatch::Alarm',
  ApiCpuAlarm17966B5B: 'AWS::CloudWatch::Alarm',
  ApiMemoryAlarm9A4E9F4E: 'AWS::CloudWatch::Alarm',
  ApiRestartsAlarmFE2CFAEA: 'AWS::CloudWatch::Alarm',
  ApiErrorsQuery68C6B359: 'AWS::Logs::QueryDefinition',
  ApiLastLinesQuery03A29AB4: 'AWS::Logs::QueryDefinition',
  ApiSlowRequestsQuery0AF0DC4C: 'AWS::Logs::QueryDefinition',
  ApiServiceD5B4A50A: 'AWS::ECS::Service',
};

test('a platform, a service and a repository consist of these resources by these names', () => {
  expect(ids(templateOf([['Api']]))).toEqual({ ...GROUND, ...PUBLIC_INGRESS, ...API });
});

describe('what a service is given later adds to its names and changes none', () => {
  test.each<[string, Options, Record<string, string>]>([
    ['permissions', { exec: true }, { ApiTaskRoleDefaultPolicy29142364: 'AWS::IAM::Policy' }],
    ['another size, probe and number of copies', { cpu: 1024, memory: Size.gibibytes(4), probe: Probe.http('/health'), desiredCount: 5 }, {}],
    ['sidecars, init containers and variables', {
      environment: { MODE: 'on' },
      initContainers: [{ name: 'migrate', image: IMAGE }],
      sidecars: [{ name: 'agent', image: IMAGE }],
    }, {}],
    ['scaling', {
      scaling: { max: 10, targetCpuPercent: 50, targetMemoryPercent: 50, targetRequestsPerMinute: 100, schedules: [{ name: 'night', schedule: 'cron(0 22 * * ? *)', max: 2 }] },
    }, {
      ApiServiceTaskCountTarget7F73DCFB: 'AWS::ApplicationAutoScaling::ScalableTarget',
      ApiServiceTaskCountTargetCpuD7E28A82: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      ApiServiceTaskCountTargetMemoryF9E1901C: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      ApiServiceTaskCountRequestsBE0C7FAD: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    }],
    ['a file system', { volumes: { files: Volume.efs() }, mounts: [{ volume: 'files', path: '/files' }] }, {
      ApiTaskRoleDefaultPolicy29142364: 'AWS::IAM::Policy',
      ApiVolumefilesSecurityGroup9EFB925D: 'AWS::EC2::SecurityGroup',
      ApiVolumefilesFileSystemEB505BA5: 'AWS::EFS::FileSystem',
      ApiVolumefilesFileSystemEfsMountTargetprivateSubnet1FDBB912C: 'AWS::EFS::MountTarget',
      ApiVolumefilesFileSystemEfsMountTargetprivateSubnet2B1BD0BD2: 'AWS::EFS::MountTarget',
      ApiVolumefilesAccessPoint79981CC5: 'AWS::EFS::AccessPoint',
    }],
    ['more ways in', { exposures: [Exposure.public(), Exposure.public({ paths: ['/two'] }), Exposure.internal()] }, {
      ApiPublic2BlueF8CD94F7: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      ApiPublic2GreenDD08DC7D: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      ApiPublic2Rule86176909: 'AWS::ElasticLoadBalancingV2::ListenerRule',
      ApiPublic2ErrorsAlarmC9350934: 'AWS::CloudWatch::Alarm',
      ApiPublic2UnhealthyAlarmD62316BE: 'AWS::CloudWatch::Alarm',
      ApiPublic2LatencyAlarm7B20697E: 'AWS::CloudWatch::Alarm',
      ApiPublic2NoneHealthyAlarm28153D8D: 'AWS::CloudWatch::Alarm',
      ApiInternalBlueA2E07709: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      ApiInternalGreenF6A11F12: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      ApiInternalRuleD3F4A8C9: 'AWS::ElasticLoadBalancingV2::ListenerRule',
      ApiInternalErrorsAlarmDF155DB3: 'AWS::CloudWatch::Alarm',
      ApiInternalUnhealthyAlarm41F9A978: 'AWS::CloudWatch::Alarm',
      ApiInternalLatencyAlarm9A196AD7: 'AWS::CloudWatch::Alarm',
      ApiInternalNoneHealthyAlarmE8B94A71: 'AWS::CloudWatch::Alarm',
    }],
  ])('%s', (_, options, added) => {
    expect(ids(templateOf([['Api', options]]), 'Api')).toEqual({ ...API, ...added });
  });
});

/** Services that share everything there is to share: hosts, paths, both load balancers, or none. */
const NEIGHBOURS: Record<string, Options> = {
  Api: {},
  Shop: { exposures: [Exposure.public({ hostName: 'www.example.com' }), Exposure.internal()] },
  Cart: { exposures: [Exposure.public({ hostName: 'www.example.com', paths: ['/cart/*'] })] },
  Admin: { exposures: [Exposure.internal({ paths: ['/admin'] })] },
  Worker: { exposures: [] },
};

describe('neighbours', () => {
  const alone = (id: string) => templateOf([[id, NEIGHBOURS[id]]]);
  const templates = new Map(Object.keys(NEIGHBOURS).map(id => [id, alone(id)]));

  test('whichever there are and in whichever order they are made, change neither names nor priorities', () => {
    fc.assert(fc.property(fc.shuffledSubarray(Object.keys(NEIGHBOURS), { minLength: 2 }), names => {
      const together = templateOf(names.map(id => [id, NEIGHBOURS[id]]));
      for (const id of names) {
        expect(ids(together, id)).toEqual(ids(templates.get(id)!, id));
        expect(priorities(together)).toMatchObject(priorities(templates.get(id)!));
      }
      expect(ids(together)).toEqual(Object.assign({}, ...names.map(id => ids(templates.get(id)!))));
    }), { numRuns: 12 });
  });

  test('that are connected gain the rules that let them, and nothing else', () => {
    const pair = [['Api'], ['Worker', NEIGHBOURS.Worker]] as const;
    const before = ids(templateOf(pair));
    expect(ids(templateOf(pair, [['Api', 'Worker']]))).toEqual({
      ...before, WorkerSecurityGroupfromShopApiSecurityGroupDE8544048080672912D8: 'AWS::EC2::SecurityGroupIngress',
    });
    expect(ids(templateOf([pair[1], pair[0]], [['Api', 'Worker']]))).toEqual(ids(templateOf(pair, [['Api', 'Worker']])));
  });
});

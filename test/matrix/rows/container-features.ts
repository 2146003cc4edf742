import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Duration } from 'aws-cdk-lib/core';
import { Handle, WorkloadDraft } from '../../../src/model';
import { Capacity, InstanceImage } from '../../../src/vocabulary';
import { container, main, pod, podContainer, refuses, renders, Row, sidecar, task, withMain } from '../matrix';

const CAPACITY = {
  ec2: () => Capacity.ec2({ name: 'instances' }),
  gpus: () => Capacity.ec2({ name: 'gpus', instanceTypes: [new ec2.InstanceType('g5.xlarge')] }),
  windows: () => Capacity.ec2({ name: 'windows', image: InstanceImage.WINDOWS_SERVER_2022_CORE }),
  managedInstances: () => Capacity.managedInstances({ name: 'managed' }),
  external: () => Capacity.external({ name: 'elsewhere' }),
};
const WINDOWS: Partial<WorkloadDraft> = { runtime: { os: 'windows-server-2022-core' } };
const LOGIN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:login-AbCdEf';
const TOKEN = 'arn:aws:ssm:eu-west-1:111122223333:parameter/token';
const BRIDGE = { networkMode: ecs.NetworkMode.BRIDGE };
const NAMES = { hostname: 'shop', dnsServers: ['10.0.0.2'], searchDomains: ['example.com'], extraHosts: { db: '10.0.0.9', cache: '10.0.0.9' } };

const LINUX: readonly Row[] = [
  {
    feature: 'privileges, which Fargate does not give',
    covers: ['container.privileged'],
    given: withMain({ privileged: true }),
    ecs: refuses('LaunchTypeHasNot'),
    eks: refuses('PodHasNot'),
  },
  ...(['ec2', 'managedInstances', 'external'] as const).map((on): Row => ({
    feature: `privileges on ${on}, with which no capability is dropped`,
    covers: ['container.privileged', 'capabilities.drop'],
    given: withMain({ privileged: true }),
    capacity: CAPACITY[on],
    ecs: container({ Privileged: true, LinuxParameters: { InitProcessEnabled: true, Capabilities: { Drop: Match.absent() } } }),
    eks: refuses('PodHasNot'),
  })),
  {
    feature: 'capabilities and limits on instances',
    covers: ['capabilities.add', 'container.ulimits'],
    given: withMain({ capabilities: { add: ['NET_ADMIN'] }, ulimits: [{ name: 'nproc', soft: 1, hard: 2 }] }),
    capacity: CAPACITY.ec2,
    ecs: container({ LinuxParameters: Match.objectLike({ Capabilities: { Add: ['NET_ADMIN'], Drop: ['ALL'] } }), Ulimits: [{ Name: 'nproc', SoftLimit: 1, HardLimit: 2 }] }),
    eks: refuses('KubernetesHasNoUlimits', 'KubernetesCapability'),
  },
  {
    feature: 'shared memory on Fargate',
    covers: ['container.linux', 'linux.sharedMemoryMiB'],
    given: withMain({ linux: { sharedMemoryMiB: 256 } }),
    ecs: refuses('LaunchTypeHasNot'),
    eks: pod({
      containers: [Match.objectLike({ volumeMounts: [{ name: 'shm-shop', mountPath: '/dev/shm' }] })],
      volumes: [{ name: 'shm-shop', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } }],
    }),
  },
  {
    feature: 'shared memory and swap space on instances',
    covers: ['linux.sharedMemoryMiB', 'linux.maxSwapMiB', 'linux.swappiness'],
    given: withMain({ linux: { sharedMemoryMiB: 256, maxSwapMiB: 512, swappiness: 10 } }),
    capacity: CAPACITY.ec2,
    ecs: container({ LinuxParameters: Match.objectLike({ SharedMemorySize: 256, MaxSwap: 512, Swappiness: 10 }) }),
    eks: refuses('PodHasNot'),
  },
  {
    feature: 'devices of the machine',
    covers: ['linux.devices', 'device.hostPath', 'device.containerPath', 'device.permissions', 'device.read', 'device.write', 'device.mknod'],
    given: withMain({ linux: { devices: [{ hostPath: '/dev/neuron0' }, { hostPath: '/dev/fuse', containerPath: '/dev/f', permissions: ['read', 'mknod'] }] } }),
    capacity: CAPACITY.managedInstances,
    ecs: container({
      LinuxParameters: Match.objectLike({
        Devices: [
          { HostPath: '/dev/neuron0', ContainerPath: '/dev/neuron0', Permissions: ['read', 'write'] },
          { HostPath: '/dev/fuse', ContainerPath: '/dev/f', Permissions: ['read', 'mknod'] },
        ],
      }),
    }),
    eks: refuses('PodHasNot'),
  },
  {
    feature: 'kernel parameters, on Fargate, too',
    covers: ['linux.systemControls'],
    given: withMain({ linux: { systemControls: { 'net.ipv4.tcp_keepalive_time': '60' } } }),
    ecs: container({ SystemControls: [{ Namespace: 'net.ipv4.tcp_keepalive_time', Value: '60' }] }),
    eks: pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' }, sysctls: [{ name: 'net.ipv4.tcp_keepalive_time', value: '60' }] } }),
  },
  {
    feature: 'a kernel parameter that Kubernetes does not take for safe',
    covers: ['linux.systemControls'],
    given: withMain({ linux: { systemControls: { 'net.core.somaxconn': '1024' } } }),
    ecs: container({ SystemControls: [{ Namespace: 'net.core.somaxconn', Value: '1024' }] }),
    eks: refuses('PodSystemControlUnsafe'),
  },
  {
    feature: 'GPUs of the workload, which go to the main container',
    covers: ['size.gpus', 'resources.gpus'],
    given: { size: { gpus: 3 }, containers: [main(), sidecar('agent', { resources: { gpus: 1 } })] },
    capacity: CAPACITY.gpus,
    ecs: task({
      ContainerDefinitions: [
        Match.objectLike({ Name: 'shop', ResourceRequirements: [{ Type: 'GPU', Value: '2' }] }),
        Match.objectLike({ Name: 'agent', ResourceRequirements: [{ Type: 'GPU', Value: '1' }] }),
      ],
    }),
    eks: podContainer({ resources: Match.objectLike({ limits: Match.objectLike({ 'nvidia.com/gpu': 2 }) }) }),
  },
];

const NAMING: readonly Row[] = [
  {
    feature: 'names and addresses, in a network mode without addresses of the tasks',
    covers: ['container.names', 'names.hostname', 'names.dnsServers', 'names.searchDomains', 'names.extraHosts'],
    given: withMain({ names: NAMES }),
    capacity: CAPACITY.ec2,
    ecsOptions: BRIDGE,
    ecs: container({
      Hostname: 'shop',
      DnsServers: ['10.0.0.2'],
      DnsSearchDomains: ['example.com'],
      ExtraHosts: [{ Hostname: 'db', IpAddress: '10.0.0.9' }, { Hostname: 'cache', IpAddress: '10.0.0.9' }],
    }),
    eks: pod({
      hostname: 'shop',
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['10.0.0.2'], searches: ['example.com'] },
      hostAliases: [{ ip: '10.0.0.9', hostnames: ['db', 'cache'] }],
    }),
  },
  {
    feature: 'names and addresses, in the usual network mode',
    covers: ['names.hostname', 'names.dnsServers', 'names.searchDomains', 'names.extraHosts'],
    given: withMain({ names: { ...NAMES, dnsServers: [] } }),
    capacity: CAPACITY.ec2,
    ecs: refuses('NetworkModeHasNot', 'NetworkModeHasNot', 'NetworkModeHasNot'),
    eks: pod({ dnsPolicy: Match.absent(), dnsConfig: { searches: ['example.com'] } }),
  },
  {
    feature: 'a host name on Fargate',
    covers: ['names.hostname'],
    given: withMain({ names: { hostname: 'shop' } }),
    ecs: refuses('LaunchTypeHasNot'),
    eks: pod({ hostname: 'shop', dnsConfig: Match.absent(), hostAliases: Match.absent() }),
  },
];

const LIFE: readonly Row[] = [
  {
    feature: 'a sidecar that is started again where it is',
    covers: ['container.restart', 'restart.attemptPeriod'],
    given: { containers: [main(), sidecar('agent', { essential: false, restart: {} })] },
    ecs: container({ Essential: false, RestartPolicy: { Enabled: true, RestartAttemptPeriod: 300 } }, 'agent'),
    eks: podContainer({}, 'agent'),
  },
  {
    feature: 'exit codes after which it is not, and patience of its own',
    covers: ['restart.ignoredExitCodes', 'restart.attemptPeriod'],
    given: withMain({ restart: { ignoredExitCodes: [0, 143], attemptPeriod: Duration.minutes(1) } }),
    ecs: container({ RestartPolicy: { Enabled: true, IgnoredExitCodes: [0, 143], RestartAttemptPeriod: 60 } }),
    eks: refuses('PodHasNot', 'PodHasNot'),
  },
  {
    feature: 'a terminal and open input',
    covers: ['container.pseudoTerminal', 'container.interactive'],
    given: withMain({ pseudoTerminal: true, interactive: true }),
    ecs: container({ PseudoTerminal: true, Interactive: true }),
    eks: podContainer({ tty: true, stdin: true }),
  },
  {
    feature: 'none of all this when nobody asks',
    covers: ['container.linux', 'container.names', 'container.restart', 'container.pseudoTerminal', 'container.interactive', 'container.labels'],
    given: {},
    ecs: container(Object.fromEntries([
      'Privileged', 'PseudoTerminal', 'Interactive', 'DockerLabels', 'Hostname', 'DnsServers', 'DnsSearchDomains', 'ExtraHosts', 'SystemControls',
      'RestartPolicy', 'VersionConsistency', 'CredentialSpecs', 'ResourceRequirements',
    ].map(name => [name, Match.absent()]))),
    eks: pod({
      ...Object.fromEntries(['hostname', 'dnsPolicy', 'dnsConfig', 'hostAliases', 'volumes'].map(name => [name, Match.absent()])),
      containers: [Match.objectLike({ tty: Match.absent(), stdin: Match.absent(), volumeMounts: Match.absent() })],
    }),
  },
  {
    feature: 'labels',
    covers: ['container.labels'],
    given: withMain({ labels: { team: 'orders' } }),
    ecs: container({ DockerLabels: { team: 'orders' } }),
    eks: refuses('PodHasNot'),
  },
  {
    feature: 'labels on Managed Instances',
    covers: ['container.labels'],
    given: withMain({ labels: { team: 'orders' } }),
    capacity: CAPACITY.managedInstances,
    ecs: refuses('LaunchTypeHasNot'),
    eks: refuses('PodHasNot'),
  },
  {
    feature: 'a tag that means whatever it means when a copy starts',
    covers: ['container.versionConsistency'],
    given: withMain({ versionConsistency: false }),
    ecs: container({ VersionConsistency: 'disabled' }),
    eks: podContainer({ image: 'public.ecr.aws/nginx/nginx:1.29' }),
  },
  {
    feature: 'a tag that means the same in all copies of a version',
    covers: ['container.versionConsistency'],
    given: withMain({ versionConsistency: true }),
    ecs: container({ VersionConsistency: 'enabled' }),
    eks: refuses('PodHasNot'),
  },
];

/** What all machines have. */
const EVERYWHERE: readonly Row[] = (['ec2', 'managedInstances', 'external'] as const).map(on => ({
  feature: `what Fargate has, too, on ${on}: registry credentials, environment files, secrets, limits, restarts, kernel parameters`,
  covers: ['image.credentials', 'environmentFile.object', 'secret.parameter', 'container.ulimits', 'container.restart', 'linux.systemControls'],
  given: ({ stack }) => withMain({
    image: { kind: 'registry', reference: 'ghcr.io/shop/api:1', credentials: new Handle('Login', secretsmanager.Secret.fromSecretCompleteArn(stack, 'Login', LOGIN)) },
    environmentFiles: [{ kind: 'object', bucket: new Handle('Settings', s3.Bucket.fromBucketName(stack, 'Settings', 'settings')), key: 'shop.env' }],
    secrets: { TOKEN: { kind: 'parameter', parameter: new Handle('Token', ssm.StringParameter.fromStringParameterArn(stack, 'Token', TOKEN)) } },
    ulimits: [{ name: 'nofile', soft: 4096, hard: 65536 }],
    restart: {},
    linux: { systemControls: { 'net.core.somaxconn': '1024' } },
  }),
  capacity: CAPACITY[on],
  ecs: container({
    RepositoryCredentials: { CredentialsParameter: LOGIN },
    EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::settings/shop.env' }],
    Secrets: [{ Name: 'TOKEN', ValueFrom: TOKEN }],
    Ulimits: [{ Name: 'nofile', SoftLimit: 4096, HardLimit: 65536 }],
    RestartPolicy: { Enabled: true, RestartAttemptPeriod: 300 },
    SystemControls: [{ Namespace: 'net.core.somaxconn', Value: '1024' }],
  }),
  eks: refuses('KubernetesHasNoUlimits', 'PodSystemControlUnsafe', 'EksRegistryPassword', 'EksEnvironmentFileInS3'),
}));

const ACCOUNTS: readonly Row[] = [
  {
    feature: 'an account of Active Directory, without joining the domain',
    covers: ['container.credentialSpec', 'credentialSpec.object', 'credentialSpec.bucket', 'credentialSpec.key', 'credentialSpec.domainUser'],
    given: ({ stack }) => withMain({
      credentialSpec: {
        kind: 'object',
        bucket: new Handle('Accounts', s3.Bucket.fromBucketArn(stack, 'Accounts', 'arn:aws:s3:::accounts')),
        key: 'shop.json',
        domainUser: new Handle('User', secretsmanager.Secret.fromSecretNameV2(stack, 'User', 'user')),
      },
    }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [Match.objectLike({
          CredentialSpecs: ['credentialspecdomainless:arn:aws:s3:::accounts/shop.json'],
        })],
      },
      'AWS::IAM::Role': {
        Policies: [Match.objectLike({
          PolicyDocument: Match.objectLike({
            Statement: Match.arrayWith([
              Match.objectLike({ Action: 'secretsmanager:GetSecretValue' }), Match.objectLike({ Action: 's3:GetObject' }), Match.objectLike({ Action: 's3:GetBucketLocation' }),
            ]),
          }),
        })],
      },
    }),
    eks: refuses('PodHasNot'),
  },
  {
    feature: 'an account of the domain that Windows instances have joined',
    covers: ['credentialSpec.parameter'],
    given: ({ stack }) => ({
      ...withMain({ credentialSpec: { kind: 'parameter', parameter: new Handle('Account', ssm.StringParameter.fromStringParameterArn(stack, 'Account', 'arn:aws:ssm:eu-west-1:111122223333:parameter/shop')) } }),
      ...WINDOWS,
    }),
    capacity: CAPACITY.windows,
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [Match.objectLike({
          CredentialSpecs: ['credentialspec:arn:aws:ssm:eu-west-1:111122223333:parameter/shop'],
          // Windows ignores what the task has.
          Cpu: 1024,
          Memory: 2048,
        })],
      },
      'AWS::IAM::Role': {
        Policies: [Match.objectLike({ PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([Match.objectLike({ Action: 'ssm:GetParameters' })]) }) })],
      },
    }),
    eks: refuses('PodHasNot', 'NodesHaveNoWindows'),
  },
];

export const CONTAINER_FEATURES: readonly Row[] = [...LINUX, ...NAMING, ...LIFE, ...EVERYWHERE, ...ACCOUNTS];

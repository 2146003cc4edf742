import { message } from '../message';

/** What is refused where platforms, workloads and their additions meet. */
export const compositionMessages = {
  DomainMissing: message<{ platform: string }>({
    what: ({ platform }) => `the platform '${platform}' has no domain, so its load balancer cannot serve HTTPS`,
    remedy: () => 'pass `domain: Domain.hostedZone(zone)` or `Domain.certificates([...])` to the platform, or `Domain.plainHttp(reason)` if encryption is not wanted',
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
  }),
  EgressOfGivenNetwork: message<{}>({
    what: () => 'egress was given together with a network, which has an egress of its own',
    remedy: () => 'pass `egress` to the network instead',
  }),
  NetworkAndVpc: message<{}>({
    what: () => 'a VPC was given together with a network, which has a VPC of its own',
    remedy: () => 'pass one of the two: `vpc` is short for `network: Network.fromVpc(...)`',
  }),
  DesiredCountWithScaling: message<{ desiredCount: number }>({
    what: ({ desiredCount }) => `a fixed number of copies (${desiredCount}) was given together with scaling`,
    remedy: ({ desiredCount }) => `remove desiredCount and set \`scaling.min\` to ${desiredCount}, or remove scaling`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
  }),
  ConnectedAcrossPlatforms: message<{ from: string; to: string }>({
    what: ({ from, to }) => `'${from}' and '${to}' are on different platforms, which do not share names`,
    remedy: () => 'put both on one platform, or expose the other one internally and pass its URL with addEnvironment()',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html',
  }),
  NoPortToConnectTo: message<{ workload: string }>({
    what: ({ workload }) => `'${workload}' has no TCP port that others could connect to`,
    remedy: () => 'connect to a workload that listens on a port',
  }),
  NoNamespace: message<{ platform: string }>({
    what: ({ platform }) => `the cluster of '${platform}' has no Service Connect namespace`,
    remedy: () => 'give the cluster a default Cloud Map namespace with useForServiceConnect',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html',
  }),
  NameOffered: message<{ name: string; owner: string }>({
    what: ({ name, owner }) => `the name '${name}' leads to '${owner}' already, and a namespace has each name once`,
    remedy: () => 'give one of the two another `workloadName`',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html',
  }),
  OptionOfGivenCluster: message<{ option: string }>({
    what: ({ option }) => `${option} was given together with a cluster, whose own setting applies`,
    remedy: ({ option }) => `remove ${option}, and set it where the cluster is made`,
  }),
  OptionsOfOtherPlatform: message<{ given: string; platform: string }>({
    what: ({ given, platform }) => `the options under '${given}' mean nothing on ${platform}`,
    remedy: ({ given }) => `remove \`${given}\``,
  }),
  NotOnEcs: message<{ workload: string }>({
    what: ({ workload }) => `'${workload}' is not on an ECS platform`,
    remedy: () => 'use the class of the platform it is on',
  }),
  VariableTaken: message<{ name: string; workload: string }>({
    what: ({ name, workload }) => `the variable ${name} of '${workload}' is set already`,
    remedy: () => 'choose another name, or set the variable in one place only',
  }),
  BuildDirectoryMissing: message<{ directory: string }>({
    what: ({ directory }) => `there is no directory '${directory}' to build an image from`,
    remedy: () => 'give the path of a directory with a Dockerfile, absolute or relative to the working directory of the app',
    see: 'https://docs.aws.amazon.com/cdk/v2/guide/assets.html',
  }),
  DockerfileMissing: message<{ file: string; directory: string }>({
    what: ({ file, directory }) => `the directory '${directory}' has no '${file}'`,
    remedy: () => 'add the file, or name another one with the option `file`',
    see: 'https://docs.aws.amazon.com/cdk/v2/guide/assets.html',
  }),
  FileMissing: message<{ file: string }>({
    what: ({ file }) => `there is no file '${file}'`,
    remedy: () => 'give the path of a file, absolute or relative to the working directory of the app',
  }),
  RebalancingWithoutRoom: message<{ maxHealthyPercent: number }>({
    what: ({ maxHealthyPercent }) => `zones cannot be rebalanced while at most ${maxHealthyPercent} % of the wanted copies may run`,
    remedy: () => 'raise maxHealthyPercent above 100, or leave `ecs.availabilityZoneRebalancing` out',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html',
  }),
};

import { message } from '../message';
import { list } from './wording';

const INTERCONNECTING = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html';
const SERVICE_CONNECT = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html';
const SERVICE_CONNECT_SERVICE = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html';
const TLS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html';
const CLOUD_MAP = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html';
const LATTICE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-vpc-lattice.html';
const BLUE_GREEN = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-blue-green.html';

/** What the ways are called. */
const WAYS: Record<string, string> = { serviceConnect: 'Service Connect', cloudMap: 'Cloud Map', lattice: 'VPC Lattice' };

/** What is refused about how workloads find each other by name. */
export const discoveryMessages = {
  DiscoveryTwice: message<{ way: string }>({
    what: ({ way }) => `${WAYS[way]} is listed twice, but a workload has one of each kind`,
    remedy: () => 'list it once, with all of its options',
    see: INTERCONNECTING,
  }),
  DiscoveryPortUnknown: message<{ given: number; open: readonly number[] }>({
    what: ({ given }) => `others are to reach port ${given}, but no container listens on it with TCP`,
    remedy: ({ open }) => open.length > 0 ? `name ${open.length === 1 ? `${open[0]}` : `one of ${list(open)}`}, or add the port` : 'add the port',
  }),
  EndpointTwice: message<{ name: string; port: number }>({
    what: ({ name, port }) => `'${name}:${port}' leads to two ports`,
    remedy: () => 'give one of the two another dnsName or clientPort',
    see: SERVICE_CONNECT_SERVICE,
  }),
  DiscoveryNameMalformed: message<{ given: string; max: number; what: string; nearest: string }>({
    what: ({ given, max, what }) => `'${given}' cannot be ${what}: it takes at most ${max} lower-case letters, digits, hyphens and underscores, and no hyphen in front`,
    remedy: ({ nearest }) => `call it '${nearest}'`,
    see: SERVICE_CONNECT_SERVICE,
  }),
  AuthorityMalformed: message<{ given: string }>({
    what: ({ given }) => `'${given}' is not the ARN of an AWS Private CA, without which there are no certificates`,
    remedy: () => 'pass an ARN such as arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d, or leave `tls` out',
    see: TLS,
  }),
  TlsBehindLoadBalancer: message<object>({
    what: () => 'with TLS the proxy takes only encrypted connections, and the load balancer of an exposure comes without',
    remedy: () => 'leave `tls` out, or make what the load balancer leads to a service of its own that connects to this one',
    see: TLS,
  }),
  RequestTimeoutNeedsHttp: message<{ port: number }>({
    what: ({ port }) => `requests are to end in time, but port ${port} speaks plain TCP, which has none`,
    remedy: () => 'say the protocol of the port, or use idleTimeout instead of perRequestTimeout',
    see: SERVICE_CONNECT_SERVICE,
  }),
  AccessLogsWithoutLogs: message<object>({
    what: () => 'the proxy is to write access logs, but the workload keeps no logs',
    remedy: () => 'give the workload a log group, or leave accessLogs out',
    see: SERVICE_CONNECT,
  }),
  RecordOfOtherNetwork: message<{ record: string; mode: string; instead: string }>({
    what: ({ record, mode }) => `${record} records cannot tell where tasks in the network mode '${mode}' are`,
    remedy: ({ instead }) => `leave recordType out, which gives ${instead} records here`,
    see: CLOUD_MAP,
  }),
  DiscoveryMissing: message<{ way: string; on: string }>({
    what: ({ way, on }) => `there is no ${WAYS[way]} ${on}`,
    remedy: () => 'leave it out of `discovery`, and reach the workload through an internal exposure',
    see: INTERCONNECTING,
  }),
  LatticeNeedsAddresses: message<{ mode: string }>({
    what: ({ mode }) => `VPC Lattice sends requests to the addresses of tasks, which have none of their own in the network mode '${mode}'`,
    remedy: () => 'use the network mode AWS_VPC, or Discovery.serviceConnect()',
    see: LATTICE,
  }),
  LatticeSpeaksHttp: message<{ port: number }>({
    what: ({ port }) => `VPC Lattice speaks HTTP and gRPC, and port ${port} plain TCP`,
    remedy: () => 'say the protocol of the port, or use Discovery.serviceConnect() or cloudMap()',
    see: LATTICE,
  }),
  VpcInOtherServiceNetwork: message<{ owner: string }>({
    what: ({ owner }) => `the VPC belongs to the service network of ${owner}, and VPC Lattice associates a VPC with one only`,
    remedy: () => 'make an AWS::VpcLattice::ServiceNetwork, and pass its id to both platforms as serviceNetworkIdentifier',
    see: 'https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html',
  }),
  LatticeReasonMissing: message<object>({
    what: () => 'every request from the service network is to be let in, without a reason',
    remedy: () => 'say in unauthenticatedBecause why that is right, or leave it out',
    see: 'https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html',
  }),
  LatticeHealthPathMalformed: message<{ given: string; nearest: string }>({
    what: ({ given }) => `'${given}' is not a path that VPC Lattice could ask for`,
    remedy: ({ nearest }) => `write '${nearest}'`,
    see: 'https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-group-health-checks.html',
  }),
  DiscoveryRollsOnly: message<{ way: string }>({
    what: ({ way }) => `the rollout moves traffic between two versions, and the library does not move that of ${WAYS[way]}`,
    remedy: () => 'choose Rollout.rolling(), or Discovery.serviceConnect() alone',
    see: BLUE_GREEN,
  }),
  CodeDeployFindsNobody: message<{ way: string }>({
    what: ({ way }) => `the workload is deployed by CodeDeploy, which does not go together with ${WAYS[way]}`,
    remedy: () => 'choose Rollout.blueGreen(), canary() or linear(), or reach the workload through an internal exposure',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html',
  }),
  ShiftBetweenProxiesNeedsHttp: message<{ port: number }>({
    what: ({ port }) => `the proxies tell test traffic by a header, and port ${port} speaks plain TCP`,
    remedy: () => 'say the protocol of the port, or leave testTraffic out',
    see: BLUE_GREEN,
  }),
  TestTrafficByHeaderOnly: message<object>({
    what: () => 'no load balancer leads to the workload, and proxies tell test traffic by a header only',
    remedy: () => 'use TestTraffic.header()',
    see: BLUE_GREEN,
  }),
  PortNotOffered: message<{ workload: string; given: number; offered: readonly number[] }>({
    what: ({ workload, given }) => `'${workload}' does not offer port ${given} under its name`,
    remedy: ({ offered }) => `${offered.length > 0 ? `connect to port ${offered.join(' or ')}, or ` : ''}add the port to the workload and to its discovery`,
  }),
  ConnectedInCircle: message<{ from: string; to: string }>({
    what: ({ from, to }) => `the stack of '${to}' waits for that of '${from}' already, and the address of '${to}' is known only after it was deployed`,
    remedy: () => 'put both into one stack, or let them find each other by Discovery.serviceConnect() or cloudMap()',
    see: INTERCONNECTING,
  }),
  PrivateNamespaceMalformed: message<{ given: string; nearest: string }>({
    what: ({ given }) => `'${given}' cannot be the name of a private zone`,
    remedy: ({ nearest }) => `write '${nearest}'`,
    see: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html',
  }),
  EksFindsByService: message<{ what: string }>({
    what: ({ what }) => `${what} belongs to ECS: on EKS workloads find each other by the DNS of the cluster, without a proxy between them`,
    remedy: () => 'leave it out of `discovery`; a service mesh or the AWS Gateway API Controller can be installed in the cluster for what it does',
    see: 'https://docs.aws.amazon.com/eks/latest/best-practices/application-networking.html',
  }),
};

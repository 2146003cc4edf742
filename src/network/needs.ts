/**
 * What something in a network may have to reach, and which services of AWS that is: the one table of it. Layers of images, files of
 * variables and records in buckets come from S3, which every network has a free gateway to.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';

const {
  CLOUDWATCH_LOGS, CLOUDWATCH_MONITORING, EC2, ECR, ECR_DOCKER, ECS, ECS_AGENT, ECS_TELEMETRY, EKS, EKS_AUTH, ELASTIC_FILESYSTEM,
  ELASTIC_LOAD_BALANCING, FSX, KINESIS_FIREHOSE, KINESIS_STREAMS, KMS, LAMBDA, PROMETHEUS_WORKSPACES, SECRETS_MANAGER, SQS, SSM,
  SSM_MESSAGES, STS, XRAY,
} = ec2.InterfaceVpcEndpointAwsService;

interface NeedSpec {
  /** Who needs it, for the page about networks. */
  readonly when: string;
  readonly services: readonly ec2.InterfaceVpcEndpointAwsService[];
}

function need(when: string, ...services: ec2.InterfaceVpcEndpointAwsService[]): NeedSpec {
  return { when, services };
}

/**
 * KMS decrypts secrets, parameters, messages and layers for the services that keep them: only the agent behind a shell asks it itself.
 * File systems of EFS are inside of the network; ECS mounts them without asking EFS anything.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export const NEEDS = {
  images: need('any workload, for its images', ECR, ECR_DOCKER),
  logs: need('a log group, a router of logs, metrics as records, or recorded shell sessions', CLOUDWATCH_LOGS),
  secrets: need('a secret, or a password for a registry', SECRETS_MANAGER),
  parameters: need('a parameter', SSM),
  shell: need('a shell in containers (`exec`)', SSM_MESSAGES),
  shellKey: need('shell sessions with a key of yours, as in production', KMS),
  queue: need('the queue of a `WorkerService`', SQS),
  traces: need('traces', XRAY),
  prometheus: need('metrics for Amazon Managed Service for Prometheus', PROMETHEUS_WORKSPACES),
  firehose: need('logs to Amazon Data Firehose', KINESIS_FIREHOSE),
  streams: need('logs to Amazon Kinesis Data Streams', KINESIS_STREAMS),
  windowsShares: need('shares of FSx for Windows File Server', FSX),
  agents: need('EC2 capacity or Managed Instances', ECS, ECS_AGENT, ECS_TELEMETRY),
  sessionManager: need('EC2 capacity with `sessionManager`', SSM, SSM_MESSAGES),
  nodes: need('an `EksPlatform`, for its nodes and pods', EC2, ECR, ECR_DOCKER, EKS, EKS_AUTH, CLOUDWATCH_LOGS, STS),
  kubectl: need('an `EksPlatform` that applies its objects', LAMBDA),
  podMetrics: need('an `EksPlatform` with metrics', CLOUDWATCH_MONITORING),
  targets: need('the load balancer controller of an `EksPlatform`, which writes down which pods there are', ELASTIC_LOAD_BALANCING),
  fileSystemDriver: need('EFS or S3 Files on EKS', ELASTIC_FILESYSTEM),
} satisfies Record<string, NeedSpec>;

/** Something that has to be reached. */
export type Need = keyof typeof NEEDS;

/** The services behind some needs, each once. */
export function servicesFor(needs: readonly Need[]): ec2.InterfaceVpcEndpointAwsService[] {
  return [...new Set(needs.flatMap(each => NEEDS[each].services))];
}

/** The smallest app on `aws-eks-v2` that has everything a rollout needs, without this library, as templates for the endpoint. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { LocalAws, LocalAwsOptions } from '../../../tools/local-cloudformation';
import { StackState } from '../../../tools/local-cloudformation/engine/state';
import { KubernetesCluster } from '../../../tools/local-cloudformation/kubernetes/cluster';
import { seededRandom } from '../harness';

export const CLUSTER = 'test';
export const SPACE = 'shop';

/** What an app puts into the cluster. */
export interface Ground {
  readonly stack: Stack;
  readonly cluster: eks.Cluster;
  readonly vpc: ec2.Vpc;
  /** One object, applied as this library does. */
  apply(id: string, object: object, scope?: Construct): eks.KubernetesManifest;
}

export type ClusterOptions = Partial<eks.ClusterProps>;

/** The template of a stack with a cluster in Auto Mode, a namespace, and what `build` adds. */
export function template(build: (ground: Ground) => void = () => undefined, options: ClusterOptions = {}): string {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'S');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1, restrictDefaultSecurityGroup: false });
  const cluster = new eks.Cluster(stack, 'Cluster', {
    clusterName: CLUSTER,
    version: eks.KubernetesVersion.of('1.36'),
    vpc,
    kubectlProviderOptions: { kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:us-east-1:123456789012:layer:kubectl:1') },
    ...options,
  });
  const apply: Ground['apply'] = (id, object, scope = stack) => new eks.KubernetesManifest(scope, id, { cluster, manifest: [object], overwrite: true, prune: false });
  const space = apply('Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: SPACE } });
  build({
    stack,
    cluster,
    vpc,
    apply: (id, object, scope) => {
      const made = apply(id, object, scope);
      made.node.addDependency(space);
      return made;
    },
  });
  return JSON.stringify(app.synth().getStackByName('S').template);
}

export interface WebOptions {
  readonly image?: string;
  readonly replicas?: number;
  readonly id?: string;
  readonly name?: string;
  /** Members of the Deployment's spec. */
  readonly spec?: object;
  readonly pod?: object;
}

export function deployment({ image = 'web:1', replicas = 2, name = 'web', spec = {}, pod = {} }: WebOptions = {}): object {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: SPACE, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, version: image.replace(/\W/g, '-') } },
        spec: { containers: [{ name: 'app', image, ports: [{ name: 'http', containerPort: 8080 }] }], ...pod },
      },
      ...spec,
    },
  };
}

/** A Deployment, and a gate that waits for the pods of this version. */
export function web(ground: Ground, options: WebOptions = {}): eks.KubernetesManifest {
  const { image = 'web:1', replicas = 2, id = 'Web', name = 'web' } = options;
  const made = ground.apply(id, deployment(options));
  const gate = new eks.KubernetesObjectValue(ground.stack, `${id}Gate`, {
    cluster: ground.cluster,
    objectNamespace: SPACE,
    objectType: 'replicaset',
    objectName: `--selector=app=${name},version=${image.replace(/\W/g, '-')}`,
    jsonPath: `.items[?(@.status.availableReplicas>=${replicas})].metadata.name`,
    timeout: Duration.minutes(14),
  });
  gate.node.addDependency(made);
  return made;
}

/** A service account with a role. */
export function identity({ stack, cluster, apply }: Ground, name = 'web'): { account: Construct; association: CfnResource } {
  const role = new iam.Role(stack, `Role${name}`, { roleName: `role-of-${name}`, assumedBy: new iam.ServicePrincipal('pods.eks.amazonaws.com') });
  const account = apply(`Account${name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: SPACE } });
  const association = new CfnResource(stack, `Association${name}`, {
    type: 'AWS::EKS::PodIdentityAssociation',
    properties: { ClusterName: cluster.clusterName, Namespace: SPACE, ServiceAccount: name, RoleArn: role.roleArn },
  });
  return { account, association };
}

/** An account in which time only passes when somebody waits. */
export class EksWorld {
  public readonly aws: LocalAws;
  private ticks = 0;

  constructor(options: LocalAwsOptions = {}) {
    this.aws = new LocalAws({ clock: { now: () => new Date(Date.UTC(2026, 0, 1) + this.ticks++) }, random: seededRandom(), ...options });
  }

  public get cluster(): KubernetesCluster {
    return this.aws.kubernetes(CLUSTER)!;
  }

  public async deploy(templateBody: string, name = 'S'): Promise<StackState> {
    const service = this.aws.cloudFormation;
    const input = { templateBody, parameters: [], capabilities: ['CAPABILITY_NAMED_IAM'] };
    if (service.tryFind(name)) { service.updateStack(name, input); } else { service.createStack(name, input); }
    return service.settled(name);
  }

  public async destroy(name = 'S'): Promise<StackState> {
    const stack = this.aws.cloudFormation.find(name);
    this.aws.cloudFormation.deleteStack(name);
    return this.aws.cloudFormation.settled(stack.id);
  }

  /** `kind/name` of what is in the namespace, without what is in every namespace. */
  public objects(): string[] {
    return this.cluster.objects().filter(({ kind, metadata }) => metadata.namespace === SPACE && !(kind === 'ServiceAccount' && metadata.name === 'default'))
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  }

  public pods(): string[] {
    return this.cluster.pods(SPACE).map(pod => `${pod.images.join()} ${pod.ready ? 'ready' : pod.waiting ?? 'starting'}`);
  }

  /** Minutes since the account was opened. */
  public get minutes(): number {
    return (this.aws.account.clock.now().getTime() - Date.UTC(2026, 0, 1)) / 60_000;
  }
}

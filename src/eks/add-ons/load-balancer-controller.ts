import { CfnPodIdentityAssociation } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { checkChart } from './checks';
import { makeRole, Right } from './identity';
import { controlPlaneOf, EksAddOnsParts, makePodRole, settingsOf, versionOf } from './install';
import { registryOf } from './registries';
import { CONTROLLER } from './versions';
import { refuse } from '../../findings';
import { reach } from '../../network';
import type { EksGround } from '../ground';
import { podsByToken } from '../service-account-token';

const NAMESPACE = 'kube-system';

/** The controller, and what was made for it. */
export interface MadeController {
  readonly role: iam.Role;
  /** Undefined where something else than CloudFormation brings objects into the cluster. */
  readonly chart?: eks.HelmChart;
  readonly dependable: IDependable;
}

/**
 * The AWS Load Balancer Controller, for clusters without Auto Mode. EKS offers no add-on of it, so it is a Helm chart.
 *
 * It only tells target groups which pods there are. Load balancers, their rules and security groups belong to
 * CloudFormation, so everything that makes them is off, and its role could not.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/targetgroupbinding/
 */
export function makeController(scope: Construct, parts: EksAddOnsParts, onFargate: boolean, after: readonly IDependable[]): MadeController {
  const { ground } = parts;
  reach(ground.network, ['targets']);
  const rights = targetRights(scope, ground.clusterName);
  const description = 'Tells target groups which pods there are';
  const role = onFargate
    ? makeRole(scope, description, podsByToken(scope, ground, NAMESPACE, CONTROLLER), rights)
    : makePodRole(scope, ground, { account: CONTROLLER, description, rights });
  const identity = onFargate ? role : makeAssociation(scope, ground, role);
  if (!ground._manifests.applied) {
    return { role, dependable: identity };
  }
  refuse(ground, checkChart(ground.network));
  const chart = new eks.HelmChart(scope, 'Chart', {
    cluster: ground.cluster,
    repository: 'https://aws.github.io/eks-charts',
    chart: CONTROLLER,
    release: CONTROLLER,
    version: versionOf(parts, CONTROLLER),
    namespace: NAMESPACE,
    createNamespace: false,
    wait: true,
    timeout: Duration.minutes(10),
    values: settingsOf(parts, CONTROLLER, {
      clusterName: ground.clusterName,
      region: Stack.of(scope).region,
      vpcId: ground.network.vpc.vpcId,
      image: { repository: `${registryOf(scope)}/amazon/${CONTROLLER}` },
      serviceAccount: { create: true, name: CONTROLLER, ...onFargate && { annotations: { 'eks.amazonaws.com/role-arn': role.roleArn } } },
      createIngressClassResource: false,
      ingressClassParams: { create: false },
      enableServiceMutatorWebhook: false,
      enableBackendSecurityGroup: false,
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
      controllerConfig: { featureGates: { EnableServiceController: false, ALBGatewayAPI: false, NLBGatewayAPI: false } },
    }),
  });
  chart.node.addDependency(identity, role, ...after);
  return { role, chart, dependable: chart };
}

function makeAssociation(scope: Construct, ground: EksGround, role: iam.Role): IDependable {
  const association = new CfnPodIdentityAssociation(scope, 'Identity', {
    clusterName: ground.clusterName, namespace: NAMESPACE, serviceAccount: CONTROLLER, roleArn: role.roleArn,
  });
  association.node.addDependency(controlPlaneOf(ground));
  return association;
}

function targetRights(scope: Construct, clusterName: string): Right[] {
  const targetGroups = Stack.of(scope).formatArn({
    service: 'elasticloadbalancing', resource: 'targetgroup', resourceName: '*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return [{
    actions: [
      'ec2:DescribeAvailabilityZones', 'ec2:DescribeInstances', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets',
      'ec2:DescribeVpcs', 'elasticloadbalancing:DescribeTags', 'elasticloadbalancing:DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetHealth',
    ],
    resources: ['*'],
    because: 'These actions list what there is, and cannot be limited to some of it.',
  }, {
    actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
    resources: [targetGroups],
    conditions: { StringEquals: { 'aws:ResourceTag/eks:eks-cluster-name': clusterName } },
    because: 'Target groups are made after the cluster; only those that name it by their tag are meant.',
  }];
}

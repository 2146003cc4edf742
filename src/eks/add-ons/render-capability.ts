import { CfnCapability } from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CapabilitySpec } from './capability-spec';
import { makeRole } from './identity';
import { controlPlaneOf } from './install';
import { acknowledge } from '../../private/acknowledge';
import type { EksGround } from '../ground';

const DESCRIPTIONS = { argocd: 'Argo CD, run by EKS', ack: 'Controllers for AWS, run by EKS', kro: 'kro, run by EKS' };

/**
 * A capability with a role of its own. Deleting one never deletes what it has made: EKS knows no other way yet.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/capability-role.html
 */
export function renderCapability(scope: Construct, ground: EksGround, spec: CapabilitySpec): CfnCapability {
  const service = new iam.SessionTagsPrincipal(new iam.ServicePrincipal('capabilities.eks.amazonaws.com'));
  const role = makeRole(scope, DESCRIPTIONS[spec.kind], service, []);
  const permissions = spec.kind === 'kro' ? [] : spec.permissions;
  permissions.forEach(statement => role.addToPrincipalPolicy(statement));
  if (permissions.length > 0) {
    acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  }
  const capability = new CfnCapability(scope, 'Capability', {
    clusterName: ground.clusterName,
    capabilityName: spec.kind,
    type: spec.kind.toUpperCase(),
    roleArn: role.roleArn,
    deletePropagationPolicy: 'RETAIN',
    configuration: spec.kind === 'argocd' ? { argoCd: argoCd(spec) } : undefined,
  });
  capability.node.addDependency(controlPlaneOf(ground), role);
  return capability;
}

function argoCd({ instanceArn, region, namespace, members, vpcEndpointIds }: CapabilitySpec & { kind: 'argocd' }): CfnCapability.ArgoCdProperty {
  return {
    awsIdc: { idcInstanceArn: instanceArn, idcRegion: region },
    namespace,
    networkAccess: vpcEndpointIds && { vpceIds: [...vpcEndpointIds] },
    rbacRoleMappings: members.filter(({ identities }) => identities.length > 0)
      .map(({ role, identities }) => ({ role, identities: identities.map(({ id, type }) => ({ id, type })) })),
  };
}

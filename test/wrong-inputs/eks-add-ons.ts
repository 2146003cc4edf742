import * as iam from 'aws-cdk-lib/aws-iam';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { WrongInput } from './wrong-input';
import { ArgoCdOptions, EksAddOnProps, EksCapability, IdentityCenterPrincipal } from '../../src/eks';
import { checkAddOns } from '../../src/eks/add-ons';
import { checkChart } from '../../src/eks/add-ons/checks';
import { Code } from '../../src/findings';
import { Egress, Network } from '../../src/network';

const GROUP = IdentityCenterPrincipal.group('01234567-89ab-cdef-0123-456789abcdef');

function wrongAddOn(code: Code, path: string, remedy: string, props: EksAddOnProps): WrongInput {
  return { code, path, remedy, findings: () => checkAddOns(props, '1.36') };
}

function wrongArgoCd(code: Code, where: string, remedy: string, options: Partial<ArgoCdOptions>): WrongInput {
  const argoCd = EksCapability.argoCd({ identityCenterInstanceArn: 'arn:aws:sso:::instance/ssoins-0123456789abcdef', administrators: [GROUP], ...options });
  return wrongAddOn(code, `capabilities[0].${where}`, remedy, { capabilities: [argoCd] });
}

/** Mistakes in what a cluster gets besides workloads. */
export const ADD_ON_MISTAKES: readonly WrongInput[] = [
  wrongAddOn('AddOnUnknown', 'addOns[0]', "write 'metrics-server'", { addOns: ['metric-server'] }),
  wrongAddOn('AddOnUnknown', 'addOnVersions.cilium', 'name one of vpc-cni', { addOnVersions: { cilium: 'v1.19.0-eksbuild.1' } }),
  wrongAddOn('AddOnUnknown', 'addOnSettings.core-dns', "write 'coredns'", { addOnSettings: { 'core-dns': { replicaCount: 3 } } }),
  wrongAddOn('AddOnVersionMalformed', 'addOnVersions.metrics-server', 'v0.9.0-eksbuild', { addOnVersions: { 'metrics-server': '0.9.0' } }),
  wrongAddOn('AddOnVersionMalformed', 'addOnVersions.aws-load-balancer-controller', "like '3.2.2'",
    { addOnVersions: { 'aws-load-balancer-controller': 'v3.2.2-eksbuild.1' } }),
  wrongAddOn('AddOnVersionTooOld', 'addOnVersions.vpc-cni', 'from v1.15.5 on', { addOnVersions: { 'vpc-cni': 'v1.12.6-eksbuild.2' } }),
  wrongAddOn('AddOnVersionDoesNotFit', 'addOnVersions.kube-proxy', 'starts with v1.36', { addOnVersions: { 'kube-proxy': 'v1.37.0-eksbuild.1' } }),
  wrongAddOn('AddOnVersionDoesNotFit', 'addOnVersions.kube-proxy', 'starts with v1.36', { addOnVersions: { 'kube-proxy': 'v1.32.6-eksbuild.1' } }),
  {
    code: 'AddOnChartOutOfReach',
    path: 'network',
    remedy: 'use Nodes.auto()',
    findings: () => checkChart(new Network(new Stack(new App(), 'Shop'), 'Network', { egress: Egress.endpointsOnly() })),
  },
  wrongAddOn('AddOnRefreshTooShort', 'secretsRefresh', 'at least 1 minute', { secretsRefresh: Duration.seconds(10) }),
  wrongAddOn('EksCapabilityTwice', 'capabilities[1]', 'leave one of them out',
    { capabilities: [EksCapability.kro(), EksCapability.kro(), EksCapability.ack({ permissions: [new iam.PolicyStatement()] })] }),
  wrongArgoCd('EksArgoCdInstanceMalformed', 'identityCenterInstanceArn', 'arn:aws:sso:::instance/', { identityCenterInstanceArn: 'ssoins-0123456789abcdef' }),
  wrongArgoCd('EksArgoCdNamespaceInvalid', 'namespace', 'choose another', { namespace: 'Argo_CD' }),
  wrongArgoCd('EksArgoCdForNobody', 'administrators', 'at least one principal', { administrators: [] }),
  wrongArgoCd('EksArgoCdIdentityMalformed', 'viewers[1]', 'not the name', { viewers: [GROUP, IdentityCenterPrincipal.user('ana')] }),
];

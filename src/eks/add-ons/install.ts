import { CfnAddon } from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import type { EksAddOnProps } from './add-on-props';
import { makeRole, Right } from './identity';
import { AddOnName, pinnedVersion } from './versions';
import type { EksGround } from '../ground';
import { podsOf } from '../roles';

/** What add-ons are made for. */
export interface EksAddOnsParts {
  /** The platform, whose nodes are made already. */
  readonly ground: EksGround;
  /** Minor version of Kubernetes. */
  readonly version: string;
  readonly props: EksAddOnProps;
  /** An existing cluster: nothing is added that may be there. */
  readonly given: boolean;
}

/** The pods of an add-on that speak to AWS. Names are EKS's. */
export interface Identity {
  readonly account: string;
  readonly description: string;
  readonly namespace?: string;
  readonly rights: readonly Right[];
}

export interface Installation {
  readonly configuration?: Settings;
  readonly identity?: Identity;
  /** What has to be there before. */
  readonly after?: readonly IDependable[];
}

/** Settings of an add-on, as they are written in JSON. */
export type Settings = { readonly [name: string]: unknown };

/** An add-on of EKS, and what was made for it. */
export interface Installed {
  readonly addOn: CfnAddon;
  readonly role?: iam.Role;
}

/**
 * An add-on of EKS. What it needs is overwritten where somebody changed it by hand, and it goes when it is no longer asked
 * for. Its identity belongs to it, so that the pods find it when they start.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export function install(scope: Construct, parts: EksAddOnsParts, name: AddOnName, installation: Installation): Installed {
  const { ground } = parts;
  const { configuration, identity, after = [] } = installation;
  const role = identity && makePodRole(scope, ground, identity);
  const settings = settingsOf(parts, name, configuration);
  const addOn = new CfnAddon(scope, 'AddOn', {
    clusterName: ground.clusterName,
    addonName: name,
    addonVersion: versionOf(parts, name),
    configurationValues: settings && Stack.of(scope).toJsonString(settings),
    podIdentityAssociations: role && [{ serviceAccount: identity!.account, roleArn: role.roleArn }],
    resolveConflicts: 'OVERWRITE',
    preserveOnDelete: false,
  });
  addOn.node.addDependency(controlPlaneOf(ground), ...after, ...role ? [role] : []);
  return { addOn, role };
}

/** A role for the pods of one service account. */
export function makePodRole(scope: Construct, ground: EksGround, { account, description, namespace = 'kube-system', rights }: Identity): iam.Role {
  return makeRole(scope, description, podsOf(scope, { ground, namespace, name: account }), rights);
}

/** Only the control plane itself: what hangs on it is made beside the add-ons. */
export function controlPlaneOf({ cluster }: EksGround): IDependable {
  return cluster.node.defaultChild ?? cluster;
}

/** An existing cluster does not say which version of Kubernetes it has. */
export function versionOf({ props, version, given }: EksAddOnsParts, name: AddOnName): string | undefined {
  return props.addOnVersions?.[name] ?? pinnedVersion(name, given ? undefined : version);
}

/** The platform's settings, and the user's, which win. */
export function settingsOf({ props }: EksAddOnsParts, name: AddOnName, ours: Settings | undefined): Settings | undefined {
  const theirs = props.addOnSettings?.[name] as Settings | undefined;
  return ours && theirs ? merged(ours, theirs) : theirs ?? ours;
}

function merged(ours: Settings, theirs: Settings): Settings {
  const members = Object.entries(theirs).map(([name, value]): [string, unknown] => {
    const known = ours[name];
    return [name, isSettings(known) && isSettings(value) ? merged(known, value) : value];
  });
  return { ...ours, ...Object.fromEntries(members) };
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

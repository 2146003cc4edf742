import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { CfnResource, IResolveContext, Lazy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksGround } from './ground';
import { shortHash } from '../private/short-hash';

export { shortHash };

/** An object of the Kubernetes API. Its members may hold tokens. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly [member: string]: unknown;
}

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/**
 * Puts one object into the cluster: the only way anything of ours gets there.
 *
 * Each object is a resource of its own, because `kubectl apply --prune` forgets most kinds: so CloudFormation deletes what
 * disappears. Its logical id follows from the object and not from the construct's place: a construct that moves would
 * otherwise be made anew under the same name, and the deletion of the old one would then take the live object away.
 *
 * @param name stands for the object's name in the construct's id where that is not known before synthesis
 */
export function applyObject(scope: Construct, ground: EksGround, object: KubernetesObject, name = object.metadata.name): Construct {
  const id = `${object.kind}-${name}`;
  const { cluster, _manifests: manifests } = ground;
  if (!manifests.applied) {
    return manifests.remember(new Construct(scope, id), object);
  }
  const manifest = new eks.KubernetesManifest(scope, id, { cluster, manifest: [object], overwrite: true, prune: false });
  nameAfter(manifest.node.defaultChild as CfnResource, object, ground);
  return manifests.remember(manifest, object);
}

/** What tells an object from others. */
export type ObjectIdentity = Pick<KubernetesObject, 'apiVersion' | 'kind'> & { readonly metadata: Pick<ObjectMetadata, 'name' | 'namespace'> };

/** Names a resource after the object it stands for. The object's name may be known at synthesis only. */
export function nameAfter(resource: CfnResource, { apiVersion, kind, metadata: { name, namespace } }: ObjectIdentity, ground: EksGround): void {
  const produce = (context: IResolveContext) => logicalIdOf({ apiVersion, kind, metadata: { name: context.resolve(name), namespace } }, ground);
  resource.overrideLogicalId(Token.isUnresolved(name)
    ? Lazy.uncachedString({ produce }) : logicalIdOf({ apiVersion, kind, metadata: { name, namespace } }, ground));
}

/** As Kubernetes tells objects apart: readable, and unique by its end. */
function logicalIdOf({ apiVersion, kind, metadata: { name, namespace = '' } }: ObjectIdentity, { clusterName, node }: EksGround): string {
  const cluster = Token.isUnresolved(clusterName) ? node.path : clusterName;
  const [group] = apiVersion.split('/');
  const words = [kind, ...name.split(/[^A-Za-z0-9]+/)].map(word => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('').slice(0, 200)}${shortHash([cluster, group, kind, namespace, name]).toUpperCase()}`;
}

import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksGround } from './ground';
import { labelsOf } from './labels';
import { applyObject, shortHash } from './manifest';
import { SecretSpec, WorkloadSpec } from '../model';
import { letReadParameter, letReadSecret } from '../platform';

export interface SecretClassParts {
  readonly ground: EksGround;
  readonly spec: WorkloadSpec;
  readonly namespace: string;
  /** Who reads the secrets: the pod. */
  readonly role: iam.IRole;
  readonly container: string;
}

/** One object of the provider: a secret in one version, or a parameter, and the files it becomes. */
interface StoredObject {
  readonly objectName: string;
  readonly objectType: 'secretsmanager' | 'ssmparameter';
  readonly objectVersionLabel?: string;
  readonly objectVersion?: string;
  /** The file with the whole value. */
  readonly objectAlias: string;
  readonly jmesPath?: { readonly path: string; readonly objectAlias: string }[];
}

const FOLDER = '/var/run/secrets/cdk-container-platform';

/**
 * Which secrets a container needs, in the words of the secrets store's driver: a class says where they are, a volume has
 * them read, and a Secret that the driver makes of them is what the variables refer to.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-examples.html
 */
export class SecretClass {
  /** The class in the cluster. */
  public readonly object: Construct;

  /** The volume of the pod that has the secrets read. */
  public readonly volume: object;

  /** The container's mount of that volume. */
  public readonly mount: object;

  private readonly entries = new Map<string, SecretSpec>();
  private readonly secretName: string;

  constructor(scope: Construct, private readonly parts: SecretClassParts) {
    const { ground, spec, namespace, container } = parts;
    const name = `${spec.name}-${container}`;
    const volumeName = `secrets-${shortHash(container)}`;
    // The driver never adds to a Secret that is there, and old pods hold on to theirs: other contents have another name.
    this.secretName = Lazy.string({ produce: () => `${name}-${shortHash(Stack.of(scope).resolve(this.contents()))}` });
    this.object = applyObject(scope, ground, {
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: { name, namespace, labels: labelsOf(spec) },
      spec: {
        provider: 'aws',
        parameters: {
          region: Stack.of(scope).region,
          usePodIdentity: 'true',
          // JSON is YAML, too. ARNs and names that are known at deployment only have nothing in them that JSON would escape.
          objects: Lazy.string({ produce: () => JSON.stringify(this.contents().objects) }),
        },
        secretObjects: [{
          secretName: this.secretName,
          type: 'Opaque',
          labels: labelsOf(spec),
          data: Lazy.any({ produce: () => this.contents().data }),
        }],
      },
    });
    this.object.node.addDependency(ground._namespace(namespace), ground.addOns._secretsStore());
    this.volume = { name: volumeName, csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: name } } };
    this.mount = { name: volumeName, mountPath: FOLDER, readOnly: true };
  }

  /** Adds a variable, and lets the pod read its source. */
  public put(variable: string, source: SecretSpec): void {
    this.entries.set(variable, source);
    if (source.kind === 'vault') {
      // The driver asks for the versions of a secret before it fetches a value again.
      letReadSecret(this.parts.role, source.secret.value as secretsmanager.ISecret, 'secretsmanager:DescribeSecret');
    } else {
      letReadParameter(this.parts.role, source.parameter.value as ssm.IParameter);
    }
  }

  /** Members of the container's `env`. */
  public variables(): object[] {
    return [...this.entries.keys()].map(name => ({ name, valueFrom: { secretKeyRef: { name: this.secretName, key: name } } }));
  }

  /** The objects to fetch, each once, and the files that become keys of the Secret, which are called as the variables are. */
  private contents() {
    const objects = new Map<string, StoredObject>();
    const data = [...this.entries].map(([variable, source]) => {
      const stored = storedObject(source, `object-${objects.size + 1}`);
      const address = JSON.stringify([stored.objectType, stored.objectName, stored.objectVersionLabel, stored.objectVersion]);
      const known = objects.get(address) ?? stored;
      const field = source.kind === 'vault' ? source.field : undefined;
      const path = field === undefined ? [] : [{ path: quoted(field), objectAlias: variable }];
      const jmesPath = [...known.jmesPath ?? [], ...path];
      objects.set(address, { ...known, ...(jmesPath.length > 0 && { jmesPath }) });
      return { objectName: field === undefined ? known.objectAlias : variable, key: variable };
    });
    return { objects: [...objects.values()], data };
  }
}

function storedObject(source: SecretSpec, objectAlias: string): StoredObject {
  if (source.kind === 'parameter') {
    return { objectName: (source.parameter.value as ssm.IParameter).parameterName, objectType: 'ssmparameter', objectAlias };
  }
  const { versionStage, versionId } = source;
  const { secretFullArn, secretArn } = source.secret.value as secretsmanager.ISecret;
  return {
    // Part of an ARN, of a secret that is known by its name alone, is as good.
    objectName: secretFullArn ?? secretArn,
    objectType: 'secretsmanager',
    ...(versionStage !== undefined && { objectVersionLabel: versionStage }),
    ...(versionId !== undefined && { objectVersion: versionId }),
    objectAlias,
  };
}

/** A field by its very name, whatever it contains: a quoted identifier of JMESPath is a JSON string. */
function quoted(field: string): string {
  return JSON.stringify(field);
}

import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IDependable } from 'constructs';
import { EksGround } from './ground';
import { SecretClass } from './secret-class';
import { ContainerSpec, SecretSpec, WorkloadSpec } from '../model';

/**
 * The secret variables of a workload's containers.
 *
 * The value is in no object that is handed to the cluster: a driver on the node reads it, with the identity of the pod, when
 * the pod starts, and leaves it where the container's variables point to. Each container has a class of its own, so that
 * none finds the secrets of another on its disk.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-pod-identity-integration.html
 */
export class Secrets {
  private readonly classes = new Map<string, SecretClass>();

  constructor(
    private readonly scope: Construct, private readonly ground: EksGround, private readonly spec: WorkloadSpec,
    private readonly namespace: string, private readonly role: iam.IRole,
  ) {
    for (const { name, secrets } of spec.containers) {
      Object.entries(secrets).forEach(([variable, source]) => this.put(name, variable, source));
    }
  }

  /** Gives the main container another secret variable. The first secret of a workload may come this way. */
  public add(variable: string, source: SecretSpec): void {
    this.put(this.spec.containers[0].name, variable, source);
  }

  /** The pod's volumes. */
  public volumes(): object[] {
    return [...this.classes.values()].map(each => each.volume);
  }

  /** Volumes are read for a pod only if a container mounts them. */
  public mounts({ name }: ContainerSpec): object[] {
    return this.of(name).map(each => each.mount);
  }

  /** Members of the container's `env`. */
  public variables({ name }: ContainerSpec): object[] {
    return this.of(name).flatMap(each => each.variables());
  }

  /** What has to be there before a pod starts. It is more after `add()`. */
  public get dependables(): IDependable[] {
    return [...this.classes.values()].map(({ object }) => object);
  }

  private of(container: string): SecretClass[] {
    const found = this.classes.get(container);
    return found ? [found] : [];
  }

  private put(container: string, variable: string, source: SecretSpec): void {
    let found = this.classes.get(container);
    if (!found) {
      found = new SecretClass(this.scope, { ground: this.ground, spec: this.spec, namespace: this.namespace, role: this.role, container });
      this.classes.set(container, found);
    }
    found.put(variable, source);
  }
}

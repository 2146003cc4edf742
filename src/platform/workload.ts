import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { connect, ConnectToOptions } from './connect';
import type { ContainerPlatform } from './container-platform';
import { withDefaults } from './defaults';
import { warnOfFirstPulls } from './reach';
import { WorkloadPlacement } from './workload-placement';
import { finding, Finding, refuse } from '../findings';
import { checkWorkload, describe, ExposureDraft, NetworkListenerDraft, seal, WorkloadDraft, WorkloadSpec, withSecret, withVariable } from '../model';
import { SecretSource } from '../vocabulary';

/**
 * Something that runs in containers, on whichever platform.
 *
 * It can be granted permissions (`table.grantReadData(api)`) and connected to (`database.connections.allowDefaultPortFrom(api)`).
 */
export interface IWorkload extends IConstruct, iam.IGrantable, ec2.IConnectable {
  /** Name of the workload, of its main container and of its address within the platform. */
  readonly workloadName: string;

  /** What the workload has become on its platform. */
  readonly placement: WorkloadPlacement;
}

/**
 * What all workloads have in common: they are checked as a whole, handed to a platform, and open to additions of
 * environment, secrets, permissions and connections afterwards.
 */
export abstract class Workload extends Construct implements IWorkload {
  /** The platform the workload runs on. */
  public readonly platform: ContainerPlatform;

  private placed?: { readonly placement: WorkloadPlacement; readonly spec: WorkloadSpec };

  constructor(scope: Construct, id: string, platform: ContainerPlatform) {
    super(scope, id);
    this.platform = platform;
  }

  /** What the workload has become on its platform. `EcsWorkload.of(api)` is the same, with its type. */
  public get placement(): WorkloadPlacement {
    return this.whenPlaced.placement;
  }

  /** Name of the workload, of its main container and of its address within the platform. */
  public get workloadName(): string {
    return this.whenPlaced.spec.name;
  }

  /** The identity of the code in the containers; grants of other constructs go to it. */
  public get grantPrincipal(): iam.IPrincipal {
    return this.placement.grantPrincipal;
  }

  /** The network side of the workload. */
  public get connections(): ec2.Connections {
    return this.placement.connections;
  }

  /** Where the workload can be reached, one address per exposure. */
  public get urls(): string[] {
    return this.placement.urls;
  }

  /**
   * Sets an environment variable of the main container. Throws when the name is taken or looks like a secret.
   *
   * @param name name of the variable
   * @param value its value, in plain text
   */
  public addEnvironment(name: string, value: string): void {
    this.amend(`environment.${name}`, name, spec => withVariable(spec, name, value));
    this.placement._addEnvironment(name, value);
  }

  /**
   * Adds an environment variable of the main container whose value is kept elsewhere. Throws when the name is taken.
   *
   * @param name name of the variable
   * @param source where the value is kept; the permission to read it is granted
   */
  public addSecret(name: string, source: SecretSource): void {
    this.amend(`secrets.${name}`, name, spec => withSecret(spec, name, source._toSpec()));
    this.placement._addSecret(name, source);
    this.platform._letReach(this.placement, this.whenPlaced.spec);
  }

  /**
   * Allows the code in the containers to do something in your account.
   *
   * @param statement what; without principals, because the principal is the task role
   */
  public addPermission(statement: iam.PolicyStatement): void {
    this.grantPrincipal.addToPrincipalPolicy(statement);
  }

  /**
   * Makes another workload of the same platform reachable from this one, by its name.
   *
   * Opens the network from here to there and sets an environment variable to the address, for example
   * `ORDERS_URL=http://orders:8080`. Of the ways in which the other one is found this one gets the first that it understands. Throws
   * when the other workload has no such port or is on another platform, when this one understands none of its names, when the
   * variable is set already, and when the platform's cluster has no namespace. The first connection redeploys both.
   *
   * @param other the workload to reach
   * @param options port, and name of the variable
   */
  public connectTo(other: Workload, options: ConnectToOptions = {}): void {
    connect(this, other, options);
  }

  /**
   * The whole workload as text, with every default: stable, for people. It shows variables that were added later, and no
   * permissions that were.
   */
  public describe(): string {
    return describe(this.whenPlaced.spec);
  }

  /**
   * Checks the draft as a whole and hands it to the platform. Called once, by the constructor of each kind of workload.
   *
   * @internal
   */
  protected _place(draft: WorkloadDraft, findings: readonly Finding[] = []): void {
    const { platform } = this;
    const named = {
      ...draft,
      exposures: draft.exposures?.map(exposure => withHostName(exposure, draft.name, platform)),
      networkListeners: draft.networkListeners?.map(listener => withNetworkHostName(listener, draft.name, platform)),
    };
    const sealed = seal(withDefaults(named, platform._defaults), {
      desiredCount: platform.profile.desiredCount,
      logRetentionDays: platform.profile.logRetention,
      alarms: platform.profile.alarms,
      pinnedImages: platform.profile.pinnedImages,
      redeployOnRotation: platform.profile.redeployOnRotation,
      imageCaches: platform.imageRegistry?._caches,
    });
    refuse(this, [...findings, ...sealed.findings, ...platform._check(sealed.spec)]);
    this.placed = { placement: platform._place(this, sealed.spec), spec: sealed.spec };
    platform._letReach(this.placed.placement, sealed.spec);
    warnOfFirstPulls(this, platform, sealed.spec);
  }

  /** What comes late is held to the same rules as what was there from the start. */
  private amend(path: string, name: string, change: (spec: WorkloadSpec) => WorkloadSpec): void {
    const { spec, placement } = this.whenPlaced;
    const [{ environment, secrets }] = spec.containers;
    const taken = [...Object.keys(environment), ...Object.keys(secrets)].includes(name);
    const amended = change(spec);
    refuse(this, taken
      ? [finding('VariableTaken', path, { name, workload: spec.name })]
      : [...checkWorkload(amended), ...this.platform._check(amended)]);
    this.placed = { placement, spec: amended };
  }

  private get whenPlaced() {
    if (!this.placed) {
      throw new Error(`the constructor of ${this.node.path} did not place the workload: please report this as a bug of cdk-container-platform`);
    }
    return this.placed;
  }
}

/** A route that names no host answers to the workload's own name, where the platform has a zone for it. */
function withHostName(exposure: ExposureDraft, workloadName: string, platform: ContainerPlatform): ExposureDraft {
  const { hostNames = [] } = exposure.match ?? {};
  const own = hostNames.length > 0 ? undefined : platform._hostNameOf(workloadName, exposure.audience);
  return own === undefined ? exposure : { ...exposure, match: { ...exposure.match, hostNames: [own] } };
}

function withNetworkHostName(listener: NetworkListenerDraft, workloadName: string, platform: ContainerPlatform): NetworkListenerDraft {
  return { ...listener, hostName: listener.hostName ?? platform._networkHostNameOf(workloadName, listener.audience ?? 'internal') };
}

/**
 * What the pods of a workload consist of, whatever starts them: a Deployment that keeps them running, a schedule, a release.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { literal } from './containers';
import { RenderedEnvironmentFiles, renderEnvironmentFiles } from './environment';
import { EksGround } from './ground';
import { renderImage } from './image';
import { labelsOf } from './labels';
import { placePods, PodPlacement } from './nodes';
import { RenderedPod, renderPod } from './pod';
import { makePodIdentity, PodIdentity } from './roles';
import { Secrets } from './secrets';
import { RenderedVolumes, renderVolumes } from './volumes';
import { ContainerSpec, SecretSpec, WorkloadSpec } from '../model';
import { allow, cachesOf, gateImages, RenderedImage, RenderedTelemetry, renderTelemetry } from '../platform';

/** Identity, variables, secrets and volumes of the pods. Variables and secrets may still be added when the pods have been rendered. */
export class Pods {
  public readonly taskRole: iam.Role;
  public readonly volumes: RenderedVolumes;
  public readonly telemetry: RenderedTelemetry;

  private readonly placement: PodPlacement;
  private readonly identity: PodIdentity;
  private readonly environment: Record<string, string>;
  private readonly secrets: Secrets;
  private readonly files: RenderedEnvironmentFiles;
  private readonly images: RenderedImage[] = [];
  private gate?: IDependable[];

  constructor(private readonly scope: Construct, private readonly platform: EksGround, private readonly spec: WorkloadSpec, namespace: string) {
    this.placement = placePods(platform, spec);
    const { kind } = this.placement;
    this.identity = makePodIdentity(scope, { ground: platform, name: spec.name, namespace, labels: labelsOf(spec), onFargate: kind === 'fargate' });
    this.taskRole = this.identity.role;
    allow(this.taskRole, spec.permissions);
    this.telemetry = renderTelemetry(scope, platform, spec, this.taskRole);
    this.environment = { ...spec.containers[0].environment };
    this.secrets = new Secrets(scope, platform, spec, namespace, this.taskRole);
    this.volumes = renderVolumes(scope, platform, spec, namespace, kind === 'auto');
    this.files = renderEnvironmentFiles(scope, platform, spec, namespace);
  }

  /**
   * The template of the pods.
   *
   * @param versionTraits what makes another version of the same pods, where versions are told apart
   */
  public render(versionTraits?: readonly unknown[]): RenderedPod {
    const { scope, spec, identity, placement, secrets, volumes, files } = this;
    return renderPod(scope, spec, {
      serviceAccountName: identity.serviceAccountName,
      placement,
      securityContext: volumes.securityContext,
      versionTraits,
      volumes: () => [...volumes.volumes, ...secrets.volumes()],
      containerParts: container => ({
        image: this.imageOf(container),
        variables: () => [...this.variablesOf(container), ...secrets.variables(container)],
        variableSources: () => files.sources(container),
        mounts: () => [...volumes.mounts(container), ...secrets.mounts(container)],
      }),
    });
  }

  /** Pods that start before their identity or their volumes are there would start wrongly. It is more after `addSecret()`. */
  public get dependables(): IDependable[] {
    const { identity, placement, secrets, volumes, files } = this;
    const caches = cachesOf(this.scope, this.platform.imageRegistry, this.spec);
    const parts = [identity, placement, secrets, volumes, files].flatMap(({ dependables }) => [...dependables]);
    return [...parts, ...caches, ...this.accepted];
  }

  /** Asked for when all images are known: what is rendered first waits for what this gives, and is not rendered twice. */
  private get accepted(): IDependable[] {
    return this.gate ??= gateImages(this.scope, this.spec, this.images, this.platform.imageRegistry);
  }

  private imageOf({ name, image }: ContainerSpec): string {
    const rendered = renderImage(this.scope, name, image, this.spec.runtime);
    this.images.push({ container: name, image: rendered });
    return rendered;
  }

  /** Sets a variable of the main container. */
  public addEnvironment(name: string, value: string): void {
    this.environment[name] = value;
  }

  /** Gives the main container another secret variable. */
  public addSecret(name: string, source: SecretSpec): void {
    this.secrets.add(name, source);
  }

  /** Plain text, with the region that SDKs otherwise look for on the node, where pods may not ask. */
  private variablesOf(container: ContainerSpec): object[] {
    const { role, environment } = container;
    const variables = role === 'main' ? this.environment : environment;
    const all = { AWS_REGION: Stack.of(this.scope).region, ...variables, ...this.telemetry.variablesOf(container) };
    return Object.entries(all).map(([name, value]) => ({ name, value: literal(value) }));
  }
}

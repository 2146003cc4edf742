/** What is there only if the images of a workload may run, for whoever runs them to wait for. */
import { Annotations } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { FindingsProvider } from './findings-provider';
import { isKnownLater, privateRepositoryOf } from './private-repository';
import { finding, refuse } from '../../findings';
import { FindingsProperties } from '../../functions';
import { ImageFindingsSpec, isWindows, WorkloadSpec } from '../../model';
import { ImageRegistryBase } from '../../registry';
import { cachesOf } from '../parts/image-caches';

const ID = 'ImageFindings';

/** An image as whoever runs it is going to pull it. */
export interface RenderedImage {
  readonly container: string;
  readonly image: string;
}

/** An image, and the repository that it is asked for in. */
interface AskedImage {
  readonly image: RenderedImage;
  readonly repository: string;
  /** Whoever asks first has it fetched. */
  readonly cached: boolean;
}

/**
 * Nothing to wait for where nobody asks, or where there is nothing to ask about.
 *
 * @param registry the one whose caches the images may come through
 */
export function gateImages(scope: Construct, spec: WorkloadSpec, images: readonly RenderedImage[], registry?: ImageRegistryBase): IDependable[] {
  const { imageFindings, name } = spec;
  if (!imageFindings) {
    return [];
  }
  const known = images.map(each => ({ ...each, repository: privateRepositoryOf(scope, each.image) }));
  tellOfOthers(scope, imageFindings, name, known.filter(({ repository }) => !repository));
  const asked: AskedImage[] = known.flatMap(({ repository, ...image }) => repository ? [{ image, repository, cached: isCached(spec, image) }] : []);
  if (asked.length === 0) {
    return [];
  }
  const gate = FindingsProvider.of(scope).ask(scope, ID, propertiesOf(spec, imageFindings, asked.map(({ image }) => image)), asked);
  gate.node.addDependency(...cachesOf(scope, registry, spec));
  return [gate];
}

/** The gate of what has been made there, if it has one. */
export function gateOf({ node }: Construct): IDependable[] {
  return node.children.filter(({ node: { id } }) => id === ID);
}

function isCached({ containers }: WorkloadSpec, { container }: RenderedImage): boolean {
  return containers.some(({ name, image }) => name === container && image.kind === 'registry' && image.cachedAs !== undefined);
}

function tellOfOthers(scope: Construct, { elsewhere }: ImageFindingsSpec, workload: string, others: readonly RenderedImage[]): void {
  const told = others.map(each => ({ ...each, knownLater: isKnownLater(scope, each.image) }));
  if (elsewhere === 'refuse') {
    refuse(scope, told.map(({ container, image: given, knownLater }) =>
      finding('ImageElsewhere', `containers.${container}.image`, { container, given, knownLater })));
    return;
  }
  const known = told.filter(({ knownLater }) => !knownLater).map(({ image }) => image);
  if (known.length > 0) {
    Annotations.of(scope).addWarningV2('cdk-container-platform:imageFindingsUnknown',
      `what is weak about ${known.join(', ')} of ${workload} is not asked, because it is in no private repository of ECR`);
  }
  for (const { container } of told.filter(({ knownLater }) => knownLater)) {
    Annotations.of(scope).addWarningV2(`cdk-container-platform:imageFindingsUnknownName:${container}`,
      `what is weak about the image of container ${container} of ${workload} is not asked, because its name is known only when it is deployed`);
  }
}

function propertiesOf({ runtime }: WorkloadSpec, spec: ImageFindingsSpec, images: FindingsProperties['images']): FindingsProperties {
  const { severity, ignore, unscanned, patience, eachDeployment } = spec;
  return {
    images,
    os: isWindows(runtime.os) ? 'windows' : 'linux',
    architecture: runtime.architecture === 'arm64' ? 'arm64' : 'amd64',
    severity,
    ...ignore.length > 0 && { ignore: [...ignore] },
    unscanned,
    patienceMinutes: `${patience.toMinutes({ integral: false })}`,
    ...eachDeployment && { nonce: new Date().toISOString() },
  };
}

/** What is there only if the images of a workload may run, for whoever runs them to wait for. */
import { Annotations } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { FindingsProvider } from './findings-provider';
import { privateRepositoryOf } from './private-repository';
import { finding, refuse } from '../../findings';
import { FindingsProperties } from '../../functions';
import { ImageFindingsSpec, isWindows, WorkloadSpec } from '../../model';

/** An image as whoever runs it is going to pull it. */
export interface RenderedImage {
  readonly container: string;
  readonly image: string;
}

/** Nothing to wait for where nobody asks, or where there is nothing to ask about. */
export function gateImages(scope: Construct, spec: WorkloadSpec, images: readonly RenderedImage[]): IDependable[] {
  const { imageFindings, name } = spec;
  if (!imageFindings) {
    return [];
  }
  const known = images.map(each => ({ ...each, repository: privateRepositoryOf(scope, each.image) }));
  tellOfOthers(scope, imageFindings, name, known.filter(({ repository }) => !repository));
  const asked = known.flatMap(({ repository, ...image }) => repository ? [{ image, repository }] : []);
  return asked.length === 0 ? [] : [FindingsProvider.of(scope).ask(
    scope, 'ImageFindings', propertiesOf(spec, imageFindings, asked.map(({ image }) => image)), asked.map(({ repository }) => repository))];
}

function tellOfOthers(scope: Construct, { elsewhere }: ImageFindingsSpec, workload: string, others: readonly RenderedImage[]): void {
  if (elsewhere === 'refuse') {
    refuse(scope, others.map(({ container, image: given }) => finding('ImageElsewhere', `containers.${container}.image`, { container, given })));
  } else if (others.length > 0) {
    Annotations.of(scope).addWarningV2('cdk-container-platform:imageFindingsUnknown',
      `what is weak about ${others.map(({ image }) => image).join(', ')} of ${workload} is not asked, because it is in no private repository of ECR`);
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

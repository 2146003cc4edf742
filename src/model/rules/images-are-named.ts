import { Report, Rule } from './rule';
import { isDigest, isTag, referenceFault } from './support/image-reference';
import { known } from './support/known';
import { assertNever } from '../../private/assert-never';
import { ImageSpec, RegistryImage, RepositoryImage } from '../image';

/** Whether the image can be named at all; whether it is there, only the registry or the disk can tell. */
export const imagesAreNamed: Rule = ({ containers }, report) => {
  for (const { name, image } of containers) {
    checkImage(image, `containers.${name}.image`, report);
  }
};

function checkImage(image: ImageSpec, path: string, report: Report): void {
  switch (image.kind) {
    case 'registry':
      return checkReference(image, path, report);
    case 'repository':
      return checkVersion(image, path, report);
    case 'directory':
      return checkSource('directory', image.directory, path, report);
    case 'tarball':
      return checkSource('file', image.file, path, report);
    default:
      return assertNever(image);
  }
}

function checkReference({ reference }: RegistryImage, path: string, report: Report): void {
  const fault = known(reference) ? referenceFault(reference) : undefined;
  switch (fault?.part) {
    case 'reference': return report('ImageReferenceMalformed', path, { given: reference, reason: fault.reason, nearest: fault.nearest });
    case 'tag': return report('ImageTagMalformed', path, { given: fault.given });
    case 'digest': return report('ImageDigestMalformed', path, { given: fault.given });
  }
}

function checkVersion({ tag, digest }: RepositoryImage, path: string, report: Report): void {
  if (tag === undefined && digest === undefined) {
    report('ImageVersionMissing', path, {});
  } else if (tag !== undefined && digest !== undefined) {
    report('ImageTagAndDigest', path, { tag, digest });
  }
  if (known(tag) && !isTag(tag)) {
    report('ImageTagMalformed', `${path}.tag`, { given: tag });
  }
  if (known(digest) && !isDigest(digest)) {
    report('ImageDigestMalformed', `${path}.digest`, { given: digest });
  }
}

function checkSource(source: 'directory' | 'file', given: string, path: string, report: Report): void {
  if (given.trim() === '') {
    report('ImageSourceMissing', `${path}.${source}`, { source });
  }
}

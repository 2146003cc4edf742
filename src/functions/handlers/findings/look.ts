/** Asks ECR about one image, and has it scanned where nobody has done so and that is possible. Never throws. */
import { FindingsAws } from './aws';
import { Ecr, FoundImages, ScanResults } from './ecr';
import { choose, IMAGES, INDEXES } from './platform';
import { PrivateImage, privateImage, shortName } from './reference';
import { answerOf } from './scan';
import { ImageView, ScanAnswer } from './situation';
import { FindingsProperties, GatedImage } from '../../wire/findings';
import { classify, errorName, errorText } from '../errors';

type Digest = Omit<PrivateImage, 'imageId' | 'region'> & { readonly imageId: { readonly imageDigest: string } };
type Answer = Exclude<ScanAnswer, { kind: 'never' }> | { readonly kind: 'waiting'; readonly because: string };
type Unscanned = Extract<Answer, { because: string }>;

export async function look(aws: FindingsAws, { container, image }: GatedImage, props: FindingsProperties): Promise<ImageView> {
  const where = privateImage(image);
  if (!where) { return { kind: 'unknown', container, image, because: 'it is in no private repository of ECR' }; }
  const name = { container, image: shortName(where) };
  try {
    const ecr = aws.ecr(where.region);
    const digest = await digestOf(ecr, where, props);
    const answer = 'because' in digest ? digest : await scanOf(ecr, digest);
    switch (answer.kind) {
      case 'results': return { kind: 'scanned', ...name, found: answer.found };
      case 'running': return { kind: 'waiting', ...name, because: 'its scan is not over' };
      default: return { ...answer, ...name };
    }
  } catch (error) {
    // What may pass is waited for: a role takes a while until everybody knows what it may do.
    return { kind: ['pending', 'denied'].includes(classify(error)) ? 'waiting' : 'unknown', ...name, because: `ECR could not be asked (${errorText(error)})` };
  }
}

/** What will be so tomorrow. Other failures are of the registry that a cache fetches from, or of a key, and may pass. */
const FINAL = ['ImageNotFound', 'InvalidImageTag', 'InvalidImageDigest'];

/** What is scanned: the image of the name, or the part of an index that the workload runs. */
async function digestOf(ecr: Ecr, { registryId, repositoryName, imageId }: PrivateImage, props: FindingsProperties): Promise<Digest | Unscanned> {
  const asked = { registryId, repositoryName, imageIds: [imageId], acceptedMediaTypes: [...IMAGES, ...INDEXES] };
  const { images: [found] = [], failures: [failure] = [] } = await ecr.batchGetImage(asked).catch(absent);
  const own = found?.imageId?.imageDigest;
  if (!own) {
    const { failureCode = FINAL[0], failureReason = failureCode } = failure ?? {};
    return { kind: FINAL.includes(failureCode) ? 'unknown' : 'waiting', because: `ECR does not have it (${failureReason})` };
  }
  const chosen = choose(found.imageManifest ?? '', found.imageManifestMediaType, props);
  switch (chosen.kind) {
    case 'itself': return { registryId, repositoryName, imageId: { imageDigest: own } };
    case 'part': {
      const part = { imageDigest: chosen.digest };
      // A cache fetches the parts of an index one by one, when somebody asks for them.
      await ecr.batchGetImage({ ...asked, imageIds: [part] });
      return { registryId, repositoryName, imageId: part };
    }
    case 'none': return { kind: 'unknown', because: `it has nothing for ${props.os}/${props.architecture}, only for ${chosen.offered.join(', ') || 'unknown systems'}` };
  }
}

function absent(error: unknown): FoundImages {
  if (errorName(error) !== 'RepositoryNotFound') { throw error; }
  return { failures: [{ failureReason: 'there is no such repository' }] };
}

async function scanOf(ecr: Ecr, digest: Digest): Promise<Answer> {
  const answer = await resultsOf(ecr, digest);
  return answer.kind === 'never' ? scan(ecr, digest) : answer;
}

/** As many as ECR lists at once. */
const AT_A_TIME = 1000;

async function resultsOf(ecr: Ecr, digest: Digest): Promise<ScanAnswer> {
  const pages: ScanResults[] = [];
  try {
    do {
      pages.push(await ecr.describeImageScanFindings({ ...digest, maxResults: AT_A_TIME, nextToken: pages.at(-1)?.nextToken }));
    } while (pages.at(-1)!.nextToken);
    return answerOf(pages);
  } catch (error) {
    // Of a scan that has not begun there is nothing, not even that it will begin.
    if (errorName(error) === 'ScanNotFound') { return { kind: 'never' }; }
    throw error;
  }
}

/** Basic scans can be asked for, once a day for an image. Enhanced ones cannot, but may be about to begin: a push is followed by one. */
async function scan(ecr: Ecr, digest: Digest): Promise<Answer> {
  try {
    await ecr.startImageScan(digest);
    return { kind: 'running' };
  } catch (error) {
    switch (errorName(error)) {
      case 'UnsupportedImageType': return { kind: 'unknown', because: 'the scanner does not know its operating system or its kind of image' };
      case 'LimitExceeded': return { kind: 'waiting', because: 'it has no results, and cannot be scanned again yet' };
      default: return { kind: 'waiting', because: `nobody has scanned it, and no scan can be started (${errorText(error)})` };
    }
  }
}

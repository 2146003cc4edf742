/** ECR: what whoever decides about images asks of them. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import type { Account } from '../resources/account';
import { scansOf } from '../services/image-scans';

function imageOf(action: string, { repositoryName, imageId }: JsonObject, account: Account) {
  const found = scansOf(account).find(action, String(repositoryName), isObject(imageId) ? imageId : {});
  if (!found) { throw new ServiceError('ImageNotFoundException', `The image does not exist within the repository with name '${String(repositoryName)}'`); }
  return found;
}

export const imageScans: Service = {
  BatchGetImage: ({ repositoryName, imageIds }, account) => {
    const scans = scansOf(account);
    const asked = listOf(imageIds).filter(isObject).map(imageId => ({ imageId, image: scans.find('BatchGetImage', String(repositoryName), imageId) }));
    return {
      images: asked.flatMap(({ imageId, image }) => image
        ? [{ repositoryName, imageId: { ...imageId, imageDigest: image.digest }, ...scans.manifestOf(image) }] : []),
      failures: asked.flatMap(({ imageId, image }) => image ? [] : [{ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }]),
    };
  },
  DescribeImageScanFindings: (input, account) => scansOf(account).resultsOf(imageOf('DescribeImageScanFindings', input, account)),
  StartImageScan: (input, account) => {
    scansOf(account).start(imageOf('StartImageScan', input, account));
    return { imageScanStatus: { status: 'IN_PROGRESS' } };
  },
};

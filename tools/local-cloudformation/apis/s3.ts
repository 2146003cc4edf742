/** S3 as handlers use it. The wire form (REST) is in http/s3.ts; both work on the same buckets. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject } from '../engine/values';
import { Account } from '../resources/account';

export function bucketOf(account: Account, name: unknown): Map<string, Buffer> {
  const bucket = account.buckets.get(String(name));
  if (!bucket) { throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404); }
  return bucket;
}

export const s3: Service = {
  GetBucketPolicy: (input, account) => {
    bucketOf(account, input.Bucket);
    const policy = account.live('AWS::S3::BucketPolicy').find(live => live.properties.Bucket === input.Bucket);
    if (!policy) { throw new ServiceError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404); }
    return { Policy: JSON.stringify(policy.properties.PolicyDocument) };
  },
  PutBucketPolicy: (input, account) => { bucketOf(account, input.Bucket); return {}; },
  GetBucketTagging: (input, account) => {
    bucketOf(account, input.Bucket);
    const tags = account.find('AWS::S3::Bucket', String(input.Bucket))?.properties.Tags;
    if (!tags) { throw new ServiceError('NoSuchTagSet', 'The TagSet does not exist', 404); }
    return { TagSet: tags };
  },
  ListObjectVersions: (input, account) => ({
    Versions: [...bucketOf(account, input.Bucket).keys()].map(Key => ({ Key, VersionId: 'null' })),
    DeleteMarkers: [],
  }),
  ListObjectsV2: (input, account) => ({
    Contents: [...bucketOf(account, input.Bucket)].filter(([key]) => key.startsWith(String(input.Prefix ?? ''))).map(([Key, body]) => ({ Key, Size: body.length })),
  }),
  DeleteObjects: (input, account) => {
    const bucket = bucketOf(account, input.Bucket);
    const keys = listOf(isObject(input.Delete) ? input.Delete.Objects : []).map(object => String((object as { Key: unknown }).Key));
    keys.forEach(key => bucket.delete(key));
    return { Deleted: keys.map(Key => ({ Key })) };
  },
};

/** S3 on the wire: path-style REST, as the CLI speaks it to a loopback endpoint. */
import { createHash } from 'node:crypto';
import { toXml } from './xml';
import { bucketOf } from '../apis/s3';
import { ServiceError } from '../engine/errors';
import { Account } from '../resources/account';

export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface RestResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const xml = (root: string, content: object): RestResponse => ({
  status: 200, headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?><${root}>${toXml(content, null)}</${root}>`,
});
const etag = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

export class S3Face {
  private readonly uploads = new Map<string, Map<number, Buffer>>();

  constructor(private readonly account: Account) {}

  public handle(request: RestRequest): RestResponse {
    const [, bucketName, ...rest] = request.path.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    if (!bucketName) { return xml('ListAllMyBucketsResult', { Buckets: { Bucket: [...this.account.buckets.keys()].map(Name => ({ Name })) } }); }
    const bucket = bucketOf(this.account, bucketName);
    return key ? this.object(request, bucket, key) : this.bucket(request, bucket, bucketName);
  }

  private bucket({ method, query }: RestRequest, bucket: Map<string, Buffer>, name: string): RestResponse {
    if (method === 'HEAD') { return { status: 200 }; }
    if (method !== 'GET') { throw notModelled(`${method} on bucket ${name}`); }
    if (query.has('location')) { return xml('LocationConstraint', {}); }
    if (query.has('versioning')) { return xml('VersioningConfiguration', {}); }
    if (query.has('encryption')) {
      return xml('ServerSideEncryptionConfiguration', { Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] });
    }
    const unknown = [...query.keys()].find(parameter => !['list-type', 'prefix', 'max-keys', 'delimiter', 'encoding-type', 'x-id', 'fetch-owner', 'start-after'].includes(parameter));
    if (unknown) { throw notModelled(`GET ?${unknown} on bucket ${name}`); }
    const prefix = query.get('prefix') ?? '';
    const contents = [...bucket].filter(([key]) => key.startsWith(prefix)).map(([Key, body]) => ({ Key, Size: body.length, ETag: etag(body), StorageClass: 'STANDARD' }));
    return xml('ListBucketResult', { Name: name, Prefix: prefix, KeyCount: contents.length, IsTruncated: false, Contents: contents });
  }

  private object(request: RestRequest, bucket: Map<string, Buffer>, key: string): RestResponse {
    const { method, query } = request;
    const uploadId = query.get('uploadId');
    if (method === 'POST' && query.has('uploads')) { return this.beginUpload(key); }
    if (method === 'POST' && uploadId) { return this.endUpload(bucket, key, uploadId); }
    switch (method) {
      case 'PUT': {
        const body = payload(request);
        if (uploadId) { this.part(uploadId).set(Number(query.get('partNumber')), body); } else { bucket.set(key, body); }
        return { status: 200, headers: { etag: etag(body) } };
      }
      case 'GET':
      case 'HEAD': {
        const body = bucket.get(key);
        if (!body) { throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404); }
        return { status: 200, headers: { 'etag': etag(body), 'content-length': String(body.length) }, body: method === 'GET' ? body : undefined };
      }
      case 'DELETE':
        bucket.delete(key);
        return { status: 204 };
      default:
        throw notModelled(`${method} on an object`);
    }
  }

  private beginUpload(key: string): RestResponse {
    const id = this.account.random(32);
    this.uploads.set(id, new Map());
    return xml('InitiateMultipartUploadResult', { Key: key, UploadId: id });
  }

  private endUpload(bucket: Map<string, Buffer>, key: string, id: string): RestResponse {
    const parts = [...this.part(id)].sort(([a], [b]) => a - b).map(([, part]) => part);
    bucket.set(key, Buffer.concat(parts));
    this.uploads.delete(id);
    return xml('CompleteMultipartUploadResult', { Key: key, ETag: etag(bucket.get(key)!) });
  }

  private part(id: string): Map<number, Buffer> {
    const parts = this.uploads.get(id);
    if (!parts) { throw new ServiceError('NoSuchUpload', 'The specified upload does not exist.', 404); }
    return parts;
  }
}

function notModelled(what: string): ServiceError {
  return new ServiceError('NotModelled', `S3: ${what} is not modelled by the local CloudFormation endpoint`);
}

/** Takes the chunk framing off a streamed body: `<hex size>;...\r\n<bytes>\r\n`, ended by a chunk of size zero. */
function payload({ headers, body }: RestRequest): Buffer {
  if (!String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-')) { return body; }
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const line = body.indexOf('\r\n', at);
    const size = parseInt(body.toString('latin1', at, line), 16);
    if (!size) { break; }
    chunks.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(chunks);
}

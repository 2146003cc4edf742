/** The HTTP face: tells from each request which service and protocol it speaks, and answers on the loopback interface only. */
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { parseQuery } from './query';
import { RestRequest, RestResponse, S3Face } from './s3';
import { escapeXml, toXml } from './xml';
import { Apis } from '../apis/api';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';

/** What answers in one account and region. */
export interface Place {
  readonly apis: Apis;
  readonly s3: S3Face;
}

export interface FaceOptions {
  /** Which account and region a signature is for. */
  readonly placeOf: (authorization: string) => Place;
  /** Told of every request: service, action, and how it ended. */
  readonly onRequest?: (service: string, action: string, error?: string) => void;
}

const LOOPBACK = '127.0.0.1';

export class HttpFace {
  private readonly server: Server;

  constructor(private readonly options: FaceOptions) {
    this.server = createServer((request, response) => { void this.serve(request, response); });
  }

  /** Listens on a free loopback port and gives the URL. */
  public async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(0, LOOPBACK, resolve));
    return `http://${LOOPBACK}:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await read(incoming);
    const service = serviceOf(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    const { apis, s3 } = this.options.placeOf(String(request.headers.authorization ?? ''));
    const { status, headers, body } = service === 's3' ? this.rest(s3, request)
      : target ? await this.json(apis, service, target.split('.').pop()!, request)
        : await this.query(apis, service, request);
    outgoing.writeHead(status, { 'x-amzn-requestid': 'local', ...headers });
    outgoing.end(request.method === 'HEAD' ? undefined : body);
  }

  private rest(s3: S3Face, request: RestRequest): RestResponse {
    try {
      const response = s3.handle(request);
      this.options.onRequest?.('s3', `${request.method} ${request.path}`);
      return response;
    } catch (error) {
      const { code, message, status } = asServiceError(error);
      this.options.onRequest?.('s3', `${request.method} ${request.path}`, code);
      return { status, headers: { 'content-type': 'application/xml' }, body: `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>` };
    }
  }

  private async json(apis: Apis, service: string, action: string, request: RestRequest): Promise<RestResponse> {
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    try {
      const input = JSON.parse(request.body.toString() || '{}') as JsonObject;
      return { status: 200, headers, body: JSON.stringify(asWire(await this.call(apis, service, action, input))) };
    } catch (error) {
      const { code, message, status } = asServiceError(error);
      return { status, headers: { ...headers, 'x-amzn-errortype': code }, body: JSON.stringify({ __type: code, message }) };
    }
  }

  private async query(apis: Apis, service: string, request: RestRequest): Promise<RestResponse> {
    const headers = { 'content-type': 'text/xml' };
    const input = parseQuery(request.method === 'GET' ? request.query.toString() : request.body.toString());
    const action = String(input.Action ?? '');
    const ec2 = service === 'ec2';
    try {
      const content = toXml(await this.call(apis, service, action, input), ec2 ? 'item' : 'member');
      const body = ec2 ? content : `<${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata>`;
      return { status: 200, headers, body: `<${action}Response>${body}</${action}Response>` };
    } catch (error) {
      const { code, message, status } = asServiceError(error);
      const detail = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
      return {
        status,
        headers,
        body: ec2 ? `<Response><Errors><Error>${detail}</Error></Errors><RequestID>local</RequestID></Response>`
          : `<ErrorResponse><Error><Type>Sender</Type>${detail}</Error><RequestId>local</RequestId></ErrorResponse>`,
      };
    }
  }

  private async call(apis: Apis, service: string, action: string, input: JsonObject): Promise<unknown> {
    try {
      const answer = await apis.call(service, action, input);
      this.options.onRequest?.(service, action);
      return answer;
    } catch (error) {
      this.options.onRequest?.(service, action, asServiceError(error).code);
      throw error;
    }
  }
}

/** Moments are seconds since 1970 in JSON. */
function asWire(value: unknown): unknown {
  if (value instanceof Date) { return value.getTime() / 1000; }
  if (Array.isArray(value)) { return value.map(asWire); }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asWire(item)])) : value;
}

/** A defect of the endpoint itself is answered as 400 too: an SDK would retry a 500 for a minute before showing it. */
function asServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError ? error : new ServiceError('InternalFailure', (error as Error).stack ?? String(error));
}

async function read(incoming: IncomingMessage): Promise<RestRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) { chunks.push(chunk as Buffer); }
  const url = new URL(incoming.url ?? '/', `http://${LOOPBACK}`);
  return { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: incoming.headers, body: Buffer.concat(chunks) };
}

/** The signature says which service is meant: `Credential=key/date/region/service/aws4_request`. */
function serviceOf(request: RestRequest): string {
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(String(request.headers.authorization ?? ''));
  return scope?.[1] ?? 's3';
}

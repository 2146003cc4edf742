/** ECR and CloudFormation as far as the gate in front of images needs them: what they answer is set, what they are asked is kept. */
import { FindingsAws } from '../../../../src/functions/handlers/findings/aws';
import { Ecr, ScanResults } from '../../../../src/functions/handlers/findings/ecr';
import { begin, FindingsEvent, poll } from '../../../../src/functions/handlers/findings/handlers';
import { FINDINGS_RESOURCES, FindingsProperties } from '../../../../src/functions/wire/findings';

export const MINUTE = 60_000;
export const START = Date.parse('2030-01-01T10:00:00Z');
export const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
export const DIGEST = `sha256:${'ab'.repeat(32)}`;

export const properties = (given: Partial<FindingsProperties> = {}): FindingsProperties => ({
  images: [{ container: 'api', image: `${HOST}/shop:v2` }],
  os: 'linux',
  architecture: 'amd64',
  severity: 'HIGH',
  unscanned: 'refuse',
  patienceMinutes: '10',
  ...given,
});

export const failure = (name: string, message = `${name} happened`): Error => Object.assign(new Error(message), { name });

/** What ECR says of an image in which nothing was found. */
const NOTHING: ScanResults['imageScanFindings'] = { imageScanCompletedAt: new Date(START), findingSeverityCounts: {} };

export const scanned = (status: string, imageScanFindings = NOTHING, more: Partial<ScanResults> = {}): ScanResults =>
  ({ imageScanStatus: { status }, imageScanFindings, ...more });

export const basicFinding = (name: string, severity: string, more: Record<string, string> = {}) =>
  ({ name, severity, attributes: Object.entries(more).map(([key, value]) => ({ key, value })) });

export const enhancedFinding = (vulnerabilityId: string, severity: string, more: { status?: string; fixedInVersion?: string } = {}) => ({
  severity,
  status: more.status ?? 'ACTIVE',
  packageVulnerabilityDetails: { vulnerabilityId, vulnerablePackages: [{ name: 'openssl', version: '3.0.1', fixedInVersion: more.fixedInVersion }] },
});

const IMAGE = { imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json', imageManifest: '{}' };

export class Registry {
  public stackStatus = 'UPDATE_IN_PROGRESS';
  public stackFails?: Error;
  public image: Awaited<ReturnType<Ecr['batchGetImage']>> | Error = { images: [{ imageId: { imageDigest: DIGEST }, ...IMAGE }] };
  /** One answer after the other, the last one for ever. */
  public scans: (ScanResults | Error)[] = [scanned('COMPLETE')];
  public start?: Error;
  public now = START;
  public readonly calls: (readonly [string, Record<string, unknown>])[] = [];
  public readonly regions: string[] = [];
  /** Hears what CloudFormation is told. */
  public answered: (data: unknown) => void = () => undefined;

  public get aws(): FindingsAws {
    const answer = (name: string, input: unknown, found: unknown): Promise<never> => {
      this.calls.push([name, input as Record<string, unknown>]);
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found as never);
    };
    return {
      describeStacks: input => answer('describeStacks', input, this.stackFails ?? { Stacks: [{ StackStatus: this.stackStatus }] }),
      ecr: region => {
        this.regions.push(region);
        return {
          batchGetImage: input => answer('batchGetImage', input, this.image),
          describeImageScanFindings: input => answer('describeImageScanFindings', input, this.scans.length > 1 ? this.scans.shift() : this.scans[0]),
          startImageScan: input => answer('startImageScan', input, this.start ?? {}),
        };
      },
    };
  }

  public asked(name: string): Record<string, unknown>[] {
    return this.calls.filter(([called]) => called === name).map(([, input]) => input);
  }

  /** A request, polled each half of a minute until there is an answer: how it ended, and after how many minutes. */
  public async request(RequestType: FindingsEvent['RequestType'], given: Partial<FindingsProperties> = {}): Promise<string> {
    const asked: FindingsEvent = {
      RequestType,
      ResourceType: FINDINGS_RESOURCES.gate,
      RequestId: 'request',
      StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1',
      LogicalResourceId: 'ApiImageFindings',
      PhysicalResourceId: RequestType === 'Create' ? undefined : 'image-findings-1',
      ResourceProperties: properties(given),
    };
    const event = { ...asked, ...await begin(asked, this.aws, this.now, 0) };
    const since = this.now;
    for (; this.now - since < 57 * MINUTE; this.now += MINUTE / 2) {
      try {
        const { IsComplete, Data } = await poll(event, this.aws, this.now);
        if (IsComplete) {
          this.answered(Data);
          return `${(Data as { Status: string }).Status} after ${(this.now - since) / MINUTE}`;
        }
      } catch (error) {
        return `${(error as Error).message} after ${(this.now - since) / MINUTE}`;
      }
    }
    throw new Error('There was no answer.');
  }
}

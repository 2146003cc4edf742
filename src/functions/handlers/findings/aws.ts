/** The operations of AWS that the gate in front of images uses, and nothing else. */
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Ecr } from './ecr';
import { Calls, reach } from '../calls';
import { clients } from '../clients';

export interface FindingsAws extends Calls<CloudFormation, 'describeStacks'> {
  /** Images are asked about where they are. */
  ecr(region: string): Ecr;
}

/** What one invocation may take in all; the function itself has to be given more. */
const PATIENCE_MS = 90_000;

/** For one invocation. However many images are asked about, and where, all of it ends at one time. */
export function findingsAws(): FindingsAws {
  const end = AbortSignal.timeout(PATIENCE_MS);
  return {
    ...reach<Calls<CloudFormation, 'describeStacks'>>([[clients.cloudFormation, ['describeStacks']]], end),
    ecr: region => reach<Ecr>([[() => clients.ecr(region), ['batchGetImage', 'describeImageScanFindings', 'startImageScan']]], end),
  };
}

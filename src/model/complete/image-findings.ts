import { Duration } from 'aws-cdk-lib/core';
import { ImageFindingsDraft, ImageFindingsSpec } from '../image-findings';

/** Most scans take a minute or two, and large images some more. */
const PATIENCE = Duration.minutes(10);

/** Undefined where nobody asks. */
export function completeImageFindings(draft: ImageFindingsDraft | false | undefined): ImageFindingsSpec | undefined {
  // What is in ECR could have been scanned. Of what is not there, such as the agents of AWS, nobody can know anything.
  return draft ? { ignore: [], unscanned: 'refuse', elsewhere: 'accept', patience: PATIENCE, eachDeployment: false, ...draft } : undefined;
}

import * as s3 from 'aws-cdk-lib/aws-s3';
import { Rule } from '../../model/rules/rule';

/** S3 Files needs them. Of a bucket that was made elsewhere nobody knows. */
export const bucketsKeepVersions: Rule = ({ volumes }, report) => {
  for (const volume of volumes) {
    if (volume.kind === 'bucket') {
      const resource = (volume.bucket.value as s3.IBucket).node.defaultChild;
      if (resource instanceof s3.CfnBucket && resource.versioningConfiguration === undefined) {
        report('BucketNotVersioned', `volumes.${volume.name}.bucket`, { volume: volume.name, bucket: volume.bucket.label });
      }
    }
  }
};

/** The same services as in `library`, on EKS in Auto Mode. The layer stands for kubectl, so that no 37 MB are measured. */
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import { Case, IMAGE, PORT, SERVICES_PER_LOAD_BALANCER } from '../shape';
import { Domain, EksPlatform, Exposure, Image, WebService } from 'cdk-container-platform';

export const start: Case = (_, base) => {
  const domain = Domain.plainHttp('The peers of the benchmark speak plain HTTP.');
  const kubectlLayer = lambda.LayerVersion.fromLayerVersionArn(base, 'Kubectl', 'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1');
  let platform: EksPlatform;
  return {
    cell: (_base: Stack, number: number) => {
      platform = new EksPlatform(base, number === 0 ? 'Platform' : `Platform${number}`, { domain, kubectlLayer });
    },
    service: (stack: Stack, number: number) => {
      new WebService(stack, `Service${number}`, {
        platform,
        image: Image.fromRegistry(IMAGE),
        port: PORT,
        exposures: [Exposure.public({ paths: [`/service-${number}/*`], priority: 1 + number % SERVICES_PER_LOAD_BALANCER })],
      });
    },
  };
};

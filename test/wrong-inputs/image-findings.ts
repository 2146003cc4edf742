import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Duration } from 'aws-cdk-lib/core';
import { workload, WrongInput, wrong } from './wrong-input';
import { ManifestDelivery } from '../../src/eks';
import { Image, ImageFindings, UnknownImages, VulnerabilitySeverity } from '../../src/vocabulary';
import { ground, NGINX, refused, service } from '../ecs/support';
import { ground as eksGround } from '../eks/support';

const HIGH = ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH);

/** Mistakes in what is asked about images before they run. */
export const IMAGE_FINDINGS_MISTAKES: readonly WrongInput[] = [
  wrong('FindingIdMalformed', 'imageFindings.ignore[0]', 'CVE-2026-12345', workload({ imageFindings: { severity: 'HIGH', ignore: ['CVE-26-1'] } })),
  wrong('FindingIdMalformed', 'imageFindings.ignore[1]', 'as ECR calls it', workload({ imageFindings: { severity: 'HIGH', ignore: ['GHSA-jfh8-c2jp-5v3q', 'openssl'] } })),
  wrong('FindingsPatienceOutOfRange', 'imageFindings.patience', 'Duration.minutes(50)', workload({ imageFindings: { severity: 'HIGH', patience: Duration.hours(1) } })),
  wrong('FindingsPatienceOutOfRange', 'imageFindings.patience', 'Duration.minutes(50)', workload({ imageFindings: { severity: 'HIGH', patience: Duration.seconds(30) } })),
  {
    code: 'ImageElsewhere',
    path: 'containers.agent.image',
    remedy: 'UnknownImages.ACCEPT',
    findings: () => refused(() => {
      const on = ground();
      const repository = ecr.Repository.fromRepositoryArn(on.stack, 'Images', 'arn:aws:ecr:eu-west-1:111122223333:repository/shop');
      service(on.stack, 'Api', on.platform(), {
        image: Image.fromRepository(repository, { digest: `sha256:${'a'.repeat(64)}` }),
        sidecars: [{ name: 'agent', image: NGINX }],
        imageFindings: ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH, { elsewhere: UnknownImages.REFUSE }),
      });
    }),
  },
  {
    code: 'EksImagesNotAsked',
    path: 'imageFindings',
    remedy: 'ManifestDelivery.APPLY',
    findings: () => refused(() => {
      const on = eksGround();
      service(on.stack, 'Api', on.platform({ manifests: ManifestDelivery.WRITE }), { exposures: [], imageFindings: HIGH });
    }),
  },
];

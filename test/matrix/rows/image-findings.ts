import { Match } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Duration } from 'aws-cdk-lib/core';
import { Handle, ImageFindingsDraft, WorkloadDraft } from '../../../src/model';
import { main, NONE, Place, refuses, renders, Row, sidecar } from '../matrix';

function asking(imageFindings: ImageFindingsDraft | false, more: readonly WorkloadDraft['containers'][number][] = []) {
  return ({ stack }: Place): Partial<WorkloadDraft> => {
    const repository = new Handle('images', ecr.Repository.fromRepositoryArn(stack, 'Images', 'arn:aws:ecr:eu-west-1:111122223333:repository/shop'));
    return { containers: [main({ image: { kind: 'repository', repository, digest: `sha256:${'0123456789abcdef'.repeat(4)}` } }), ...more], imageFindings };
  };
}

function gate(properties: object) {
  return renders({ 'Custom::ContainerImageFindings': properties });
}

/** The same on both platforms: the gate is in front of them. */
function both(feature: string, covers: Row['covers'], given: Row['given'], properties: object): Row {
  return { feature, covers: ['workload.imageFindings', ...covers], given, ecs: gate(properties), eks: gate(properties) };
}

const NOBODY = renders({ 'Custom::ContainerImageFindings': NONE });

export const IMAGE_FINDINGS: readonly Row[] = [
  both('images that do not run with certain findings', ['findings.severity', 'findings.unscanned', 'findings.patience', 'findings.elsewhere', 'findings.accept', 'findings.refuse'],
    asking({ severity: 'HIGH' }, [sidecar('agent')]),
    { images: [{ container: 'shop', image: Match.anyValue() }], severity: 'HIGH', unscanned: 'refuse', patienceMinutes: '10', ignore: Match.absent(), nonce: Match.absent() }),
  both('findings that somebody has looked at', ['findings.ignore'],
    asking({ severity: 'LOW', ignore: ['CVE-2026-12345'] }), { severity: 'LOW', ignore: ['CVE-2026-12345'] }),
  both('images without results that run all the same', ['findings.unscanned', 'findings.patience'],
    asking({ severity: 'CRITICAL', unscanned: 'accept', patience: Duration.minutes(1) }), { unscanned: 'accept', patienceMinutes: '1' }),
  both('images that are asked about in each deployment', ['findings.eachDeployment'],
    asking({ severity: 'HIGH', eachDeployment: true }), { nonce: Match.anyValue() }),
  {
    feature: 'images of other registries, where their findings have to be known',
    covers: ['findings.elsewhere', 'findings.refuse'],
    given: asking({ severity: 'HIGH', elsewhere: 'refuse' }, [sidecar('agent')]),
    ecs: refuses('ImageElsewhere'),
    eks: refuses('ImageElsewhere'),
  },
  { feature: 'images that nobody asks about', covers: ['workload.imageFindings'], given: asking(false), ecs: NOBODY, eks: NOBODY },
];

import { Match } from 'aws-cdk-lib/assertions';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Handle, WorkloadDraft } from '../../../src/model';
import { main, NONE, Place, refuses, renders, Row } from '../matrix';

/** A workload that reads a secret and a parameter when it starts. */
function reading(given: Partial<WorkloadDraft>) {
  return ({ stack }: Place): Partial<WorkloadDraft> => ({
    containers: [main({
      secrets: {
        KEY: { kind: 'vault', secret: new Handle('key', new secretsmanager.Secret(stack, 'Key')) },
        LEVEL: { kind: 'parameter', parameter: new Handle('level', ssm.StringParameter.fromStringParameterName(stack, 'Level', '/shop/level')) },
      },
    })],
    ...given,
  });
}

const WATCHED = renders({
  'AWS::StepFunctions::StateMachine': { LoggingConfiguration: Match.objectLike({ Level: 'ALL' }) },
  'AWS::Events::Rule': [
    { EventPattern: { 'source': ['aws.secretsmanager'], 'detail-type': ['Secret Label Updated'], 'detail': { labelUpdated: ['AWSCURRENT'] } } },
    { EventPattern: { 'source': ['aws.ssm'], 'detail-type': ['Parameter Store Change'], 'detail': { name: ['/shop/level'], operation: ['Update'] } } },
  ],
});

const LEFT_ALONE = renders({ 'AWS::StepFunctions::StateMachine': NONE, 'AWS::Events::Rule': NONE });

export const ROTATION: readonly Row[] = [
  {
    feature: 'new copies when a secret or a parameter changes, as production would have it',
    covers: ['workload.redeployOnRotation', 'rotation.ifPossible'],
    given: reading({}),
    ecs: WATCHED,
    eks: LEFT_ALONE,
  },
  {
    feature: 'new copies when a secret or a parameter changes, by all means',
    covers: ['workload.redeployOnRotation', 'rotation.always'],
    given: reading({ redeployOnRotation: true }),
    ecs: WATCHED,
    eks: refuses('EksRotation'),
  },
  {
    feature: 'copies that keep the secrets with which they started',
    covers: ['workload.redeployOnRotation', 'rotation.never'],
    given: reading({ redeployOnRotation: false }),
    ecs: LEFT_ALONE,
    eks: LEFT_ALONE,
  },
  {
    feature: 'copies that CodeDeploy deploys, when a secret changes',
    covers: ['workload.redeployOnRotation', 'rollout.codeDeploy'],
    given: reading({ redeployOnRotation: true, exposures: [{ kind: 'http', audience: 'public' }], rollout: { kind: 'codeDeploy' } }),
    ecs: refuses('RotationUnderCodeDeploy'),
    eks: refuses('EksRollsOnly', 'EksRotation'),
  },
];

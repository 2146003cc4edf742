import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Exposure, SecretSource } from '../../../src/vocabulary';
import { findingsIn, tell } from '../../compliance/packs';
import { ground, service, SETTINGS } from '../support';

describe.each(SETTINGS)('with %s', (_, setting) => {
  test.each([true, false])('redeployments leave the packs nothing to say, with somebody to tell: %s', isTold => {
    const on = ground(setting);
    const topic = isTold ? new sns.Topic(on.stack, 'Topic', { masterKey: new kms.Key(on.stack, 'TopicKey', { enableKeyRotation: true }), enforceSSL: true }) : undefined;
    const password = new secretsmanager.Secret(on.stack, 'Password');
    service(on.stack, 'Api', on.platform({ alarmTopic: topic }), { exposures: [Exposure.public()], secrets: { PASSWORD: SecretSource.secretsManager(password) } });
    on.app.synth();
    expect(findingsIn(on.app).map(tell).filter(told => /SecretRotation|Shop\/Api/.test(told))).toEqual([]);
  });
});

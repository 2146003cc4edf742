import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { LogDestination, Logging, SecretSource } from '../../../src/vocabulary';
import { findingsIn, tell } from '../../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../../compliance/validator';
import { Ground, IRELAND, RECOMMENDED, SETTINGS, web } from '../support';

/** The network of the tests is not a real one. */
const OF_TASKS = /Shop\/Api\/Default\/(?!Service)/;

const DESTINATIONS: Record<string, (on: Ground) => LogDestination> = {
  'a bucket': ({ stack }) => LogDestination.s3(s3.Bucket.fromBucketName(stack, 'Lines', 'lines')),
  'a log group of its own': () => LogDestination.logGroup(),
  'an existing log group': ({ stack }) => LogDestination.logGroup({ logGroup: logs.LogGroup.fromLogGroupName(stack, 'Shared', '/shared') }),
  'Splunk': ({ stack }) => LogDestination.splunk({
    host: 'splunk.example.com', token: SecretSource.secretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'Token', 'splunk')),
  }),
};

test.each(Object.entries(DESTINATIONS))('logs that are routed to %s leave the packs and the validator nothing to say', (_, destination) => {
  const { app } = web(on => ({ logging: Logging.fireLens(destination(on)) }), {}, { env: IRELAND, flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });

  expect(diagnosticsIn(app).filter(said => OF_TASKS.test(said))).toEqual([]);
  expect(findingsIn(app).map(tell)).toEqual([]);
});

test.each(SETTINGS)('with %s', (_, setting) => {
  const { app } = web(on => ({ logging: Logging.fireLens(DESTINATIONS['a bucket'](on)) }), {}, setting);
  app.synth();

  expect(findingsIn(app).map(tell)).toEqual([]);
});

test('a driver of the machine is a log, too', () => {
  const { app } = web({ logging: Logging.driver('splunk', { options: { 'splunk-url': 'https://splunk.example.com' } }) });
  app.synth();

  expect(findingsIn(app).map(tell)).toEqual([]);
});

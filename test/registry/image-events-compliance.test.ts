/** The packs and the validator of the CDK have nothing against rules, messages and alarms about images. */
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import { ImageRegistry, ImageRepository, PublicImageRepository, RegistryScanning } from '../../src/registry';
import { findingsIn, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';
import { SETTINGS, Setting } from '../network/harness';

function watched({ env, flags }: Setting, told: boolean): App {
  const app = new App({ context: { ...flags, ...VALIDATION_CONTEXT } });
  const stack = new Stack(app, 'Stack', { env });
  const people = new sns.Topic(stack, 'People', { masterKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }), enforceSSL: true });
  const registry = new ImageRegistry(stack, 'Registry', { scanning: RegistryScanning.enhanced() });
  const images = new ImageRepository(stack, 'Images', { repositoryName: 'team/api' });
  for (const source of [registry, images]) {
    source.notifyOfVulnerabilities('Vulnerable', people, { tolerated: 3 });
    source.notifyOfFindings('Found', people, { fixableOnly: true });
    source.notifyOfChanges('Changed', people);
    source.onPush('Pushed');
    source.onDelete('Deleted');
    source.onArchive('Archived');
    source.onScan('Scanned');
    source.onReplication('Copied');
  }
  registry.notifyOfFailedCopies('NotCopied', people);
  registry.onPullThrough('Pulled');
  const topic = told ? people : undefined;
  images.alarmOnPulls('Busy', { moreThan: 100, topic });
  images.alarmOnNoPulls('Idle', { topic });
  images.alarmOnImages('Full', { moreThan: 15_000, topic });
  return app;
}

describe.each(SETTINGS)('with %s', (_, setting) => {
  test.each([['somebody', true], ['nobody', false]])('%s is told of alarms', (__, told) => {
    const app = watched(setting, told);
    expect(diagnosticsIn(app)).toEqual([]);
    expect(findingsIn(app).map(tell)).toEqual([]);
  });
});

test('who pushes to a public repository that exists may do nothing to complain of', () => {
  const app = new App({ context: VALIDATION_CONTEXT });
  const stack = new Stack(app, 'Stack');
  PublicImageRepository.fromName(stack, 'Tool', 'team/tool').grantPush(new iam.Role(stack, 'Pipeline', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') }));
  expect(diagnosticsIn(app)).toEqual([]);
});

/** Everything a namespace makes, in both profiles: nothing for the packs or the validator to say about it. */
import { App, Stack } from 'aws-cdk-lib/core';
import { findingsIn, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import { ImageNamespace, ImagePuller, PlatformProfile, RepositoryOrigin } from '../../src';
import { RECOMMENDED } from '../network/harness';

function app(context: Record<string, unknown>): App {
  const root = new App({ context: { ...context, ...VALIDATION_CONTEXT } });
  for (const [prefix, profile] of Object.entries({ payments: PlatformProfile.PRODUCTION, sandbox: PlatformProfile.DEVELOPMENT })) {
    const stack = new Stack(root, prefix, { env: { account: '111122223333', region: 'eu-west-1' } });
    const namespace = new ImageNamespace(stack, 'Images', { prefix, profile, origins: Object.values(RepositoryOrigin), mutableTags: ['latest'], immutableTags: true });
    namespace.repository('Api', 'api');
    namespace.allowPullFromAccount('999988887777');
    namespace.allowPullFromOrganization('o-a1b2c3d4e5');
    namespace.allowPullFromService(ImagePuller.lambda());
    namespace.repository('Jobs', 'jobs');
  }
  return root;
}

test.each([['recommended flags', RECOMMENDED], ['no flags', {}]])('a namespace leaves the validator and the packs nothing to say, with %s', (_, flags) => {
  const made = app(flags);
  expect({ diagnostics: diagnosticsIn(made), findings: findingsIn(made).map(tell) }).toEqual({ diagnostics: [], findings: [] });
}, 120_000);

import { App, Environment, Stack } from 'aws-cdk-lib/core';
import { ImageRegistry } from '../../src/registry';
import { refused } from '../network/harness';

/** The codes of what is refused where one app writes the settings in several environments. */
function writtenIn(...envs: Environment[]): string[] {
  const app = new App();
  return envs.flatMap((env, index) => refused(() => new ImageRegistry(new Stack(app, `S${index}`, { env }), 'Registry', {}))).map(({ code }) => code);
}

test('regions have settings of their own, though nobody knows the account yet', () => {
  expect(writtenIn({ region: 'eu-west-1' }, { region: 'eu-central-1' })).toEqual([]);
  expect(writtenIn({ region: 'eu-west-1' }, { region: 'eu-west-1' })).toEqual(['RegistryTaken']);
});

test('accounts have settings of their own, though nobody knows the region yet', () => {
  expect(writtenIn({ account: '111111111111' }, { account: '222222222222' })).toEqual([]);
  expect(writtenIn({ account: '111111111111' }, { account: '111111111111' })).toEqual(['RegistryTaken']);
});

/** The rule packs and the CDK's validator over EC2 capacity of every kind: nothing unexplained, and nothing explained in vain. */
import { Size } from 'aws-cdk-lib/core';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import { Capacity, Ec2CapacityOptions, InstanceImage, PlatformProfile } from '../../src/vocabulary';
import { ground, IRELAND, RECOMMENDED } from '../ecs/support';

const KINDS: [string, Omit<Ec2CapacityOptions, 'name'>][] = [
  ['as it comes', {}],
  ['Bottlerocket on Spot, with a way in', { image: InstanceImage.BOTTLEROCKET, spotPercent: 100, sessionManager: true }],
  ['Windows', { image: InstanceImage.WINDOWS_SERVER_2022_CORE, agentSettings: { ECS_LOGLEVEL: 'debug' } }],
  ['described', { instanceRequirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) } }],
];

const SETTINGS = [
  ['recommended flags', { flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } }],
  ['no flags', { env: IRELAND, flags: VALIDATION_CONTEXT }],
] as const;

describe.each(KINDS)('%s', (_, options) => {
  test.each(SETTINGS)('leaves nothing to say with %s', (_name, setting) => {
    for (const profile of [PlatformProfile.PRODUCTION, PlatformProfile.DEVELOPMENT]) {
      const { app, platform } = ground(setting);
      platform({ profile }).addCapacity(Capacity.ec2({ name: 'general', ...options }));

      expect({ diagnostics: diagnosticsIn(app), open: findingsIn(app).map(tell) }).toEqual({ diagnostics: [], open: [] });
    }
  });

  test('explains what is asked, on the resource that is asked about', () => {
    const { app, platform } = ground(SETTINGS[0][1]);
    platform().addCapacity(Capacity.ec2({ name: 'general', ...options }));
    diagnosticsIn(app);

    const asked = findingsWithoutAcknowledgements(app);
    const ours = acknowledgementsIn(app).filter(({ construct }) => /Capacity/.test(construct.node.path));
    expect(ours.filter(one => !asked.some(found => covers(one, found))).map(({ rule, construct }) => `${rule} on ${construct.node.path}`)).toEqual([]);
  });
});

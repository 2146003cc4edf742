/** Instances that ECS looks after, and machines outside of AWS: nothing for the packs or the validator to say, and nothing acknowledged in vain. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Duration, Size, Stack } from 'aws-cdk-lib/core';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import { Capacity, Domain, EcsPlatform, Exposure, Image, InstancePurchase, ManagedInstancesScaleIn, WebService } from '../../src';
import { exampleZone, RECOMMENDED } from '../ecs/support';

const IMAGE = Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29');
const requirements: ec2.InstanceRequirementsConfig = {
  vCpuCountMin: 1, memoryMin: Size.gibibytes(2), cpuManufacturers: [ec2.CpuManufacturer.INTEL, ec2.CpuManufacturer.AMD],
};

const CASES: Record<string, (stack: Stack) => Capacity> = {
  Plain: () => Capacity.managedInstances({ name: 'plain' }),
  Everything: stack => Capacity.managedInstances({
    name: 'everything',
    instanceRequirements: requirements,
    purchase: InstancePurchase.spot(),
    taskVolumeSize: Size.gibibytes(100),
    volumeKey: kms.Key.fromKeyArn(stack, 'Volumes', 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef'),
    localStorage: true,
    detailedMonitoring: true,
    tagsInMetadata: true,
    scaleIn: ManagedInstancesScaleIn.after(Duration.minutes(10)),
    fips: true,
  }),
  Reserved: () => Capacity.managedInstances({
    name: 'reserved',
    instanceRequirements: requirements,
    purchase: InstancePurchase.reserved({ resourceGroupArn: 'arn:aws:resource-groups:eu-west-1:111122223333:group/reserved' }),
    scaleIn: ManagedInstancesScaleIn.never(),
    autoRepair: false,
  }),
  External: () => Capacity.external({ name: 'warehouse' }),
  LookedAfter: () => Capacity.external({ name: 'warehouse', systemsManager: true }),
};

function app(name: string, context: Record<string, unknown>): App {
  const root = new App({ context });
  const stack = new Stack(root, name, { env: { account: '111122223333', region: 'eu-west-1' } });
  const capacity = CASES[name](stack);
  const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(exampleZone(stack)), capacity: [capacity] });
  const external = /External|LookedAfter/.test(name);
  new WebService(stack, 'Api', { platform, image: IMAGE, port: 8080, exposures: external ? [] : [Exposure.public()] });
  return root;
}

describe.each(Object.keys(CASES))('%s', name => {
  test.each([['recommended flags', RECOMMENDED], ['no flags', {}]])('leaves the validator and the packs nothing to say, with %s', (_, flags) => {
    const made = app(name, { ...flags, ...VALIDATION_CONTEXT });

    const diagnostics = diagnosticsIn(made);
    expect({ diagnostics, findings: findingsIn(made).map(tell) }).toEqual({ diagnostics: [], findings: [] });
  }, 120_000);

  test('acknowledges nothing about its capacity in vain', () => {
    const made = app(name, RECOMMENDED);
    made.synth();

    const acknowledgements = acknowledgementsIn(made).filter(({ construct }) => /\/Capacity-/.test(construct.node.path));
    expect(acknowledgements).not.toEqual([]);
    const found = findingsWithoutAcknowledgements(made);
    expect(acknowledgements.filter(each => !found.some(finding => covers(each, finding))).map(({ construct, rule }) => `${rule} at ${construct.node.path}`)).toEqual([]);
  }, 120_000);
});

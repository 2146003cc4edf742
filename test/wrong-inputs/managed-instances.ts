import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Duration, Size, Stack } from 'aws-cdk-lib/core';
import { workload, WrongInput } from './wrong-input';
import { checkCapacity, checkFit } from '../../src/ecs/capacity';
import { Code } from '../../src/findings';
import { seal, WorkloadDraft } from '../../src/model';
import { Egress, Network } from '../../src/network';
import { Capacity, ExternalCapacityOptions, InstancePurchase, ManagedInstancesCapacityOptions, ManagedInstancesScaleIn } from '../../src/vocabulary';
import { Ground, ground, refused } from '../ecs/support';

function wrongOnManaged(code: Code, path: string, remedy: string, given: Partial<ManagedInstancesCapacityOptions>): WrongInput {
  return { code, path: `capacity[0]${path}`, remedy, findings: () => checkCapacity([Capacity.managedInstances({ name: 'big', ...given })], 'capacity') };
}

function wrongOutside(code: Code, path: string, remedy: string, given: Partial<ExternalCapacityOptions>): WrongInput {
  return { code, path: `capacity[0]${path}`, remedy, findings: () => checkCapacity([Capacity.external({ name: 'warehouse', ...given })], 'capacity') };
}

function unfit(code: Code, remedy: string, instanceRequirements: ec2.InstanceRequirementsConfig | undefined, draft: WorkloadDraft): WrongInput {
  const { spec } = seal(draft, { desiredCount: 2, logRetentionDays: 90, alarms: true, pinnedImages: true });
  const capacity = [Capacity.managedInstances({ name: 'big', instanceRequirements })];
  return { code, path: 'ecs.capacity[0]', remedy, findings: () => checkFit(spec, capacity, 'ecs.capacity') };
}

function wrong(code: Code, path: string, remedy: string, act: (on: Ground) => unknown): WrongInput {
  return { code, path, remedy, findings: () => refused(() => act(ground())) };
}

function requirements(given: Partial<ec2.InstanceRequirementsConfig> = {}): ec2.InstanceRequirementsConfig {
  return { vCpuCountMin: 1, memoryMin: Size.gibibytes(1), ...given };
}

/** Mistakes about instances that ECS looks after, and about machines outside of AWS. */
export const MANAGED_CAPACITY_MISTAKES: readonly WrongInput[] = [
  wrongOnManaged('CapacityName', '.name', "use 'big-ones'", { name: 'Big ones!' }),
  wrongOutside('CapacityName', '.name', "use 'machines'", { name: '42' }),
  wrong('CapacityNameTaken', 'name', 'in a variable', on => {
    const platform = on.platform();
    ['m7g.*', 'c7g.*'].forEach(type =>
      platform.addCapacity(Capacity.managedInstances({ name: 'big', instanceRequirements: requirements({ allowedInstanceTypes: [type] }) })));
  }),
  wrong('CapacityOfOtherKind', 'choice', 'the very value', on => on.platform().managedInstancesCapacity(Capacity.ec2Provider('their-instances'))),
  wrong('CapacityOutOfReach', 'network', 'ec2.InterfaceVpcEndpointAwsService.ECS_AGENT', on => {
    const network = new Network(on.stack, 'Network', { egress: Egress.endpointsOnly({ onDemand: false }) });
    on.platform({ vpc: undefined, network }).addCapacity(Capacity.managedInstances({ name: 'big' }));
  }),
  wrongOnManaged('CapacityValueOutOfRange', '.taskVolumeSize', 'use 30 GiB', { taskVolumeSize: Size.gibibytes(8) }),
  wrongOnManaged('CapacityValueOutOfRange', '.scaleIn', 'use 3600 seconds', { scaleIn: ManagedInstancesScaleIn.after(Duration.hours(2)) }),
  {
    code: 'ExternalCapacityUnshared',
    path: 'capacity',
    remedy: 'name one of them',
    findings: () => checkCapacity(['warehouse', 'shop'].map(name => Capacity.external({ name })), 'capacity'),
  },
  wrongOutside('CapacityValueOutOfRange', '.registrationLimit', 'use 1000 machines', { registrationLimit: 5000 }),

  wrongOnManaged('ManagedInstancesBounds', '.instanceRequirements.vCpuCountMin', 'exchange them',
    { instanceRequirements: requirements({ vCpuCountMin: 8, vCpuCountMax: 4 }) }),
  wrongOnManaged('ManagedInstancesBounds', '.instanceRequirements.acceleratorCountMin', 'use 0', { instanceRequirements: requirements({ acceleratorCountMin: -1 }) }),
  wrongOnManaged('ManagedInstancesEitherOr', '.instanceRequirements.excludedInstanceTypes', 'leave out excludedInstanceTypes',
    { instanceRequirements: requirements({ allowedInstanceTypes: ['m7g.*'], excludedInstanceTypes: ['t4g.*'] }) }),
  wrongOnManaged('ManagedInstancesEitherOr', '.purchase', 'leave out resourceGroupArn', {
    instanceRequirements: requirements(),
    purchase: InstancePurchase.reserved({ orOnDemand: true, resourceGroupArn: 'arn:aws:resource-groups:eu-west-1:111122223333:group/gpus' }),
  }),
  wrongOnManaged('ManagedInstancesReservationsUnnamed', '.instanceRequirements', 'the types that are reserved', { purchase: InstancePurchase.reserved() }),
  wrongOnManaged('ManagedInstancesProfileWithoutRole', '.instanceProfile', 'import the profile with its role',
    { instanceProfile: iam.InstanceProfile.fromInstanceProfileName(new Stack(), 'Profile', 'ecsInstanceRole') }),
  unfit('ManagedInstancesTooSmall', 'more than 8 vCPU', requirements({ vCpuCountMax: 4 }), workload({ size: { cpuUnits: 8192, memoryMiB: 16384 } })),
  unfit('ManagedInstancesTooSmall', 'make the workload smaller', requirements({ memoryMax: Size.gibibytes(4) }), workload({ size: { cpuUnits: 1024, memoryMiB: 4096 } })),
  unfit('ManagedInstancesOtherProcessor', 'ec2.CpuManufacturer.AWS', requirements({ cpuManufacturers: [ec2.CpuManufacturer.INTEL] }),
    workload({ runtime: { architecture: 'arm64' } })),
  unfit('ManagedInstancesOtherProcessor', 'INTEL or AMD', requirements({ cpuManufacturers: [ec2.CpuManufacturer.AWS] }), workload()),
  unfit('ManagedInstancesWithoutGpu', 'acceleratorTypes', undefined, workload({ size: { gpus: 1 } })),
];

/** What the construct of the CDK has no word for, at least in the oldest version that the library works with. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { InstancePurchaseSpec, ManagedInstancesCapacityOptions } from '../../../vocabulary';

const TEMPLATE = 'ManagedInstancesProvider.InstanceLaunchTemplate';

export function overrideProvider(provider: ecs.ManagedInstancesCapacityProvider, options: ManagedInstancesCapacityOptions): void {
  const resource = provider.node.defaultChild as ecs.CfnCapacityProvider;
  const { purchase, scaleIn, fips, localStorage, tagsInMetadata } = options;
  const values: Record<string, unknown> = {
    'ManagedInstancesProvider.AutoRepairConfiguration.ActionsStatus': options.autoRepair ?? true ? 'ENABLED' : 'DISABLED',
    'ManagedInstancesProvider.InfrastructureOptimization.ScaleInAfter': scaleIn && (scaleIn._delay()?.toSeconds() ?? -1),
    [`${TEMPLATE}.FipsEnabled`]: fips,
    [`${TEMPLATE}.LocalStorageConfiguration.UseLocalStorage`]: localStorage,
    [`${TEMPLATE}.InstanceMetadataTagsPropagation`]: tagsInMetadata,
    ...purchaseOf(purchase?._toSpec() ?? { kind: 'onDemand' }),
  };
  Object.entries(values).filter(([, value]) => value !== undefined).forEach(([path, value]) => resource.addPropertyOverride(path, value));
}

function purchaseOf(purchase: InstancePurchaseSpec): Record<string, unknown> {
  switch (purchase.kind) {
    case 'onDemand': return { [`${TEMPLATE}.CapacityOptionType`]: 'ON_DEMAND' };
    case 'spot': return { [`${TEMPLATE}.CapacityOptionType`]: 'SPOT' };
    case 'reserved': return {
      [`${TEMPLATE}.CapacityOptionType`]: 'RESERVED',
      [`${TEMPLATE}.CapacityReservations.ReservationPreference`]: purchase.orOnDemand ? 'RESERVATIONS_FIRST' : 'RESERVATIONS_ONLY',
      [`${TEMPLATE}.CapacityReservations.ReservationGroupArn`]: purchase.groupArn,
    };
  }
}

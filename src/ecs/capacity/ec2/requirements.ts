import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size } from 'aws-cdk-lib/core';

/** What instances must have, in the words of Auto Scaling. */
export function renderRequirements(config: ec2.InstanceRequirementsConfig): CfnAutoScalingGroup.InstanceRequirementsProperty {
  return {
    vCpuCount: { min: config.vCpuCountMin, max: config.vCpuCountMax },
    memoryMiB: { min: config.memoryMin.toMebibytes(), max: config.memoryMax?.toMebibytes() },
    memoryGiBPerVCpu: range(gibibytes(config.memoryPerVCpuMin), gibibytes(config.memoryPerVCpuMax)),
    acceleratorCount: range(config.acceleratorCountMin, config.acceleratorCountMax),
    acceleratorManufacturers: config.acceleratorManufacturers,
    acceleratorNames: config.acceleratorNames,
    acceleratorTotalMemoryMiB: range(config.acceleratorTotalMemoryMin?.toMebibytes(), config.acceleratorTotalMemoryMax?.toMebibytes()),
    acceleratorTypes: config.acceleratorTypes,
    allowedInstanceTypes: config.allowedInstanceTypes,
    excludedInstanceTypes: config.excludedInstanceTypes,
    bareMetal: config.bareMetal,
    baselineEbsBandwidthMbps: range(config.baselineEbsBandwidthMbpsMin, config.baselineEbsBandwidthMbpsMax),
    burstablePerformance: config.burstablePerformance,
    cpuManufacturers: config.cpuManufacturers,
    instanceGenerations: config.instanceGenerations,
    localStorage: config.localStorage,
    localStorageTypes: config.localStorageTypes,
    networkBandwidthGbps: range(config.networkBandwidthGbpsMin, config.networkBandwidthGbpsMax),
    networkInterfaceCount: range(config.networkInterfaceCountMin, config.networkInterfaceCountMax),
    totalLocalStorageGb: range(config.totalLocalStorageGBMin, config.totalLocalStorageGBMax),
    requireHibernateSupport: config.requireHibernateSupport,
    maxSpotPriceAsPercentageOfOptimalOnDemandPrice: config.maxSpotPriceAsPercentageOfOptimalOnDemandPrice,
    onDemandMaxPricePercentageOverLowestPrice: config.onDemandMaxPricePercentageOverLowestPrice,
    spotMaxPricePercentageOverLowestPrice: config.spotMaxPricePercentageOverLowestPrice,
  };
}

function range(min: number | undefined, max: number | undefined): { readonly min?: number; readonly max?: number } | undefined {
  return min === undefined && max === undefined ? undefined : { min, max };
}

function gibibytes(size: Size | undefined): number | undefined {
  return size && size.toMebibytes() / 1024;
}

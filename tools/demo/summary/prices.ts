/** The list prices behind the estimate. An order of magnitude: usage (traffic, storage, logs, requests) is left out on purpose. */

export const PRICES_OF = 'March 2026';
export const PRICES_REGION = 'us-east-1';
const HOURS_A_MONTH = 730;

const hourly = (usd: number): number => usd * HOURS_A_MONTH;

/** US dollars a month. */
export const PRICES = {
  fargateCpu: { X86_64: hourly(0.04048), ARM64: hourly(0.03238) },
  fargateGigabyte: { X86_64: hourly(0.004445), ARM64: hourly(0.00356) },
  loadBalancer: hourly(0.0225),
  controlPlane: hourly(0.10),
  natGateway: hourly(0.045),
  interfaceEndpointPerZone: hourly(0.01),
  publicAddress: hourly(0.005),
  key: 1,
  secret: 0.4,
  alarm: 0.1,
  hostedZone: 0.5,
  webAcl: 5,
  webAclRule: 1,
};

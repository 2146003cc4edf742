/** The library as it is: a platform with the defaults of production, and services that say nothing but image, port and path. */
import { Stack } from 'aws-cdk-lib/core';
import { Case, IMAGE, PORT, SERVICES_PER_LOAD_BALANCER } from '../shape';
import { Domain, EcsPlatform, Exposure, Image, PlatformProfile, WebService } from 'cdk-container-platform';

export const start: Case = (_, base) => fill(base, PlatformProfile.PRODUCTION);

export function fill(base: Stack, profile: PlatformProfile) {
  const cells = platforms(base, profile);
  return {
    cell: (_base: Stack, number: number) => cells.open(number),
    service: (stack: Stack, number: number) => {
      new WebService(stack, `Service${number}`, {
        platform: cells.current,
        image: Image.fromRegistry(IMAGE),
        port: PORT,
        exposures: [Exposure.public({ paths: [`/service-${number}/*`], priority: 1 + number % SERVICES_PER_LOAD_BALANCER })],
      });
    },
  };
}

/** One platform for each load balancer, on one network, one cluster and one key. */
export function platforms(base: Stack, profile: PlatformProfile) {
  const domain = Domain.plainHttp('The peers of the benchmark speak plain HTTP.');
  let first: EcsPlatform | undefined;
  const cells = {
    current: undefined as unknown as EcsPlatform,
    open: (number: number) => {
      cells.current = first
        ? new EcsPlatform(base, `Platform${number}`, { profile, domain, cluster: first.cluster, network: first.network, encryptionKey: first.encryptionKey })
        : new EcsPlatform(base, 'Platform', { profile, domain });
      first ??= cells.current;
    },
  };
  return cells;
}

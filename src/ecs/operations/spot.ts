import { Annotations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { WorkloadSpec } from '../../model';
import { CapacityPoolSpec } from '../../vocabulary';

/** How long before they go Spot Instances say so. */
const NOTICE_SECONDS = 120;

/**
 * Warns of containers that ask for more time than a Spot Instance has left when ECS begins to drain it. Fargate allows no more
 * anyway, and what asks for less is ended earlier than it had to be.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-spot.html
 */
export function warnOfSpot(where: IConstruct, { containers }: WorkloadSpec, pools: readonly CapacityPoolSpec[]): void {
  const slow = containers.filter(({ stopTimeout }) => !stopTimeout.isUnresolved() && stopTimeout.toMilliseconds() > NOTICE_SECONDS * 1000);
  if (slow.length > 0 && pools.some(isSpot)) {
    const names = slow.map(({ name, stopTimeout }) => `${name} (${stopTimeout.toHumanString()})`).join(', ');
    Annotations.of(where).addWarningV2('cdk-container-platform:spotStopTimeout',
      `Spot Instances are taken away two minutes after they are drained, and there are containers with a longer stopTimeout: ${names}`);
  }
}

function isSpot(pool: CapacityPoolSpec): boolean {
  switch (pool.kind) {
    case 'ec2':
      return (pool.options.spotPercent ?? 0) > 0;
    case 'managedInstances':
      return pool.options.purchase?._toSpec().kind === 'spot';
    default:
      return false;
  }
}

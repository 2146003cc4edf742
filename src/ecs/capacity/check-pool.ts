/** What ECS would refuse about the machines themselves, whoever runs on them. */
import { Token } from 'aws-cdk-lib/core';
import { checkEc2 } from './ec2/check';
import { checkManagedInstances } from './managed-instances/check';
import { outOfRange } from './out-of-range';
import { Finding, finding } from '../../findings';
import { CapacityPoolSpec } from '../../vocabulary';

const NAME = /^[a-z][a-z0-9-]{0,62}$/;

export function checkPool(pool: CapacityPoolSpec, path: string): Finding[] {
  switch (pool.kind) {
    case 'ec2': return [...checkName(pool.options.name, path), ...checkEc2(pool.options, path)];
    case 'external': return [...checkName(pool.options.name, path), ...outOfRange(`${path}.registrationLimit`, {
      what: 'the limit of an activation', value: pool.options.registrationLimit, unit: 'machines', min: 1, max: 1_000,
    })];
    case 'managedInstances': return [...checkName(pool.options.name, path), ...checkManagedInstances(pool.options, path)];
    default: return [];
  }
}

function checkName(name: string, path: string): Finding[] {
  return Token.isUnresolved(name) || !NAME.test(name) ? [finding('CapacityName', `${path}.name`, { name })] : [];
}

/** What tasks want that instances with Bottlerocket do not have, so that copies would wait for others forever. */
import { allowsPrivileged } from './bottlerocket';
import { planOf } from './plan';
import { Finding, finding } from '../../../findings';
import { WorkloadSpec } from '../../../model';
import { Capacity, Ec2CapacityOptions } from '../../../vocabulary';

/**
 * Services that ECS starts on other images only. It says nothing about them: the instances lack an attribute that the tasks require.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket.html
 */
export function bottlerocketLacks(spec: WorkloadSpec, capacity: readonly Capacity[], path: string): Finding[] {
  return capacity.flatMap((choice, index) => {
    const { pool } = choice._toSpec();
    return pool.kind === 'ec2' && runsBottlerocket(pool.options)
      ? lacksOf(spec, pool.options).map(lack => finding('Ec2CapacityImageHasNot', `${path}[${index}]`, { capacity: pool.options.name, ...lack })) : [];
  });
}

/** Whether any of it runs Bottlerocket. */
export function hasBottlerocket(capacity: readonly Capacity[]): boolean {
  return capacity.map(choice => choice._toSpec().pool).some(pool => pool.kind === 'ec2' && runsBottlerocket(pool.options));
}

function runsBottlerocket(options: Ec2CapacityOptions): boolean {
  return planOf(options).image._start === 'bottlerocket';
}

function lacksOf({ containers, volumes }: WorkloadSpec, options: Ec2CapacityOptions): { readonly feature: string; readonly instead?: string }[] {
  const privileged = containers.filter(container => container.privileged && !allowsPrivileged(options));
  return [
    ...privileged.map(({ name }) => ({
      feature: `privileged container ('${name}') until it is told`, instead: "add 'allow-privileged-containers = true' to userData of the capacity",
    })),
    ...volumes.filter(({ kind }) => kind === 'shared').map(({ name }) => ({ feature: `file system of EFS that is encrypted on its way ('${name}')` })),
  ];
}

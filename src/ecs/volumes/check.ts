import { Finding, finding } from '../../findings';
import { VolumeSpec, WorkloadSpec } from '../../model';
import { Capacity } from '../../vocabulary';

/** File systems let in the machines where these mount for their tasks, and somebody has to know which those are. */
export function checkMounts({ volumes }: WorkloadSpec, hasOwnAddress: boolean, capacity: readonly Capacity[]): Finding[] {
  const mounted = volumes.filter(volume => isMountedByMachines(volume, hasOwnAddress));
  const unknown = capacity.flatMap(choice => {
    const { pool } = choice._toSpec();
    return pool.kind === 'existing' && !pool.securityGroup ? [pool.providerName] : [];
  });
  return mounted.flatMap(({ name }) => unknown.map(provider => finding('MountingMachinesUnknown', `volumes.${name}`, { volume: name, provider })));
}

/** Windows mounts a share once for the machine, whatever network its tasks are in. */
function isMountedByMachines(volume: VolumeSpec, hasOwnAddress: boolean): boolean {
  return volume.kind === 'windowsShare' ? volume.securityGroup !== undefined : !hasOwnAddress && (volume.kind === 'shared' || volume.kind === 'bucket');
}

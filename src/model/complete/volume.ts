import { DEFAULTS, isWindows } from '../defaults';
import { VolumeDraft, VolumeSpec } from '../volume';
import { OperatingSystem } from '../workload';

export function completeVolume(draft: VolumeDraft, os: OperatingSystem): VolumeSpec {
  switch (draft.kind) {
    case 'memory': return { mountOptions: [], ...draft };
    case 'disk': return { ...DEFAULTS.disk, ...(isWindows(os) && { format: 'ntfs' }), ...draft };
    case 'driver': return { ...DEFAULTS.driverVolume, autoprovision: draft.scope === 'shared', driverOptions: {}, labels: {}, ...draft };
    case 'shared': return { ...DEFAULTS.sharedVolume, directory: `/${draft.name}`, ...draft };
    case 'bucket': return { ...DEFAULTS.sharedVolume, directory: `/${draft.name}`, ...draft };
    case 'windowsShare': return { ...DEFAULTS.windowsShare, ...draft };
    default: return draft;
  }
}

/** Windows has no users by number, no capabilities and no seccomp; only Windows has its own options. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';

const LINUX = ['allowPrivilegeEscalation', 'appArmorProfile', 'capabilities', 'fsGroup', 'fsGroupChangePolicy', 'privileged', 'procMount', 'readOnlyRootFilesystem', 'runAsGroup', 'runAsUser', 'seLinuxOptions',
  'seccompProfile', 'supplementalGroups', 'sysctls'];

export const podsFitTheirSystem: Rule = {
  name: 'pods fit their operating system',
  *check({ pods }) {
    for (const { object, spec, path, containers } of pods) {
      const windows = record(spec.os).name === 'windows';
      const strange = windows ? LINUX : ['windowsOptions'];
      for (const { value, path: place } of [{ value: spec, path }, ...containers]) {
        for (const member of strange.filter(name => record(value.securityContext)[name] !== undefined)) {
          yield complain(object, `${place}.securityContext.${member}`, `means nothing on ${windows ? 'Windows' : 'Linux'}`);
        }
      }
      const wanted = record(spec.nodeSelector)['kubernetes.io/os'];
      if (wanted !== undefined && record(spec.os).name !== undefined && wanted !== record(spec.os).name) {
        yield complain(object, `${path}.os.name`, `is ${String(record(spec.os).name)}, and the nodes are chosen for ${String(wanted)}`);
      }
    }
  },
};

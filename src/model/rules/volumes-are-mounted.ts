import { Rule } from './rule';

/** A volume that nobody mounts is a forgotten mount or a forgotten bill. */
export const volumesAreMounted: Rule = ({ volumes, containers }, report) => {
  const mounted = new Set(containers.flatMap(({ mounts }) => mounts.map(({ volume }) => volume)));
  for (const { name } of volumes) {
    if (!mounted.has(name)) {
      report('VolumeUnused', `volumes.${name}`, { given: name });
    }
  }
};

import { Rule } from './rule';
import { didYouMean } from '../../private/did-you-mean';

export const mountsNameAVolume: Rule = ({ volumes, containers }, report) => {
  const names = volumes.map(({ name }) => name);
  for (const { name: container, mounts } of containers) {
    mounts.forEach(({ volume }, index) => {
      if (!names.includes(volume)) {
        report('VolumeUnknown', `containers.${container}.mounts[${index}].volume`, { given: volume, nearest: didYouMean(volume, names), known: names });
      }
    });
  }
};

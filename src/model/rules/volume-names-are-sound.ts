import { Rule } from './rule';
import { freeName, repetitions, slug } from './support/names';

export const volumeNamesAreSound: Rule = ({ volumes }, report) => {
  volumes.forEach(({ name }, index) => {
    if (!/^[A-Za-z0-9_-]+$/.test(name)) {
      report('VolumeNameMalformed', `volumes[${index}].name`, { given: name, nearest: slug(name, /[^A-Za-z0-9_-]+/g, 'data') });
    }
  });
  for (const { item, index } of repetitions(volumes, ({ name }) => name)) {
    report('VolumeNameTaken', `volumes[${index}].name`, { given: item.name, free: freeName(item.name, volumes.map(({ name }) => name)) });
  }
};

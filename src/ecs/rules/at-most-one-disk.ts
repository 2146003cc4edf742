import { Rule } from '../../model/rules/rule';

export const atMostOneDisk: Rule = ({ volumes }, report) => {
  const disks = volumes.filter(({ kind }) => kind === 'disk').map(({ name }) => name);
  if (disks.length > 1) {
    report('EcsDisksTooMany', 'volumes', { volumes: disks });
  }
};

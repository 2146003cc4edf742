import { Rule } from './rule';
import { known } from './support/known';
import { didYouMean } from '../../private/did-you-mean';

/** The kernel parameters that a container has for itself, besides those whose names begin with one of the prefixes. */
const OF_IPC = [
  'kernel.msgmax', 'kernel.msgmnb', 'kernel.msgmni', 'kernel.sem', 'kernel.shmall', 'kernel.shmmax', 'kernel.shmmni', 'kernel.shm_rmid_forced',
];
const PREFIXES = ['net.', 'fs.mqueue.'];

export const systemControlsAreNamespaced: Rule = ({ containers }, report) => {
  for (const { name: container, linux } of containers) {
    for (const [name, value] of Object.entries(linux.systemControls)) {
      const path = `containers.${container}.linux.systemControls.${name}`;
      if (known(name) && !OF_IPC.includes(name) && !PREFIXES.some(prefix => name.startsWith(prefix) && name.length > prefix.length)) {
        report('SystemControlUnknown', path, { given: name, nearest: didYouMean(name, OF_IPC) });
      }
      if (known(value) && value.trim() === '') {
        report('SystemControlEmpty', path, { given: name });
      }
    }
  }
};

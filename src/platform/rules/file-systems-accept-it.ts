import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

const MAX_LENGTH = 100;
const ROOT = /^\/$|^(?:\/(?!\.)[^$#<>;`|&?{}^*/\n]+){1,4}$/;

/** EFS, and S3 Files on top of it, makes the directory of an access point with the first mount, and is choosy about its name. */
export const fileSystemsAcceptIt: Rule = ({ volumes }, report) => {
  for (const volume of volumes) {
    const isShared = (volume.kind === 'shared' && volume.accessPoint === undefined) || (volume.kind === 'bucket' && volume.accessPointArn === undefined);
    if (!isShared || !known(volume.directory)) {
      continue;
    }
    const { name, directory } = volume;
    if (directory.startsWith('/') && (directory.length > MAX_LENGTH || !ROOT.test(directory))) {
      report('FileSystemDirectoryRefused', `volumes.${name}.directory`, { given: directory });
    }
  }
};

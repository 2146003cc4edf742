import { Rule } from './rule';
import { known } from './support/known';

export const windowsSharesAreSound: Rule = ({ volumes }, report) => {
  for (const volume of volumes) {
    if (volume.kind !== 'windowsShare') {
      continue;
    }
    const { name, fileSystemId, credentials } = volume;
    if (known(fileSystemId) && !/^fs-[0-9a-f]+$/.test(fileSystemId)) {
      report('FileSystemIdMalformed', `volumes.${name}.fileSystemId`, { given: fileSystemId });
    }
    if (credentials.kind === 'vault' && [credentials.field, credentials.versionId, credentials.versionStage].some(part => part !== undefined)) {
      report('WindowsShareCredentials', `volumes.${name}.credentials`, { volume: name });
    }
  }
};

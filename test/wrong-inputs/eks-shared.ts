import * as path from 'node:path';
import { main, PRODUCTION, withMain, workload, WrongInput } from './wrong-input';
import { disksStartEmpty } from '../../src/eks/rules/disks-start-empty';
import { environmentFilesAreUnderstood } from '../../src/eks/rules/environment-files-are-understood';
import { Code } from '../../src/findings';
import { seal, WorkloadDraft } from '../../src/model';
import { applyRules } from '../../src/model/rules/rule';

function wrongOnEks(code: Code, where: string, remedy: string, draft: WorkloadDraft): WrongInput {
  const findings = () => {
    const sealed = seal(draft, PRODUCTION);
    return [...sealed.findings, ...applyRules([disksStartEmpty, environmentFilesAreUnderstood], sealed.spec)];
  };
  return { code, path: where, remedy, findings };
}

/** Mistakes in what stands behind the walls of a pod: its volumes and the files its variables come from. */
export const EKS_SHARED_MISTAKES: readonly WrongInput[] = [
  wrongOnEks('EksDiskFromSnapshot', 'volumes.data.snapshotId', 'with an init container', workload({
    volumes: [{ kind: 'disk', name: 'data', snapshotId: 'snap-0123456789abcdef0' }],
    containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
  })),
  wrongOnEks('EksEnvironmentFileMalformed', 'containers.web.environmentFiles[0]', 'change the name',
    withMain({ environmentFiles: [{ kind: 'file', file: path.join(__dirname, 'fixtures', 'malformed.env') }] })),
];

import { EcsTarget, ecsFindings } from '../../src/ecs/rules';
import { Code, Finding } from '../../src/findings';
import { ContainerDraft, ExposureDraft, seal, WorkloadDefaults, WorkloadDraft } from '../../src/model';

/**
 * A mistake, and what the library answers. The tests prove the answer, and docs/errors.md prints it.
 */
export interface WrongInput {
  readonly code: Code;
  /** Where the finding points to. */
  readonly path: string;
  /** What the remedy must say, among other things. */
  readonly remedy: string;
  /** Makes the mistake. */
  readonly findings: () => readonly Finding[];
  /** What the same input breaks besides, where that cannot be avoided. */
  readonly also?: readonly Code[];
}

export const PRODUCTION: WorkloadDefaults = { desiredCount: 2, logRetentionDays: 90, alarms: true, pinnedImages: true };

export const NGINX = { kind: 'registry', reference: 'public.ecr.aws/nginx/nginx:1.29' } as const;

/** A main container with nothing wrong, but for the given members. */
export function main(given: Partial<ContainerDraft> = {}): ContainerDraft {
  return { name: 'web', image: NGINX, ports: [{ port: 8080 }], ...given };
}

/** A second container with nothing wrong, but for the given members. */
export function sidecar(name: string, given: Partial<ContainerDraft> = {}): ContainerDraft {
  return { name, image: NGINX, ...given };
}

/** A workload with nothing wrong, but for the given members. */
export function workload(given: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return { name: 'shop', containers: [main()], ...given };
}

/** A workload whose main container alone is wrong. */
export function withMain(given: Partial<ContainerDraft>): WorkloadDraft {
  return workload({ containers: [main(given)] });
}

/** A workload whose only way in is wrong. */
export function withExposure(given: Partial<ExposureDraft>, containers: readonly ContainerDraft[] = [main()]): WorkloadDraft {
  return workload({ containers, exposures: [{ kind: 'http', audience: 'public', ...given }] });
}

/** What the model refuses. */
export function wrong(code: Code, path: string, remedy: string, draft: WorkloadDraft, also?: readonly Code[]): WrongInput {
  return { code, path, remedy, also, findings: () => seal(draft, PRODUCTION).findings };
}

/** What ECS on Fargate refuses although the model allows it. */
export function wrongOnFargate(code: Code, path: string, remedy: string, draft: WorkloadDraft, also?: readonly Code[]): WrongInput {
  return wrongOn('fargate', code, path, remedy, draft, also);
}

/** What ECS refuses on certain machines although the model allows it. */
export function wrongOn(
  launchType: EcsTarget['launchType'], code: Code, path: string, remedy: string, draft: WorkloadDraft, also?: readonly Code[],
): WrongInput {
  const findings = () => {
    const sealed = seal(draft, PRODUCTION);
    return [...sealed.findings, ...ecsFindings(sealed.spec, { launchType })];
  };
  return { code, path, remedy, also, findings };
}

import { ContainerDraft } from '../container';
import { DEFAULTS } from '../defaults';
import { ExposureDraft, ExposureSpec } from '../exposure';

/** Where neither container nor port is said: the first port of the main container. 0 stands for "there is none". */
const NO_PORT = 0;

export function completeExposure(draft: ExposureDraft, containers: readonly ContainerDraft[], main: ContainerDraft | undefined): ExposureSpec {
  const { health, grpcHealth, ...defaults } = DEFAULTS.exposure;
  const target = draft.container === undefined ? main : containers.find(({ name }) => name === draft.container);
  const protocol = draft.protocol ?? defaults.protocol;
  return {
    ...defaults,
    container: target?.name ?? '',
    port: target?.ports?.[0]?.port ?? NO_PORT,
    ...draft,
    match: { hostNames: [], paths: [], headers: [], queryStrings: [], sourceIps: [], methods: [], ...draft.match },
    health: { ...health, ...(protocol === 'grpc' && grpcHealth), ...draft.health },
  };
}

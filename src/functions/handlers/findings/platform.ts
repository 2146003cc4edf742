/** Which image of an index a workload runs: scanners look at images, and an index is only a list of them. */
import { FindingsProperties } from '../../wire/findings';

export const IMAGES = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];
export const INDEXES = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'];

export type Chosen = { readonly kind: 'itself' } | { readonly kind: 'part'; readonly digest: string } | { readonly kind: 'none'; readonly offered: readonly string[] };

interface Part {
  readonly digest?: string;
  readonly platform?: { readonly os?: string; readonly architecture?: string };
}

/** What is neither is taken for an image: whoever scans it knows better. */
export function choose(manifest: string, mediaType: string | undefined, { os, architecture }: Pick<FindingsProperties, 'os' | 'architecture'>): Chosen {
  const parsed = parse(manifest);
  const type = mediaType ?? parsed.mediaType;
  const parts = parsed.manifests;
  if (!parts || type !== undefined && !INDEXES.includes(type)) { return { kind: 'itself' }; }
  const fitting = parts.find(({ platform }) => platform?.os === os && platform.architecture === architecture);
  // What builders attest about images is listed beside them, as for no system at all.
  const offered = parts.map(({ platform }) => `${platform?.os}/${platform?.architecture}`).filter(each => !/undefined|unknown/.test(each));
  return fitting?.digest ? { kind: 'part', digest: fitting.digest } : { kind: 'none', offered: [...new Set(offered)] };
}

function parse(manifest: string): { readonly mediaType?: string; readonly manifests?: readonly Part[] } {
  try {
    const parsed: unknown = JSON.parse(manifest);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** Whether a deployment may go on with the images that it is about to run. */
import { offending, Vulnerability } from './severity';
import { ImageView, ScannedImage, UnscannedImage } from './situation';
import { FindingsProperties } from '../../wire/findings';

export type Verdict =
  | { readonly kind: 'accept'; readonly unknown: readonly UnscannedImage[] }
  | { readonly kind: 'wait'; readonly waitsFor: readonly UnscannedImage[] }
  | { readonly kind: 'refuse'; readonly faults: readonly Fault[] };

/** Why an image is refused: for what was found in it, or because nothing is known of it. */
export type Fault =
  | { readonly kind: 'vulnerable'; readonly image: ScannedImage; readonly found: readonly Vulnerability[] }
  | { readonly kind: 'unknown'; readonly image: UnscannedImage };

/**
 * A finding is a finding, however long other images take; and what will never be known need not be waited for.
 *
 * @param patient whether what is not known yet is still waited for
 */
export function decide(images: readonly ImageView[], { severity, ignore = [], unscanned }: FindingsProperties, patient: boolean): Verdict {
  const faults: Fault[] = [];
  const waitsFor: UnscannedImage[] = [];
  const unknown: UnscannedImage[] = [];
  for (const image of images) {
    if (image.kind === 'scanned') {
      const found = offending(image.found, severity, ignore);
      if (found.length > 0) { faults.push({ kind: 'vulnerable', image, found }); }
    } else if (image.kind === 'waiting' && patient) {
      waitsFor.push(image);
    } else {
      unknown.push(image);
    }
  }
  if (unscanned === 'refuse') { faults.push(...unknown.map(image => ({ kind: 'unknown', image } as const))); }
  if (faults.length > 0) { return { kind: 'refuse', faults }; }
  return waitsFor.length > 0 ? { kind: 'wait', waitsFor } : { kind: 'accept', unknown };
}

/** An image as ECR knows it now: a plain record, so that what follows from it can be decided, and tested, without AWS. */
import { Vulnerability } from './severity';

export type ImageView = ScannedImage | UnscannedImage;

export interface ScannedImage {
  readonly kind: 'scanned';
  readonly container: string;
  readonly image: string;
  readonly found: readonly Vulnerability[];
}

/** Nothing is known of it: not yet, or not at all. */
export interface UnscannedImage {
  readonly kind: 'waiting' | 'unknown';
  readonly container: string;
  readonly image: string;
  readonly because: string;
}

/** What ECR has said about the scan of an image, or how it has refused to. */
export type ScanAnswer =
  | { readonly kind: 'results'; readonly found: readonly Vulnerability[] }
  | { readonly kind: 'running' }
  /** A scan can be asked for. */
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown'; readonly because: string };

import { Handle } from './handle';

/** Where the image of a container comes from. */
export type ImageSpec = RegistryImage | RepositoryImage | DirectoryImage | TarballImage;

/** Any registry, by the name one would give to `docker pull`. */
export interface RegistryImage {
  readonly kind: 'registry';
  readonly reference: string;
  /** The secret with user name and password. */
  readonly credentials?: Handle;
  /** It is pulled from there, whatever caches the platform has. */
  readonly direct?: boolean;
  /** What it is called in the account's own registry, which it is pulled by way of. */
  readonly cachedAs?: CachedImage;
}

/** An image as a cache keeps it, which fetches it from where it comes from when it is first asked for. */
export interface CachedImage {
  /** Name of the cache's repository. */
  readonly repository: string;
  /** What was behind the name: `:tag`, `@digest`, both or nothing. */
  readonly version: string;
}

/** A cache of the account's own registry. */
export interface ImageCache {
  /** Host name of the registry whose images it keeps. */
  readonly host: string;
  /** What its repositories are in. */
  readonly prefix: string;
}

/** A repository of the account, by digest or by tag. */
export interface RepositoryImage {
  readonly kind: 'repository';
  readonly repository: Handle;
  readonly tag?: string;
  readonly digest?: string;
}

/** Built from a directory with a Dockerfile when the app is synthesised and deployed. */
export interface DirectoryImage {
  readonly kind: 'directory';
  readonly directory: string;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly exclude?: readonly string[];
}

/** An image saved to a file, for example with `docker save`. */
export interface TarballImage {
  readonly kind: 'tarball';
  readonly file: string;
}

import { Handle } from './handle';

/** Where the image of a container comes from. */
export type ImageSpec = RegistryImage | RepositoryImage | DirectoryImage | TarballImage;

/** Any registry, by the name one would give to `docker pull`. */
export interface RegistryImage {
  readonly kind: 'registry';
  readonly reference: string;
  /** The secret with user name and password. */
  readonly credentials?: Handle;
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

/**
 * What a workload takes from the disk: directories to build, archives, environment files. That they are there is checked
 * together with everything else, before anything is made.
 */
import { existsSync, statSync } from 'fs';
import * as path from 'path';
import { Finding, finding } from '../../findings';
import { ContainerSpec, DirectoryImage, WorkloadSpec } from '../../model';

/** Everything the workload names that is not there. */
export function missingSources({ containers }: WorkloadSpec): Finding[] {
  return containers.flatMap(container => [
    ...missingImage(container),
    ...container.environmentFiles.flatMap((file, index) => file.kind === 'file'
      ? missingFile(`containers.${container.name}.environmentFiles[${index}]`, file.file) : []),
  ]);
}

function missingImage({ name, image }: ContainerSpec): Finding[] {
  switch (image.kind) {
    case 'directory': return image.directory.trim() === '' ? [] : missingBuild(`containers.${name}.image`, image);
    case 'tarball': return image.file.trim() === '' ? [] : missingFile(`containers.${name}.image.file`, image.file);
    default: return [];
  }
}

function missingBuild(where: string, { directory, file = 'Dockerfile' }: DirectoryImage): Finding[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    return [finding('BuildDirectoryMissing', `${where}.directory`, { directory })];
  }
  return isFile(path.join(directory, file)) ? [] : [finding('DockerfileMissing', `${where}.file`, { directory, file })];
}

function missingFile(where: string, file: string): Finding[] {
  return isFile(file) ? [] : [finding('FileMissing', where, { file })];
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

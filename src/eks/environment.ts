import { existsSync, readFileSync } from 'fs';
import { Construct, IDependable } from 'constructs';
import { EksGround } from './ground';
import { labelsOf } from './labels';
import { applyObject, shortHash } from './manifest';
import { ContainerSpec, WorkloadSpec } from '../model';

/** What pods need of the environment files: where each container finds them, and what has to be there first. */
export interface RenderedEnvironmentFiles {
  readonly dependables: readonly IDependable[];
  /** Members of a container's `envFrom`. */
  sources(container: ContainerSpec): object[];
}

/**
 * Environment files, read at synthesis. Each container has one object with what its files say; its name follows from the
 * content, so that a changed file means new pods and a version that is taken back finds the old one.
 *
 * Variables of the container win over those of files, on both platforms.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export function renderEnvironmentFiles(scope: Construct, ground: EksGround, spec: WorkloadSpec, namespace: string): RenderedEnvironmentFiles {
  const maps = new Map(spec.containers.filter(({ environmentFiles }) => environmentFiles.length > 0).map(container => {
    const data = variablesIn(container);
    const name = `${spec.name}-${container.name}-${shortHash(data)}`;
    const object = applyObject(scope, ground, {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels: labelsOf(spec) }, immutable: true, data,
    });
    object.node.addDependency(ground._namespace(namespace));
    return [container.name, { name, object }] as const;
  }));
  return {
    sources: container => [...maps].filter(([owner]) => owner === container.name).map(([, { name }]) => ({ configMapRef: { name } })),
    dependables: [...maps.values()].map(({ object }) => object),
  };
}

/** What the files of a container say. As on ECS the first file that has a variable wins; files in S3 were refused before. */
export function variablesIn({ environmentFiles }: Pick<ContainerSpec, 'environmentFiles'>): Record<string, string> {
  const files = environmentFiles.flatMap(file => file.kind === 'file' && existsSync(file.file) ? [file.file] : []);
  return Object.assign({}, ...files.map(file => parse(readFileSync(file, 'utf8'))).reverse()) as Record<string, string>;
}

/** In the words of ECS: lines of `NAME=value`, taken literally; comments and what has no name or no value is passed over. */
function parse(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter(line => !line.startsWith('#')).map(line => /^([^=]+)=(.+)$/.exec(line));
  // Backwards, so that the first line that has a variable wins, too.
  return Object.fromEntries(lines.filter(found => found !== null).reverse().map(([, name, value]) => [name, value]));
}

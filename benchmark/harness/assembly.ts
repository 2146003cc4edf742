/** Reads what an app wrote: templates, and what was said about them. */
import { readFileSync, readdirSync } from 'fs';
import * as path from 'path';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | readonly string[];
}

export interface StackTemplate {
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Size without white space, which is how the CLI uploads a template that is near the limit. */
  readonly bytes: number;
}

export interface Assembly {
  readonly stacks: readonly StackTemplate[];
  /** Findings of validators and warnings of constructs: everything that would be printed. */
  readonly complaints: readonly string[];
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { readonly templateFile?: string };
  readonly additionalMetadataFile?: string;
  readonly metadata?: Metadata;
}

type Metadata = Record<string, readonly { readonly type: string; readonly data?: unknown }[]>;

export function readAssembly(directory: string): Assembly {
  const read = (file: string) => JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
  const artifacts = Object.entries(read('manifest.json').artifacts as Record<string, Artifact>).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const stacks = artifacts.map(([name, { dependencies = [], properties }]) => {
    const template = read(properties!.templateFile!);
    return {
      name,
      dependencies: dependencies.filter(other => artifacts.some(([stack]) => stack === other)),
      resources: withoutMetadata(template.Resources ?? {}),
      outputs: template.Outputs ?? {},
      bytes: Buffer.byteLength(JSON.stringify(template)),
    };
  });
  const metadata = artifacts.flatMap(([, artifact]): Metadata[] => [
    artifact.metadata ?? {},
    artifact.additionalMetadataFile ? read(artifact.additionalMetadataFile) : {},
  ]);
  const annotations = metadata.flatMap(one => Object.values(one).flat())
    .filter(({ type }) => ['aws:cdk:info', 'aws:cdk:warning', 'aws:cdk:error'].includes(type))
    .map(({ data }) => String(data));
  return { stacks, complaints: [...annotations, ...findings(directory, read)] };
}

interface Report {
  readonly violations?: readonly { readonly ruleName: string; readonly violatingConstructs?: readonly unknown[] }[];
}

function findings(directory: string, read: (file: string) => any): string[] {
  if (!readdirSync(directory).includes('validation-report.json')) {
    return [];
  }
  const reports: Report[] = read('validation-report.json').pluginReports ?? [];
  return reports.flatMap(({ violations = [] }) => violations)
    .flatMap(({ ruleName, violatingConstructs = [{}] }) => violatingConstructs.map(() => ruleName));
}

/** What the CDK adds to every stack to count its use is not ours to count. */
function withoutMetadata(resources: Record<string, Resource>): Record<string, Resource> {
  return Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata'));
}

export function allResources({ stacks }: Assembly): Resource[] {
  return stacks.flatMap(({ resources }) => Object.values(resources));
}


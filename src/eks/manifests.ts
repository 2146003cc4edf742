import { writeFileSync } from 'fs';
import * as path from 'path';
import { attachCustomSynthesis, ISynthesisSession, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { KubernetesObject } from './manifest';
import { toYaml } from './yaml';
import { finding, Finding } from '../findings';

/** The function that applies objects gets them in an event of at most 256 KiB, which holds the object before a change, too. */
const MAX_KIB = 120;

/**
 * How the Kubernetes objects reach the cluster.
 */
export enum ManifestDelivery {
  /** CloudFormation applies them. */
  APPLY = 'apply',

  /**
   * They are written to `<stack>.<platform>.yaml` next to the stack's template, for a GitOps tool to apply. CloudFormation
   * makes everything else, such as roles and target groups. What is known only after that stands in the file as
   * `${LogicalId}` or `${LogicalId.Attribute}`, as in templates.
   */
  WRITE = 'write',

  /** CloudFormation applies them, and they are written to files for people to read. */
  APPLY_AND_WRITE = 'apply-and-write',
}

/** Everything a platform and its workloads have to say to Kubernetes. */
export class Manifests {
  private readonly entries: { readonly place: Construct; readonly object: KubernetesObject }[] = [];

  constructor(private readonly platform: Construct, private readonly delivery: ManifestDelivery) {
    if (this.applied) {
      platform.node.addValidation({ validate: () => this.tooLarge().map(String) });
    }
    if (delivery !== ManifestDelivery.APPLY) {
      attachCustomSynthesis(platform, { onSynthesize: session => this.write(session) });
    }
  }

  public get applied(): boolean {
    return this.delivery !== ManifestDelivery.WRITE;
  }

  public remember(place: Construct, object: KubernetesObject): Construct {
    this.entries.push({ place, object });
    return place;
  }

  /** What was made at or under a construct, with what CloudFormation fills in as intrinsic functions. */
  public under(scope: Construct): KubernetesObject[] {
    return this.entries.filter(({ place }) => place.node.scopes.includes(scope)).map(resolved);
  }

  /** The objects that do not fit into the event in which they are handed over, with all that came later. */
  public tooLarge(): Finding[] {
    return this.entries.flatMap(entry => {
      const object = resolved(entry);
      const { kind, metadata: { name } } = object;
      const kib = Math.ceil(Buffer.byteLength(JSON.stringify(object)) / 1024);
      return kib > MAX_KIB ? [finding('KubernetesObjectTooLarge', name, { kind, name, kib, max: MAX_KIB })] : [];
    });
  }

  /** One file per stack, the objects in the order in which they were made, which is one in which they can be applied. */
  private write({ assembly }: ISynthesisSession): void {
    for (const stack of new Set(this.entries.map(({ place }) => Stack.of(place)))) {
      const documents = this.entries.filter(({ place }) => Stack.of(place) === stack).map(entry => toYaml(readable(resolved(entry))));
      writeFileSync(path.join(assembly.outdir, `${stack.artifactId}.${this.platform.node.id}.yaml`), documents.map(document => `---\n${document}`).join(''));
    }
  }
}

function resolved({ place, object }: { readonly place: Construct; readonly object: KubernetesObject }): KubernetesObject {
  return Stack.of(place).resolve(object) as KubernetesObject;
}

/** The same with intrinsic functions in the words of `Fn::Sub`. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(readable);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
  return more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))
    ? inWords(name, argument)
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, readable(member)]));
}

function inWords(name: string, argument: unknown): string {
  switch (name) {
    case 'Ref': return `\${${String(argument)}}`;
    case 'Fn::GetAtt': return `\${${(argument as string[]).join('.')}}`;
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map(readable).join(separator);
    }
    case 'Fn::Sub': return String(Array.isArray(argument) ? argument[0] : argument);
    default: return `\${${name}:${JSON.stringify(readable(argument))}}`;
  }
}

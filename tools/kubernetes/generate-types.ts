/**
 * Writes structure/native-types.generated.ts: the members of the Kubernetes types we render, from the types that the
 * Kubernetes project generates for its JavaScript client.
 *
 *     npx tsx tools/kubernetes/generate-types.ts
 *
 * The client is read as text and never run: it is an ES module, needs a newer Node than we do, and is hardly needed for a
 * list of names. `test/kubernetes/types.test.ts` proves that the file agrees with the installed client.
 */
import { readFileSync, writeFileSync } from 'fs';
import * as path from 'path';
import { NATIVE_KINDS } from './kinds';

export const GENERATED_FILE = path.join(__dirname, 'structure', 'native-types.generated.ts');

/** Amounts such as 250m or 2Gi, which may also be numbers. The client calls them strings. */
const QUANTITIES = new Set([
  'V1EmptyDirVolumeSource.sizeLimit', 'V1LimitRangeItem.default', 'V1LimitRangeItem.defaultRequest',
  'V1LimitRangeItem.max', 'V1LimitRangeItem.maxLimitRequestRatio', 'V1LimitRangeItem.min', 'V1PersistentVolumeSpec.capacity',
  'V1PodSpec.overhead', 'V1ResourceFieldSelector.divisor', 'V1ResourceQuotaSpec.hard', 'V1ResourceRequirements.limits',
  'V1ResourceRequirements.requests', 'V1VolumeResourceRequirements.limits', 'V1VolumeResourceRequirements.requests',
  'V2MetricTarget.averageValue', 'V2MetricTarget.value',
]);

/** What the cluster writes and nobody else. */
const WRITTEN_BY_THE_CLUSTER = ['status', 'managedFields'];

interface Attribute {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

/** The file as it should be. */
export function generateTypes(): string {
  const client = path.dirname(require.resolve('@kubernetes/client-node/package.json'));
  const { version } = JSON.parse(readFileSync(path.join(client, 'package.json'), 'utf8'));
  const models = path.join(client, 'dist', 'gen', 'models');
  const types = new Map<string, string>();
  let release = '';
  const visit = (type: string) => {
    if (types.has(type)) {
      return;
    }
    const code = readFileSync(path.join(models, `${type}.js`), 'utf8');
    const declaration = readFileSync(path.join(models, `${type}.d.ts`), 'utf8');
    release ||= /OpenAPI spec version: (\S+)/.exec(code)![1];
    const attributes = attributesOf(type, code).filter(({ name }) => !WRITTEN_BY_THE_CLUSTER.includes(name));
    types.set(type, attributes.map(attribute => {
      const required = declaration.includes(`\n    '${attribute.name}': `) ? '!' : '';
      return `'${attribute.baseName}${required}': '${word(type, attribute)}'`;
    }).join(', '));
    attributes.flatMap(attribute => namesIn(attribute.type)).forEach(visit);
  };
  Object.values(NATIVE_KINDS).forEach(({ type }) => visit(type));
  const gone = [...QUANTITIES].filter(name => !isMember(types, name));
  if (gone.length > 0) {
    throw new Error(`there is no ${gone.join(', no ')} any more`);
  }
  const lines = [...types].sort(([a], [b]) => a < b ? -1 : 1).map(([type, members]) => `  ${type}: { ${members} },`);
  return [
    `// Written by tools/kubernetes/generate-types.ts from @kubernetes/client-node ${version}, Kubernetes ${release}. Do not edit.`,
    "import { Types } from './notation';",
    '',
    'export const NATIVE_TYPES: Types = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

function isMember(types: ReadonlyMap<string, string>, name: string): boolean {
  const [type, member] = name.split('.');
  return (types.get(type) ?? '').includes(`'${member}': '`);
}

function attributesOf(type: string, code: string): Attribute[] {
  const [, table] = /\.attributeTypeMap = (\[[\s\S]*?\n?\]);/.exec(code) ?? [];
  if (table === undefined) {
    throw new Error(`the type map of ${type} is not where it used to be`);
  }
  return JSON.parse(table);
}

/** A type in the notation of structure/notation.ts. */
function word(owner: string, { baseName, type, format }: Attribute): string {
  const [, element] = /^Array<(.*)>$/.exec(type) ?? [];
  const [, entry] = /^\{ \[key: string\]: (.*); \}$/.exec(type) ?? [];
  const quantity = QUANTITIES.has(`${owner}.${baseName}`);
  const single = (name: string) => quantity ? 'quantity' : name === 'IntOrString' ? 'int-or-string' : name === 'Date' ? 'date-time' : name === 'number' ? format || 'double'
    : name === 'string' && format === 'byte' ? 'byte' : name;
  return element ? `[]${single(element)}` : entry ? `{}${entry.startsWith('Array<') ? `[]${single(entry.slice(6, -1))}` : single(entry)}` : single(type);
}

/** The other types a type is made of. */
function namesIn(type: string): string[] {
  return (type.match(/\b[A-Z]\w+/g) ?? []).filter(name => !['Array', 'Date', 'IntOrString'].includes(name));
}

if (require.main === module) {
  writeFileSync(GENERATED_FILE, generateTypes());
}

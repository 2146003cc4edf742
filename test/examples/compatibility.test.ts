/**
 * Every example in every setting: the same resources by the same names, nothing circular, and nothing the CDK warns of.
 */
import { IConstruct } from 'constructs';
import { EXAMPLE_NAMES, IRELAND, RECOMMENDED, runExample, Setting, SETTINGS, SynthesisedStack, synthesise, Template } from './run';

/** The one name that a feature flag of the CDK decides, and that nothing of ours is part of. */
const DECIDED_BY_A_FLAG = 'AWS::EFS::MountTarget';

function namesOf(stacks: readonly SynthesisedStack[]): Record<string, string[]> {
  return Object.fromEntries(stacks.map(({ path, template }) => [path, Object.entries(template.Resources)
    .map(([id, { Type }]) => `${Type} ${Type === DECIDED_BY_A_FLAG ? '' : id}`).sort()]));
}

/** Without flags the CDK asks every app with more than one stack how its stacks should refer to each other. */
const QUESTION_TO_THE_APP = '@aws-cdk/core:crossStackReferencesDefaultStrong';

function annotationsIn(root: IConstruct): string[] {
  return root.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => ['aws:cdk:error', 'aws:cdk:warning', 'aws:cdk:info'].includes(type))
    .map(({ data }) => `${node.path}: ${data}`)
    .filter(text => !text.includes(QUESTION_TO_THE_APP)));
}

/** What each resource names, by `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn`. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) { return []; }
  if (Array.isArray(value)) { return value.flatMap(references); }
  return Object.entries(value).flatMap(([key, inner]) => {
    switch (key) {
      case 'Ref': return [String(inner)];
      case 'Fn::GetAtt': return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0]];
      case 'DependsOn': return [inner].flat().map(String);
      case 'Fn::Sub': return [...String([inner].flat()[0]).matchAll(/\$\{(\w+)[.}]/g)].map(([, id]) => id).concat(references(inner));
      default: return references(inner);
    }
  });
}

/** The resources that wait for each other in a circle. */
function circular({ Resources }: Template): string[] {
  const waits = new Map(Object.entries(Resources).map(([id, resource]) => [id, new Set(references(resource).filter(other => other in Resources))]));
  for (let ready = true; ready;) {
    const done = [...waits].filter(([, others]) => others.size === 0).map(([id]) => id);
    done.forEach(id => { waits.delete(id); waits.forEach(others => others.delete(id)); });
    ready = done.length > 0;
  }
  return [...waits.keys()];
}

describe.each(EXAMPLE_NAMES)('%s', name => {
  const made = new Map<Setting, SynthesisedStack[]>();
  const annotations: string[] = [];
  beforeAll(() => {
    for (const [, setting] of SETTINGS) {
      const app = runExample(name, setting);
      made.set(setting, synthesise(app));
      annotations.push(...annotationsIn(app));
    }
  });

  test('makes the same resources by the same names in every setting', () => {
    const [first, ...others] = [...made.values()].map(namesOf);
    others.forEach(other => expect(other).toEqual(first));
  });

  test('has no circle in any template', () => {
    expect([...made.values()].flat().flatMap(({ template }) => circular(template))).toEqual([]);
  });

  test('gives the CDK nothing to say', () => {
    expect(annotations).toEqual([]);
  });
});

test('a circle is seen', () => {
  const secret = { Type: 'Secret', Properties: { Key: { 'Fn::GetAtt': ['Key', 'Arn'] } } };
  const key = { Type: 'Key', Properties: { Policy: { 'Fn::Sub': '${Role.Arn}' } } };
  expect(circular({ Resources: { Secret: secret, Key: key, Role: { Type: 'Role', DependsOn: ['Secret'] }, Other: { Type: 'Other' } } })).toEqual(['Secret', 'Key', 'Role']);
});

describe('references between the stacks of a platform and of its services', () => {
  const crossing = (setting: Setting) => synthesise(runExample('two-stacks', setting)).map(({ path, template }) => {
    const text = JSON.stringify(template);
    return { path, weak: text.includes('Fn::GetStackOutput'), strong: text.includes('Fn::ImportValue') };
  });

  test('are weak with the recommended flags: the platform exports nothing', () => {
    expect(crossing({ env: IRELAND, flags: RECOMMENDED })).toEqual([
      { path: 'Ground', weak: false, strong: false },
      { path: 'Catalogue', weak: true, strong: false },
      { path: 'Checkout', weak: true, strong: false },
    ]);
  });

  test('are strong without flags', () => {
    expect(crossing({ env: IRELAND })).toEqual([
      { path: 'Ground', weak: false, strong: false },
      { path: 'Catalogue', weak: false, strong: true },
      { path: 'Checkout', weak: false, strong: true },
    ]);
  });
});

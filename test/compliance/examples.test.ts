/**
 * The rule packs and the CDK's own validator over every example: nothing unexplained, and every explanation is a reason, in
 * its place, and needed.
 */
import { CfnResource, IPolicyValidationContext, Stack, Stage } from 'aws-cdk-lib/core';
import { Acknowledgement, acknowledgementsIn, countByPack, covers, findingsIn, findingsWithoutAcknowledgements, PackFinding, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import * as library from '../../src';
import { EXAMPLE_NAMES, IRELAND, RECOMMENDED, runExample, synthesise } from '../examples/run';

/**
 * Explained before there is anything to explain: permissions and variables may be added to a workload later, and older versions of
 * the CDK bring older runtimes for the functions of their own.
 */
const AHEAD_OF_TIME = /^(AwsSolutions-ECS2 .*\/TaskDefinition|\S+-IAMNoInlinePolicy .*\/TaskRole|AwsSolutions-L1 .*\/Provider\/framework-\w+)$/;

/** Every class of the library. */
const OURS = Object.values(library).filter((name): name is typeof library.Network => typeof name === 'function');

interface Look {
  readonly diagnostics: string[];
  readonly open: PackFinding[];
  readonly acknowledgements: Acknowledgement[];
  readonly explained: PackFinding[];
}

const looks = new Map<string, Look>();

beforeAll(() => {
  for (const name of EXAMPLE_NAMES) {
    const app = runExample(name, { flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });
    const diagnostics = diagnosticsIn(app);
    const open = findingsIn(app);
    const acknowledgements = acknowledgementsIn(app);
    looks.set(name, { diagnostics, open, acknowledgements, explained: findingsWithoutAcknowledgements(app) });
  }
}, 60_000);

describe.each(EXAMPLE_NAMES)('%s', name => {
  test('gives the CDK\'s validator nothing to say, not even a warning', () => {
    expect(looks.get(name)!.diagnostics).toEqual([]);
  });

  test('has no unexplained finding', () => {
    expect(looks.get(name)!.open.map(tell)).toEqual([]);
  });

  test('has no unexplained finding without feature flags in a known environment', () => {
    const app = runExample(name, { env: IRELAND });
    synthesise(app);
    expect(findingsIn(app).map(tell)).toEqual([]);
  });

  test('keeps within the guardrails, which look where no pack does', () => {
    const { stacks } = runExample(name, { flags: RECOMMENDED }).synth();
    const templatePaths = stacks.map(({ templateFullPath }) => templateFullPath);
    const { violations } = new library.ContainerGuardrails().validate({ templatePaths } as unknown as IPolicyValidationContext);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  test('explains with sentences', () => {
    const poor = looks.get(name)!.acknowledgements.filter(({ reason }) => !/^[A-Za-z].{30,}\.$/s.test(reason) || !reason.includes(' '));
    expect(poor.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([]);
  });

  test('explains on one resource, or on one construct of the CDK that stands for it', () => {
    const broad = looks.get(name)!.acknowledgements.filter(({ construct }) =>
      Stack.isStack(construct) || Stage.isStage(construct) || OURS.some(Class => construct instanceof Class)
      || construct.node.findAll().filter(child => CfnResource.isCfnResource(child)).length > 4);
    expect(broad.map(({ rule, construct }) => `${rule} on ${construct.node.path}`)).toEqual([]);
  });

  test('explains nothing that no pack asks about', () => {
    const { acknowledgements, explained } = looks.get(name)!;
    const stale = acknowledgements.filter(acknowledgement => !explained.some(found => covers(acknowledgement, found)))
      .map(({ rule, construct }) => `${rule} ${construct.node.path}`);
    expect(stale.filter(told => !AHEAD_OF_TIME.test(told))).toEqual([]);
  });
});

test('what is explained ahead of time is asked about somewhere', () => {
  const asked = new Set([...looks.values()].flatMap(({ explained }) => explained.map(({ rule }) => rule)));
  expect([...asked]).toEqual(expect.arrayContaining(['AwsSolutions-ECS2', 'NIST.800.53.R5-IAMNoInlinePolicy']));
});

test('a platform in production with one service has this much to explain', () => {
  expect(countByPack(looks.get('spot')!.explained)).toEqual([2, 16, 13, 15, 9]);
});

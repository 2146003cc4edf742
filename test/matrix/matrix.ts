/**
 * One workload, and what becomes of it on each platform, next to each other.
 *
 * A row says which members of the specification it covers; a test walks all of them, so that nothing can be added to the
 * specification that no platform renders or refuses.
 */
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SpecField } from './fields';
import { Handle, WorkloadDraft } from '../../src/model';
import { Capacity, EcsWorkloadOptions } from '../../src/vocabulary';
import { DraftWorkload, Ground, ground, IRELAND, NGINX, RECOMMENDED, refused } from '../ecs/support';
import { ground as eksGround, objects } from '../eks/support';

/** Nothing of this type of resource. */
export const NONE = 0;

/** Where both platforms stand. */
export type Place = Pick<Ground, 'stack' | 'vpc' | 'zone'>;

/** Properties by type of resource or kind of object; a list where several must be there, each in any order. */
export type Resources = Record<string, object | readonly object[] | typeof NONE>;

export interface Renders {
  readonly kind: 'renders';
  readonly resources: Resources;
}

export interface Refuses {
  readonly kind: 'refuses';
  readonly codes: readonly string[];
}

export type Expectation = Renders | Refuses;

export interface Row {
  /** What a reader would look for. */
  readonly feature: string;
  /** The members of the specification that it is about. */
  readonly covers: readonly SpecField[];
  readonly given: Partial<WorkloadDraft> | ((on: Place) => Partial<WorkloadDraft>);
  /** What it runs on, on ECS; Fargate unless something else is said. */
  readonly capacity?: () => Capacity;
  /** What only ECS is told. */
  readonly ecsOptions?: EcsWorkloadOptions;
  readonly ecs: Expectation;
  readonly eks: Expectation;
}

export function renders(resources: Resources): Renders {
  return { kind: 'renders', resources };
}

export function refuses(...codes: string[]): Refuses {
  return { kind: 'refuses', codes };
}

/** The definition of the main container, or of another one, among all that ECS has of a task. */
export function container(properties: object, name = 'shop'): Renders {
  return task({ ContainerDefinitions: Match.arrayWith([Match.objectLike({ Name: name, ...properties })]) });
}

export function task(properties: object): Renders {
  return renders({ 'AWS::ECS::TaskDefinition': properties });
}

export function service(properties: object): Renders {
  return renders({ 'AWS::ECS::Service': properties });
}

/** What EKS has of a copy: the template of its pods. */
export function pod(spec: object): Renders {
  return renders({ Deployment: { spec: { template: { spec } } } });
}

/** The main container of a pod, or another one that runs beside it. */
export function podContainer(members: object, name = 'shop'): Renders {
  return pod({ containers: Match.arrayWith([Match.objectLike({ name, ...members })]) });
}

/** A container of a pod that is up, or has ended, before the main one starts. */
export function firstContainer(members: object, name: string): Renders {
  return pod({ initContainers: Match.arrayWith([Match.objectLike({ name, ...members })]) });
}

/** A main container with nothing special about it, but for the given members. */
export function main(given: Partial<WorkloadDraft['containers'][number]> = {}): WorkloadDraft['containers'][number] {
  return { name: 'shop', image: NGINX._toSpec(), ports: [{ port: 8080 }], ...given };
}

export function sidecar(name: string, given: Partial<WorkloadDraft['containers'][number]> = {}): WorkloadDraft['containers'][number] {
  return { name, image: NGINX._toSpec(), ...given };
}

export function withMain(given: Partial<WorkloadDraft['containers'][number]>): Partial<WorkloadDraft> {
  return { containers: [main(given)] };
}

/** Runs the rows of one group. */
export function matrix(group: string, rows: readonly Row[]): void {
  describe(group, () => {
    const named = rows.map(row => [row.feature, row] as const);
    test.each(named)('on ECS: %s', (_, row) => expectOnEcs(row));
    test.each(named)('on EKS: %s', (_, row) => expectOnEks(row));
  });
}

function expectOnEcs({ given, ecs, capacity, ecsOptions }: Row): void {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  // What the platform keeps of all workloads is no part of one.
  const platform = on.platform({ capacity: capacity && [capacity()], taskEvents: false });
  const options = ecsOptions && { platformOptions: { ecs: new Handle('ecs options', ecsOptions) } };
  expectation(ecs, () => new DraftWorkload(on.stack, 'Shop', platform, { ...draft(given, on), ...options }), () => Template.fromStack(on.stack));
}

function expectOnEks({ given, eks }: Row): void {
  const on = eksGround({ env: IRELAND, flags: RECOMMENDED });
  expectation(eks, () => new DraftWorkload(on.stack, 'Shop', on.platform(), draft(given, on)), () => Template.fromStack(on.stack));
}

function draft(given: Row['given'], on: Place): WorkloadDraft {
  return { name: 'shop', containers: [main()], ...typeof given === 'function' ? given(on) : given };
}

function expectation(expected: Expectation, place: () => unknown, template: () => Template): void {
  if (expected.kind === 'refuses') {
    expect(refused(place).map(({ code }) => code)).toEqual(expected.codes);
  } else {
    place();
    expectResources(template(), expected.resources);
  }
}

function expectResources(template: Template, expected: Resources): void {
  for (const [type, properties] of Object.entries(expected)) {
    const all = [properties].flat() as object[];
    if (!type.includes('::')) {
      expectObjects(template, type, properties === NONE ? [] : all);
    } else if (properties === NONE) {
      template.resourceCountIs(type, 0);
    } else {
      all.forEach(each => template.hasResourceProperties(type, each));
    }
  }
}

/** Each of the expected objects is there; none if none is expected. */
function expectObjects(template: Template, kind: string, expected: readonly object[]): void {
  const found = objects(template).filter(object => object.kind === kind);
  if (expected.length === 0) {
    expect(found).toEqual([]);
  }
  for (const each of expected) {
    const results = found.map(object => Match.objectLike(each as Record<string, unknown>).test(object));
    if (!results.some(result => !result.hasFailed())) {
      throw new Error(`no ${kind} as expected:\n${results.map(result => result.toHumanStrings().join('\n')).join('\n') || 'there is none at all'}\n${JSON.stringify(found, undefined, 1)}`);
    }
  }
}

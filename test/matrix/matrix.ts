/**
 * One workload, and what becomes of it on each platform, next to each other.
 *
 * A row says which members of the specification it covers; a test walks all of them, so that nothing can be added to the
 * specification that no platform renders or refuses.
 */
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SpecField } from './fields';
import { WorkloadDraft } from '../../src/model';
import { DraftWorkload, Ground, ground, IRELAND, NGINX, RECOMMENDED, refused } from '../ecs/support';

/** Stands where a platform has no renderer so far. */
export const NOT_SUPPORTED_YET = { kind: 'not supported yet' } as const;

/** Nothing of this type of resource. */
export const NONE = 0;

/** Properties by type of resource; a list where several must be there, each in any order. */
export type Resources = Record<string, object | readonly object[] | typeof NONE>;

export interface Renders {
  readonly kind: 'renders';
  readonly resources: Resources;
}

export interface Refuses {
  readonly kind: 'refuses';
  readonly codes: readonly string[];
}

export type Expectation = Renders | Refuses | typeof NOT_SUPPORTED_YET;

export interface Row {
  /** What a reader would look for. */
  readonly feature: string;
  /** The members of the specification that it is about. */
  readonly covers: readonly SpecField[];
  readonly given: Partial<WorkloadDraft> | ((on: Ground) => Partial<WorkloadDraft>);
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
    test.each(rows.filter(({ ecs }) => ecs.kind !== NOT_SUPPORTED_YET.kind).map(row => [row.feature, row] as const))('on ECS: %s', (_, row) => {
      expectOnEcs(row);
    });
  });
}

function expectOnEcs({ given, ecs: expected }: Row): void {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  const place = () => new DraftWorkload(on.stack, 'Shop', on.platform(), { name: 'shop', containers: [main()], ...typeof given === 'function' ? given(on) : given });
  if (expected.kind === 'refuses') {
    expect(refused(place).map(({ code }) => code)).toEqual(expected.codes);
  } else if (expected.kind === 'renders') {
    place();
    expectResources(Template.fromStack(on.stack), expected.resources);
  }
}

function expectResources(template: Template, expected: Resources): void {
  for (const [type, properties] of Object.entries(expected)) {
    if (properties === NONE) {
      template.resourceCountIs(type, 0);
    } else {
      (Array.isArray(properties) ? properties : [properties]).forEach(each => template.hasResourceProperties(type, each));
    }
  }
}

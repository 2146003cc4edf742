/** Add-ons as a template has them: `cluster()` makes a platform, `addOn()` finds one, `order()` says what waits for what. */
import { Template } from 'aws-cdk-lib/assertions';
import { asText, ground, Ground, Setting } from './support';
import { EksPlatform, EksPlatformProps } from '../../src/eks';

export interface Cluster extends Ground {
  readonly eksPlatform: EksPlatform;
  readonly template: Template;
}

export function cluster(props: EksPlatformProps = {}, setting?: Setting): Cluster {
  const on = ground(setting);
  const eksPlatform = on.platform(props);
  return {
    ...on,
    eksPlatform,
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

export function addOnsOf(template: Template): string[] {
  return Object.values(template.findResources('AWS::EKS::Addon')).map(({ Properties }) => Properties.AddonName).sort();
}

/** The properties of an add-on, its settings as an object. */
export function addOn(template: Template, name: string): Record<string, any> {
  const [, { Properties }] = entryOf(template, name);
  const settings = Properties.ConfigurationValues;
  return { ...Properties, settings: settings && JSON.parse(asText(settings)) };
}

/** The logical ids of everything that waits for an add-on, directly. */
export function waitsFor(template: Template, name: string): string[] {
  const [id] = entryOf(template, name);
  const resources = Object.entries(template.toJSON().Resources as Record<string, any>);
  return resources.filter(([, { DependsOn = [] }]) => DependsOn.includes(id)).map(([other]) => other);
}

export function dependsOn(template: Template, name: string): string[] {
  return entryOf(template, name)[1].DependsOn ?? [];
}

function entryOf(template: Template, name: string): [string, Record<string, any>] {
  const found = Object.entries(template.findResources('AWS::EKS::Addon', { Properties: { AddonName: name } }));
  expect(found.map(([, { Properties }]) => Properties.AddonName)).toEqual([name]);
  return found[0];
}

/** The statements of the role with a description. */
export function rightsOf(template: Template, description: string): Record<string, any>[] {
  const [role] = Object.values(template.findResources('AWS::IAM::Role', { Properties: { Description: description } }));
  return (role.Properties.Policies ?? []).flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement);
}

/** What is on a dashboard. */
import { Template } from 'aws-cdk-lib/assertions';

export interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Record<string, any>;
}

/** The widgets of one of the dashboards in a template, in the order in which the dashboards were made. */
export function widgetsIn(template: Template, which = 0): Widget[] {
  const dashboards = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  return JSON.parse(flat(dashboards[which].Properties.DashboardBody)).widgets ?? [];
}

/** Graphs by their titles. */
export function graphsIn(template: Template, which = 0): Record<string, Record<string, any>> {
  return Object.fromEntries(widgetsIn(template, which).filter(({ type }) => type !== 'text').map(({ properties }) => [properties.title, properties]));
}

/** What is only known later stands there in braces: `{Api.Name}`. */
function flat(value: any): string {
  if (typeof value === 'string') {
    return value;
  }
  const [[verb, given]] = Object.entries<any>(value);
  switch (verb) {
    case 'Fn::Join': return given[1].map(flat).join(given[0]);
    case 'Fn::GetAtt': return `{${given.join('.')}}`;
    default: return `{${flat(given)}}`;
  }
}

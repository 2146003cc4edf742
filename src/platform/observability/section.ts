import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

/** A row of a dashboard is this wide. */
export const DASHBOARD_WIDTH = 24;

/** A graph that can be read across a room. */
export const GRAPH_HEIGHT = 6;

/** What a dashboard shows of a workload, or of a part of one: a heading, and rows of widgets under it. */
export interface DashboardSection {
  /** The heading, for example `api` or `api: queue`. */
  readonly title: string;
  /** What stands under the heading, in Markdown: what the section is about, and where to read on. */
  readonly text?: string;
  /** From top to bottom, each from left to right. */
  readonly rows: readonly (readonly cloudwatch.IWidget[])[];
}

import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DASHBOARD_WIDTH, DashboardSection } from './section';

/**
 * A graph keeps the period of its metrics, whatever time it shows. With one that goes with the time, sums and shares over a minute become
 * those over an hour, and the line where an alarm begins means nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const KEEPS_PERIODS = cloudwatch.PeriodOverride.INHERIT;

/** CloudWatch shows no more widgets on one dashboard. */
const MOST_WIDGETS = 500;

/** The dashboards of one stack: one, until it is full. */
interface Shelf {
  readonly dashboards: cloudwatch.Dashboard[];
  room: number;
}

/**
 * The dashboards of a platform: one in its own stack, and one in each other stack that has workloads. What shows a workload refers to
 * it, and the workload to its platform, so a single dashboard in the platform's stack would make the stacks need each other.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
export class Dashboards {
  private readonly shelves = new Map<Stack, Shelf>();

  constructor(private readonly platform: Construct) {
    this.shelfOf(Stack.of(platform));
  }

  /** All that there are, the platform's own first. */
  public get all(): cloudwatch.Dashboard[] {
    return [...this.shelves.values()].flatMap(({ dashboards }) => dashboards);
  }

  /** Shows something at the end of the dashboard of its stack. */
  public show(what: Construct, { title, text, rows }: DashboardSection): void {
    const heading = new cloudwatch.TextWidget({
      markdown: [`# ${title}`, ...text === undefined ? [] : [text]].join('\n'), width: DASHBOARD_WIDTH, height: text === undefined ? 1 : 2,
    });
    const shelf = this.shelfOf(Stack.of(what));
    const needed = 1 + rows.reduce((sum, row) => sum + row.length, 0);
    if (needed > shelf.room) {
      this.extend(shelf, Stack.of(what));
    }
    shelf.room -= needed;
    const dashboard = shelf.dashboards[shelf.dashboards.length - 1];
    dashboard.addWidgets(heading);
    rows.filter(row => row.length > 0).forEach(row => dashboard.addWidgets(...row));
  }

  private shelfOf(stack: Stack): Shelf {
    const found = this.shelves.get(stack);
    if (found) {
      return found;
    }
    const shelf: Shelf = { dashboards: [], room: 0 };
    this.shelves.set(stack, shelf);
    this.extend(shelf, stack);
    return shelf;
  }

  private extend(shelf: Shelf, stack: Stack): void {
    const number = shelf.dashboards.length + 1;
    const suffix = number > 1 ? String(number) : '';
    // In a stack of somebody else's, the platform's address keeps two platforms apart.
    const [scope, id] = stack === Stack.of(this.platform)
      ? [this.platform, `Dashboard${suffix}`]
      : [stack, `Dashboard${suffix}-${this.platform.node.addr.slice(-8)}`];
    shelf.dashboards.push(new cloudwatch.Dashboard(scope, id, { periodOverride: KEEPS_PERIODS }));
    shelf.room = MOST_WIDGETS;
  }
}

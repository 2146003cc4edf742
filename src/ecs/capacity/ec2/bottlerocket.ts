import { Ec2Plan } from './plan';
import { Ec2CapacityOptions } from '../../../vocabulary';

const AGENT = '[settings.ecs]';

/** With this line of settings, tasks may have privileged containers; Bottlerocket starts none otherwise. */
const ALLOWS_PRIVILEGED = /^\s*allow-privileged-containers\s*=\s*true\b/m;

/** What an instance is part of, and by what it is told from others there. */
export interface Membership {
  readonly cluster: string;
  readonly attributes: Record<string, string>;
}

/**
 * The settings of an instance with Bottlerocket, which runs no scripts. What is left out here is on without being said.
 *
 * Lines that were given go into the tables they are for. Bottlerocket reads nothing of a document that has the same table or the
 * same setting twice, and the instance would never join the cluster.
 *
 * @see https://bottlerocket.dev/en/os/latest/#/api/settings/ecs/
 */
export function bottlerocketSettings({ spotPercent }: Ec2Plan, options: Ec2CapacityOptions, { cluster, attributes }: Membership): string {
  const tables = new Map([
    [AGENT, [
      `cluster = "${cluster}"`,
      'awsvpc-block-imds = true',
      'enable-container-metadata = true',
      ...spotPercent > 0 ? ['enable-spot-instance-draining = true'] : [],
      'image-cleanup-age = "1h"',
    ]],
    ['[settings.ecs.instance-attributes]', Object.entries(attributes).map(([name, value]) => `${name} = "${value}"`)],
  ]);
  if (options.warmPool) {
    tables.set('[settings.autoscaling]', ['should-wait = true']);
  }
  addLines(tables, options.userData ?? []);
  return [...tables].flatMap(([table, lines]) => [table, ...lines]).join('\n');
}

/** Whether tasks may have privileged containers. */
export function allowsPrivileged({ userData = [] }: Ec2CapacityOptions): boolean {
  return userData.some(line => ALLOWS_PRIVILEGED.test(line));
}

/** Lines before the first table are settings of the agent. A setting that was given takes the place of ours. */
function addLines(tables: Map<string, string[]>, given: readonly string[]): void {
  let table = AGENT;
  for (const line of given.flatMap(lines => lines.split('\n'))) {
    const header = /^\s*(\[settings[^\]]*\])/.exec(line)?.[1];
    table = header ?? table;
    const lines = tables.get(table) ?? [];
    const setting = /^\s*([\w-]+)\s*=/.exec(line)?.[1];
    tables.set(table, header ? lines : [...lines.filter(one => setting === undefined || !one.startsWith(`${setting} =`)), line]);
  }
}

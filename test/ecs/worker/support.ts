/** One worker called Invoices on a platform of its own: `worker()` makes it, the rest looks at what it became. */
import { Template } from 'aws-cdk-lib/assertions';
import { EcsPlatform, EcsPlatformProps } from '../../../src/ecs';
import { WorkerService, WorkerServiceProps } from '../../../src/workloads';
import { Ground, ground, NGINX, Setting } from '../support';

export interface MadeWorker extends Ground {
  readonly worker: WorkerService;
  readonly ecsPlatform: EcsPlatform;
  readonly template: Template;
}

export function worker(
  props: Partial<WorkerServiceProps> | ((on: Ground) => Partial<WorkerServiceProps>) = {},
  platformProps: EcsPlatformProps | ((on: Ground) => EcsPlatformProps) = {}, setting?: Setting,
): MadeWorker {
  const on = ground(setting);
  const ecsPlatform = on.platform(typeof platformProps === 'function' ? platformProps(on) : platformProps);
  const made = new WorkerService(on.stack, 'Invoices', { platform: ecsPlatform, image: NGINX, ...typeof props === 'function' ? props(on) : props });
  return {
    ...on,
    worker: made,
    ecsPlatform,
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

/** The queues of a template by their ids, without what the CDK adds to those. */
export function queues(template: Template): Record<string, Record<string, any>> {
  return Object.fromEntries(Object.entries(template.findResources('AWS::SQS::Queue'))
    .map(([id, resource]) => [id.replace(/[0-9A-F]{8}$/, ''), resource as Record<string, any>]));
}

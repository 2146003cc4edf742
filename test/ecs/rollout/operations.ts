/** A service as operations find it: `service()` puts one on a cluster, `unexplained()` says what the packs have against it all. */
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Environment, Stack } from 'aws-cdk-lib/core';
import { findingsIn } from '../../compliance/packs';
import { existingVpc, RECOMMENDED } from '../support';

export interface Place {
  readonly app: App;
  readonly stack: Stack;
  readonly cluster: ecs.Cluster;
  readonly topic: sns.ITopic;
  readonly template: Template;
  service(id: string): ecs.FargateService;
}

export function place({ flags = RECOMMENDED, env }: { readonly flags?: Record<string, unknown>; readonly env?: Environment } = {}): Place {
  const app = new App({ context: flags });
  const stack = new Stack(app, 'Shop', { env });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: existingVpc(stack) });
  return {
    app,
    stack,
    cluster,
    topic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:rollouts'),
    get template() {
      return Template.fromStack(stack);
    },
    service(id) {
      const taskDefinition = new ecs.FargateTaskDefinition(stack, `${id}Tasks`);
      taskDefinition.addContainer('main', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29') });
      return new ecs.FargateService(stack, id, { cluster, taskDefinition, minHealthyPercent: 100, circuitBreaker: { enable: false } });
    },
  };
}

/** What the packs find that nobody has answered for, but for the fixtures. */
export function unexplained({ app }: Place, ...fixtures: string[]): string[] {
  app.synth();
  return findingsIn(app)
    .filter(({ path }) => !['Cluster', ...fixtures].some(id => path.startsWith(`Shop/${id}`)))
    .map(({ rule, path }) => `${rule} at ${path}`);
}

export interface TemplateRule {
  readonly id: string;
  readonly pattern: Record<string, any>;
  readonly target: Record<string, any>;
}

/** The rules of EventBridge, by the beginning of their logical ids. */
export function rules(template: Template, prefix: string): TemplateRule[] {
  return Object.entries(template.findResources('AWS::Events::Rule', { Properties: Match.anyValue() }))
    .filter(([id]) => id.startsWith(prefix))
    .map(([id, { Properties }]) => ({ id, pattern: Properties.EventPattern, target: Properties.Targets[0] }));
}

/** Text with references in it, which are written as `{Id}` and `{Id.Attribute}`. */
export function text(value: any): string {
  if (typeof value !== 'object') { return `${value}`; }
  if (value.Ref) { return `{${value.Ref}}`; }
  if (value['Fn::GetAtt']) { return `{${value['Fn::GetAtt'].join('.')}}`; }
  if (value['Fn::Join']) { return value['Fn::Join'][1].map(text).join(value['Fn::Join'][0]); }
  throw new Error(`no text: ${JSON.stringify(value)}`);
}

/** Everything that has to be there before a resource is made, directly or by way of others. */
export function neededBy(template: Template, id: string): Set<string> {
  const resources: Record<string, any> = template.toJSON().Resources;
  const found = new Set<string>();
  const visit = (current: string) => {
    const { DependsOn = [] } = resources[current];
    const mentioned = [...JSON.stringify(resources[current]).matchAll(/"(?:Ref|Fn::GetAtt)":(?:\["|")(\w+)/g)].map(([, name]) => name);
    [...[DependsOn].flat(), ...mentioned].filter(name => name in resources && !found.has(name)).forEach(name => {
      found.add(name);
      visit(name);
    });
  };
  visit(id);
  return found;
}

export function idOf(template: Template, type: string, prefix = ''): string {
  const ids = Object.keys(template.findResources(type)).filter(id => id.startsWith(prefix));
  if (ids.length !== 1) { throw new Error(`one ${type} is expected, not ${ids.length}`); }
  return ids[0];
}

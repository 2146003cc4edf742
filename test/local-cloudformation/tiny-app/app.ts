/** The smallest app that shows what matters: an asset, a custom resource, a replacement that others follow, an output. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, CfnOutput, CustomResource, Stack } from 'aws-cdk-lib/core';

const app = new App();
const stack = new Stack(app, 'Tiny');
const answer = `
exports.handler = async event => {
  await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'greeting', Data: { Text: 'hello' } }) });
};`;
const provider = new lambda.Function(stack, 'Provider', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(answer) });
const greeting = new CustomResource(stack, 'Greeting', { serviceToken: provider.functionArn });

const cluster = new ecs.CfnCluster(stack, 'Cluster');
const task = new ecs.CfnTaskDefinition(stack, 'Task', {
  family: 'tiny', containerDefinitions: [{ name: 'app', image: `nginx:${String(app.node.tryGetContext('version') ?? '1')}` }],
});
new ecs.CfnService(stack, 'Service', { cluster: cluster.ref, taskDefinition: task.ref, desiredCount: 1, deploymentConfiguration: { maximumPercent: 200 } });
new CfnOutput(stack, 'Text', { value: greeting.getAttString('Text') });
if (app.node.tryGetContext('broken') !== undefined) { new ecs.CfnService(stack, 'Broken', { cluster: cluster.ref, taskDefinition: 'nobody:1' }); }

/** The app that the demo of rollouts deploys: one service, rolled out as `-c rollout=` says, in the version that `-c version=` says. */
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Image, Rollout, TrafficShift, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Bakery');
const version: string = app.node.tryGetContext('version') ?? '1';

const short = { bakeTime: Duration.minutes(5), startTimeout: Duration.minutes(10) };
const rollouts: Record<string, Rollout> = {
  blueGreen: Rollout.blueGreen(short),
  canary: Rollout.canary({ ...short, percent: 10, interval: Duration.minutes(5) }),
  linear: Rollout.linear({ ...short, percent: 20, interval: Duration.minutes(2) }),
  codeDeploy: Rollout.codeDeploy({ ...short, shift: TrafficShift.linear(20, Duration.minutes(2)) }),
};

const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.plainHttp('This is a demo, and nobody is out there') });
new WebService(stack, 'Shop', {
  platform,
  image: Image.fromRegistry(`ghcr.io/acme/shop:${version}.0.0`),
  port: 8080,
  rollout: rollouts[app.node.tryGetContext('rollout')],
});

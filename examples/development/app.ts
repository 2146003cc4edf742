/**
 * A throw-away environment: one NAT gateway, one copy, no retained data, and plain HTTP, which takes a reason.
 */
import { App, Stack } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Image, PlatformProfile, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Playground');

const platform = new EcsPlatform(stack, 'Platform', {
  profile: PlatformProfile.DEVELOPMENT,
  domain: Domain.plainHttp('A playground without a domain, for made-up data only.'),
});

new WebService(stack, 'Hello', {
  platform,
  image: Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29'),
  port: 8080,
  exec: true, // a shell in the container, for people who may
});

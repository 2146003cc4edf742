/**
 * The same system twice: a small one to try things on, and the one that matters. What differs is in two lines.
 */
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack, Stage, StageProps } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Domain, EcsPlatform, Image, PlatformProfile, WebService } from 'cdk-container-platform';

interface BookingProps extends StageProps {
  readonly profile: PlatformProfile;
  readonly zone: route53.HostedZoneAttributes;
}

class Booking extends Stage {
  constructor(scope: Construct, id: string, props: BookingProps) {
    super(scope, id, props);
    const stack = new Stack(this, 'Booking');
    const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', props.zone);
    const platform = new EcsPlatform(stack, 'Platform', { profile: props.profile, domain: Domain.hostedZone(zone) });
    new WebService(stack, 'Rooms', {
      platform,
      image: Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29'),
      port: 8080,
    });
  }
}

// Give each stage its account and region with `env`, as a pipeline does. Without, it goes where your credentials are.
const app = new App();
new Booking(app, 'Test', {
  profile: PlatformProfile.DEVELOPMENT,
  zone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'test.booking.example.com' },
});
new Booking(app, 'Production', {
  profile: PlatformProfile.PRODUCTION,
  zone: { hostedZoneId: 'Z0123456789JIHGFEDCBA', zoneName: 'booking.example.com' },
});

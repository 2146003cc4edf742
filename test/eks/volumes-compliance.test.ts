import * as s3 from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { web } from './support';
import { Volume } from '../../src/vocabulary';
import { findingsIn, tell } from '../compliance/packs';

test.each(['the same', 'another'])('the objects of a bucket in %s stack, as files, leave the packs nothing to say', where => {
  const { app } = web((on: { stack: Stack; scope: Construct }) => {
    const { account, region } = on.stack;
    const stack = where === 'another' ? new Stack(on.scope, 'Data', { env: { account, region } }) : on.stack;
    const media = Volume.s3Files({ bucket: new s3.Bucket(stack, 'Media', { versioned: true }) });
    return { volumes: { media }, mounts: [{ volume: 'media', path: '/srv/media' }] };
  });
  app.synth();

  expect(findingsIn(app).map(tell).filter(told => told.includes('Volume-media'))).toEqual([]);
});

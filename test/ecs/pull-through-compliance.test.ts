/** Images that are pulled by way of caches leave the packs and the validator nothing to say. */
import { App } from 'aws-cdk-lib/core';
import { ground, IRELAND, RECOMMENDED, service, Setting } from './support';
import { ImageRegistry, PullThroughCache } from '../../src/registry';
import { Image, LogDestination, Logging, Telemetry } from '../../src/vocabulary';
import { findingsIn, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';
import { ground as eksGround } from '../eks/support';

/** The network of the tests is not a real one. */
const OF_TASKS = /Shop\/(Registry|Api\/Default\/(?!Service))/;

const caches = [PullThroughCache.ecrPublic(), PullThroughCache.quay()];
const image = Image.fromRegistry('quay.io/prometheus/prometheus:v3.8.0');

/** A service that pulls everything by way of caches. */
function served(setting: Setting): App {
  const on = ground(setting);
  const imageRegistry = new ImageRegistry(on.stack, 'Registry', { pullThroughCaches: caches });
  service(on.stack, 'Api', on.platform({ imageRegistry }), {
    image, telemetry: Telemetry.openTelemetry(), logging: Logging.fireLens(LogDestination.logGroup()),
  });
  return on.app;
}

test('tasks on ECS', () => {
  const app = served({ env: IRELAND, flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });

  expect(diagnosticsIn(app).filter(said => OF_TASKS.test(said))).toEqual([]);
  expect(findingsIn(app).map(tell)).toEqual([]);
});

test('tasks on ECS, without flags and wherever they are', () => {
  const app = served({});
  app.synth();

  expect(findingsIn(app).map(tell)).toEqual([]);
});

test('pods and nodes on EKS', () => {
  const on = eksGround();
  const imageRegistry = new ImageRegistry(on.stack, 'Registry', { pullThroughCaches: caches });
  service(on.stack, 'Api', on.platform({ imageRegistry }), { image });
  on.app.synth();

  expect(findingsIn(on.app).map(tell)).toEqual([]);
});

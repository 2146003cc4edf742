/** The shape that every measured app has, so that only what is inside the stacks differs. */
import { App, Stack } from 'aws-cdk-lib/core';

export const SERVICES_PER_STACK = 25;

/** A load balancer has at most 100 target groups, and ours has two per service; the shared ones of the peers are as large. */
export const SERVICES_PER_LOAD_BALANCER = 50;

export const IMAGE = 'public.ecr.aws/nginx/nginx:1.29';
export const PORT = 8080;

/** How an app is filled: the base stack first, then each service in its stack. */
export interface Fill {
  /** What the services stand on. Called once for every load balancer's worth of services. */
  cell(base: Stack, number: number): void;
  /** One service. */
  service(stack: Stack, number: number): void;
}

/** What a case is: a function that starts to fill an app. */
export type Case = (app: App, base: Stack) => Fill;

export function fillApp(start: Case, services: number): App {
  // Without `autoSynth`, an app whose findings were counted would be synthesised once more at the end of the process.
  const app = new App({ autoSynth: false });
  const base = new Stack(app, 'Base');
  const { cell, service } = start(app, base);
  let stack = base;
  for (let number = 0; number < services; number++) {
    if (number % SERVICES_PER_LOAD_BALANCER === 0) {
      cell(base, number / SERVICES_PER_LOAD_BALANCER);
    }
    if (number % SERVICES_PER_STACK === 0) {
      stack = new Stack(app, `Services${number / SERVICES_PER_STACK}`);
    }
    service(stack, number);
  }
  return app;
}

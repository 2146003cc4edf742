import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Right } from './allow';
import { HandlerFunction } from './handler-function';
import { makeProvider } from './provider-framework';

/** How long CloudFormation waits: longer than the handlers wait for anything, so that it hears their reason. */
export const PATIENCE = Duration.hours(1);

/** What one of the two is, and what it may do. */
export interface PatientHandler {
  /** Name of the export in `handlers/index.ts`. */
  readonly handler: string;
  readonly description: string;
  readonly rights?: readonly Right[];
}

/** A provider of custom resources that take longer than a function may. */
export interface PatientProvider {
  readonly serviceToken: string;
  readonly onEvent: HandlerFunction;
  readonly isComplete: HandlerFunction;
}

/** Two functions and the framework around them: one begins what is asked for, and the other is asked until it is done. */
export function makePatientProvider(scope: Construct, begins: PatientHandler, completes: PatientHandler): PatientProvider {
  const make = (id: string, { handler, description, rights = [] }: PatientHandler) =>
    new HandlerFunction(scope, id, { handler, description, timeout: Duration.minutes(2), rights });
  const onEvent = make('OnEvent', begins);
  const isComplete = make('IsComplete', completes);
  return { serviceToken: makeProvider(scope, { onEvent, isComplete }).serviceToken, onEvent, isComplete };
}

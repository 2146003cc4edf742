/** What the steps of the demo share. */
import { LocalAws } from '../local-cloudformation';
import { Progress } from './terminal';
import { Lifecycle } from '../local-cloudformation/testing/lifecycle';

export interface DemoContext {
  readonly aws: LocalAws;
  readonly life: Lifecycle;
  /** The assemblies of both versions of the app. */
  readonly first: string;
  readonly second: string;
}

/** One step of the demo. What it returns is told behind its name. */
export interface Step {
  readonly title: string;
  run(context: DemoContext, progress: Progress): Promise<string>;
}

/** Something the endpoint's state shows to be wrong, although the CLI was content. */
export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) { throw new Error(otherwise); }
}

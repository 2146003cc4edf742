/** Releases in the emulated CloudFormation, with the handlers and the framework as they are shipped. */
import { SCENARIOS } from './played';

jest.setTimeout(60_000);

test.each(SCENARIOS.map(scenario => [scenario.title, scenario] as const))('%s', async (_title, { play }) => play());

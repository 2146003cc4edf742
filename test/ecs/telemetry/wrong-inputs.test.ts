import { telemetryMessages } from '../../../src/findings/messages/telemetry';
import { codesOf, expectRefused } from '../../wrong-inputs/expect-refused';
import { TELEMETRY_MISTAKES } from '../../wrong-inputs/telemetry';

describe('every mistake about telemetry is refused with its code, its place and a way out', () => expectRefused(TELEMETRY_MISTAKES));

test('every message about telemetry is said by one of them', () => {
  expect(codesOf(TELEMETRY_MISTAKES)).toEqual(expect.arrayContaining(Object.keys(telemetryMessages)));
});

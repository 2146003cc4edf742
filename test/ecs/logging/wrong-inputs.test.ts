import { loggingMessages } from '../../../src/findings/messages/logging';
import { codesOf, expectRefused } from '../../wrong-inputs/expect-refused';
import { LOGGING_MISTAKES } from '../../wrong-inputs/logging';

describe('every mistake about logs is refused with its code, its place and a way out', () => expectRefused(LOGGING_MISTAKES));

test('every message about logs is said by one of them', () => {
  expect(codesOf(LOGGING_MISTAKES)).toEqual(expect.arrayContaining(Object.keys(loggingMessages)));
});

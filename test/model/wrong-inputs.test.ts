import { containerMessages } from '../../src/findings/messages/container';
import { platformMessages } from '../../src/findings/messages/platform';
import { taskMessages } from '../../src/findings/messages/task';
import { workloadMessages } from '../../src/findings/messages/workload';
import { CONTAINER_MISTAKES } from '../wrong-inputs/container';
import { codesOf, expectRefused } from '../wrong-inputs/expect-refused';
import { PLATFORM_MISTAKES } from '../wrong-inputs/platform';
import { TASK_MISTAKES } from '../wrong-inputs/task';
import { WORKLOAD_MISTAKES } from '../wrong-inputs/workload';

const mistakes = [...CONTAINER_MISTAKES, ...WORKLOAD_MISTAKES, ...TASK_MISTAKES, ...PLATFORM_MISTAKES];

describe('every mistake is refused with its code, its place and a way out', () => expectRefused(mistakes));

test('there are at least seventy of them', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(70);
});

test('every message about workloads and platforms is said by one of them', () => {
  expect(codesOf(mistakes)).toEqual(Object.keys({ ...containerMessages, ...workloadMessages, ...taskMessages, ...platformMessages }).sort());
});

/** Jobs in the model: what is filled in, and what people read. */
import { Duration } from 'aws-cdk-lib/core';
import { describe as text, isJob, JobDraft, QueueHandle, seal, WorkloadDraft } from '../../src/model';
import { main, PRODUCTION, workload } from '../wrong-inputs/wrong-input';

const job = (given: JobDraft): WorkloadDraft => workload({ containers: [main({ ports: [] })], job: given });

function sealed(given: JobDraft) {
  const { spec, findings } = seal(job(given), PRODUCTION);
  expect(findings).toEqual([]);
  return spec;
}

test('nothing of a schedule is made up but the clock, and that runs may overlap', () => {
  const spec = sealed({ trigger: { kind: 'schedule', expression: 'rate(1 day)' } });

  expect(isJob(spec)).toBe(true);
  expect(spec.job).toEqual({ retries: 0, trigger: { kind: 'schedule', expression: 'rate(1 day)', timeZone: 'Etc/UTC', overlap: 'allow' } });
  expect(spec.scaling).toEqual({ kind: 'perRun' });
});

test('a release does not wait for ever, and others take as long as they take', () => {
  expect(sealed({ trigger: { kind: 'release' } }).job!.timeout).toBeDefined();
  expect(sealed({ trigger: { kind: 'request' } }).job!.timeout).toBeUndefined();
  expect(sealed({ trigger: { kind: 'release' }, timeout: Duration.minutes(7) }).job!.timeout!.toMinutes()).toBe(7);
});

test.each<[JobDraft, RegExp[]]>([
  [{ trigger: { kind: 'schedule', expression: 'cron(0 3 * * ? *)', timeZone: 'Europe/Berlin', overlap: 'skip' }, timeout: Duration.hours(1), retries: 2 },
    [/at cron\(0 3 \* \* \? \*\) Europe\/Berlin/, /unless the last run goes on/, /for 3600 s at most/, /started anew 2 times when it fails/]],
  [{
    trigger: {
      kind: 'schedule',
      expression: 'rate(1 day)',
      flexibleWindow: Duration.minutes(5),
      startWithin: Duration.minutes(10),
      startRetries: 3,
      deadLetters: new QueueHandle('Shop/Dead', {}, false),
    },
  }, [/even while the last run goes on/, /some time within 300 s/, /at most 600 s late/, /its start is tried 3 times more/, /goes to Shop\/Dead/, /as long as it takes/]],
  [{ trigger: { kind: 'release' } }, [/before each new version/]],
  [{ trigger: { kind: 'request' } }, [/when it is asked for/]],
])('people read what starts a run, and what becomes of it (%#)', (given, lines) => {
  const described = text(sealed(given));

  lines.forEach(line => expect(described).toMatch(line));
  expect(described).not.toMatch(/^ *rollout/m);
});

import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { WrongInput } from './wrong-input';
import { EksJob, ManifestDelivery } from '../../src/eks';
import { Code } from '../../src/findings';
import { OnRollback } from '../../src/vocabulary';
import { ReleaseJob, ReleaseJobProps, StandaloneTask } from '../../src/workloads';
import { ground, NGINX, refused, service } from '../ecs/support';
import { ground as eksGround } from '../eks/support';

function wrong(code: Code, path: string, remedy: string, given: Partial<ReleaseJobProps>, act?: (job: ReleaseJob) => unknown): WrongInput {
  const findings = () => refused(() => {
    const on = ground();
    const job = new ReleaseJob(on.stack, 'Migrate', { platform: on.platform(), image: NGINX, ...given });
    act?.(job);
  });
  return { code, path, remedy, findings };
}

function wrongOnEks(code: Code, path: string, remedy: string, given: Partial<ReleaseJobProps>, manifests?: ManifestDelivery): WrongInput {
  const findings = () => refused(() => {
    const on = eksGround();
    new ReleaseJob(on.stack, 'Migrate', { platform: on.platform({ manifests }), image: NGINX, ...given });
  });
  return { code, path, remedy, findings };
}

/** Mistakes in jobs that run during a deployment. */
export const RELEASE_MISTAKES: readonly WrongInput[] = [
  wrong('ReleaseTooLong', 'timeout', 'Duration.minutes(45)', { timeout: Duration.hours(1) }),
  wrong('ReleaseTooShort', 'timeout', 'Duration.minutes(1)', { timeout: Duration.seconds(30) }),
  wrong('ReleaseIdTaken', 'environment.RELEASE_ID', 'leave RELEASE_ID out', { releaseId: '42', environment: { RELEASE_ID: '41' } }),
  wrong('ReleaseHoldsNothing', 'runBefore', 'leave it out of `runBefore()`', {}, job =>
    job.runBefore(new StandaloneTask(Stack.of(job), 'Export', { platform: job.platform, image: NGINX }))),
  wrong('ReleaseInCircle', 'runBefore', 'say only what has to run first', {}, job => job.runBefore(job)),
  wrong('ReleaseInCircle', 'runAfter', 'say only what has to run first', {}, job => job.runAfter(job)),
  wrong('ReleaseInLaterStack', 'runBefore', 'define the release job in the stack Shop', {}, job => {
    const later = new ReleaseJob(new Stack(App.of(job) as App, 'Later'), 'Seed', { platform: job.platform, image: NGINX });
    later.runBefore(service(Stack.of(job), 'Api', job.platform, { exposures: [] }));
  }),
  wrong('TooManyReleases', 'platform', 'in another stack', {}, job => Array.from({ length: 10 }, (_, index) =>
    new ReleaseJob(Stack.of(job), `Migrate${index}`, { platform: job.platform, image: NGINX }))),
  wrongOnEks('ReleaseTooLong', 'timeout', 'Duration.minutes(13)', { timeout: Duration.minutes(20) }),
  {
    code: 'EksReleaseHasNoCommand',
    path: 'runCommand',
    remedy: 'StandaloneTask',
    findings: () => refused(() => {
      const on = eksGround();
      return EksJob.of(new ReleaseJob(on.stack, 'Migrate', { platform: on.platform(), image: NGINX })).runCommand;
    }),
  },
  wrongOnEks('EksReleaseNotTakenBack', 'onRollback', 'leave `onRollback` out', { onRollback: OnRollback.run('migrate', 'down') }),
  wrongOnEks('EksReleaseNotWaitedFor', 'platform.manifests', 'ManifestDelivery.APPLY', {}, ManifestDelivery.WRITE),
];

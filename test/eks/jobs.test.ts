/** What becomes of jobs on EKS: the objects, as the API server of the local account takes them, and what is in them. */
import { Template } from 'aws-cdk-lib/assertions';
import { Duration } from 'aws-cdk-lib/core';
import { ground, object, plain } from './support';
import { EksJob } from '../../src/eks';
import { JobSchedule, OverlapPolicy } from '../../src/vocabulary';
import { ScheduledJob, ScheduledJobProps, StandaloneTask } from '../../src/workloads';
import { World } from '../../tools/local-cloudformation/testing/world';
import { NGINX, service } from '../ecs/support';

jest.setTimeout(120_000);

function scheduled(props: Partial<ScheduledJobProps> = {}) {
  const on = ground();
  const platform = on.platform();
  const report = new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule: JobSchedule.cron('0 8 ? * MON-FRI *'), ...props });
  return { ...on, platform, report };
}

test('a schedule is a CronJob whose pods run once, and are left alone until they have ended', () => {
  const { stack } = scheduled({ timeZone: 'Europe/Berlin', overlap: OverlapPolicy.SKIP, timeout: Duration.hours(1), retries: 2, startWithin: Duration.minutes(5) });
  const { metadata, spec } = object(Template.fromStack(stack), 'CronJob');

  expect(metadata).toMatchObject({ name: 'report', namespace: 'workloads' });
  expect(spec).toMatchObject({
    schedule: '0 8 * * 1-5',
    timeZone: 'Europe/Berlin',
    suspend: false,
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 300,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: { backoffLimit: 2, ttlSecondsAfterFinished: 604_800 } },
  });
  const { template } = spec.jobTemplate.spec;
  expect(template.metadata.annotations).toEqual({ 'karpenter.sh/do-not-disrupt': 'true' });
  expect(template.spec).toMatchObject({ restartPolicy: 'Never', activeDeadlineSeconds: 3600, serviceAccountName: 'report' });
  expect(template.spec).not.toHaveProperty('topologySpreadConstraints');
});

test('what is added later is in the runs', () => {
  const { stack, report } = scheduled();
  report.addEnvironment('DAY', 'yesterday');

  const [{ env }] = object(Template.fromStack(stack), 'CronJob').spec.jobTemplate.spec.template.spec.containers;
  expect(env.map(({ name }: { name: string }) => name)).toEqual(['AWS_REGION', 'DAY']);
});

test('a run reaches services by their names, which let it in', () => {
  const { stack, platform, report } = scheduled();
  report.connectTo(service(stack, 'Api', platform, { exposures: [] }));

  expect(plain(object(Template.fromStack(stack), 'NetworkPolicy', 'api').spec.ingress)).toEqual([
    { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'report' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
  ]);
});

test('nobody comes in to a run', () => {
  expect(object(Template.fromStack(scheduled().stack), 'NetworkPolicy').spec).toMatchObject({ ingress: [] });
});

test('people start a run with kubectl, whatever else starts it', () => {
  const { stack, platform, report } = scheduled();
  const task = new StandaloneTask(stack, 'Export', { platform, image: NGINX });

  expect(report.runCommand).toBe('kubectl create job --namespace workloads --from=cronjob/report report-$(date +%s)');
  expect(EksJob.of(task).runCommand).toBe('kubectl create job --namespace workloads --from=cronjob/export export-$(date +%s)');
});

test('two workloads of one name are refused, whether they are jobs or services', () => {
  const { stack, platform } = scheduled();

  expect(() => service(stack, 'Other', platform, { exposures: [], workloadName: 'report' } as object)).toThrow(/EksNameTaken|already|taken/i);
});

test('the cluster takes the objects, changes them and lets them go', async () => {
  const world = new World();
  const deploy = (schedule: JobSchedule) => {
    const on = ground();
    const platform = on.platform();
    new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule });
    new StandaloneTask(on.stack, 'Export', { platform, image: NGINX });
    return world.deploy(world.templateOf(on.stack));
  };
  const cronJobs = () => [...world.aws.account.clusters.values()][0].objects('CronJob', 'workloads')
    .map(({ metadata, spec }: Record<string, any>) => `${metadata.name} ${spec.schedule}${spec.suspend ? ' suspended' : ''}`).sort();

  expect((await deploy(JobSchedule.rate(Duration.minutes(15)))).status).toBe('CREATE_COMPLETE');
  expect(cronJobs()).toEqual(['export 0 0 1 1 * suspended', 'report */15 * * * *']);
  expect((await deploy(JobSchedule.cron('0 3 * * ? *'))).status).toBe('UPDATE_COMPLETE');
  expect(cronJobs()).toEqual(['export 0 0 1 1 * suspended', 'report 0 3 * * *']);
});

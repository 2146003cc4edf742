/** Jobs on EKS leave the packs nothing to say. */
import { ground } from './support';
import { JobSchedule } from '../../src/vocabulary';
import { ScheduledJob, StandaloneTask } from '../../src/workloads';
import { findingsIn, tell } from '../compliance/packs';
import { NGINX } from '../ecs/support';

test('jobs leave the packs nothing to say', () => {
  const on = ground();
  const platform = on.platform();
  new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule: JobSchedule.cron('0 3 * * ? *') });
  new StandaloneTask(on.stack, 'Export', { platform, image: NGINX });
  on.app.synth();

  expect(findingsIn(on.app).map(tell).filter(told => /Shop\/(Report|Export)\//.test(told))).toEqual([]);
});

/** What ECS refuses about workloads that run once on each machine. */
import { Feature, reportMissing } from './launch-types';
import { managedDaemonsDoWithout } from './managed-daemons-do-without';
import { EcsRule } from './target';
import { isPerInstance } from '../../model';
import { Report } from '../../model/rules/rule';
import { EcsDaemonOptions } from '../../vocabulary';
import { daemonOptions } from '../daemon/options';
import { ecsOptions } from '../options';

/** Fargate has no machine that two tasks could share. */
const daemonsNeedMachines: EcsRule = ({ launchType }) => (spec, report) => {
  if (isPerInstance(spec) && launchType === 'fargate') {
    report('DaemonOnFargate', 'ecs.capacity', {});
  }
};

/** The scheduler of daemons decides alone: one wherever one may be. */
const daemonsAreNotPlaced: EcsRule = ({ launchType }) => (spec, report) => {
  const { placementStrategies = [], capacity = [] } = ecsOptions(spec);
  if (!isPerInstance(spec)) {
    return;
  }
  if (placementStrategies.length > 0) {
    report('DaemonIsNotPlaced', 'ecs.placementStrategies', {});
  }
  capacity.forEach((choice, index) => {
    const { pool } = choice._toSpec();
    if (launchType === 'ec2' && pool.kind === 'existing') {
      report('DaemonOnUnknownInstances', `ecs.capacity[${index}]`, { provider: pool.providerName });
    }
  });
};

/** A disk is made for each task of a service that counts its tasks. */
const daemonsHaveNoDisks: EcsRule = ({ launchType }) => (spec, report) => {
  if (isPerInstance(spec) && launchType !== 'managedInstances') {
    spec.volumes.filter(({ kind }) => kind === 'disk').forEach(({ name }) => report('DaemonHasNoDisks', `volumes.${name}`, { volume: name }));
  }
};

const MANAGED: Feature['has'] = ['managedInstances'];

/** What only managed daemons have. */
const onlyManagedDaemonsHave: EcsRule = ({ launchType }) => (spec, report) => {
  const { bakeTime, critical } = daemonOptions(spec);
  if (bakeTime !== undefined) {
    reportMissing(report, { name: 'bake time of a daemon', has: MANAGED }, 'ecs.bakeTime', launchType);
  }
  if (critical !== undefined) {
    reportMissing(report, { name: 'daemon that instances depend on', has: MANAGED }, 'ecs.critical', launchType);
  }
  if (launchType === 'managedInstances' && isPerInstance(spec)) {
    checkBakeTime(bakeTime, report);
    managedDaemonsDoWithout(spec, report);
  }
};

function checkBakeTime(bakeTime: EcsDaemonOptions['bakeTime'], report: Report): void {
  const minutes = bakeTime === undefined || bakeTime.isUnresolved() ? undefined : bakeTime.toMinutes({ integral: false });
  if (minutes !== undefined && (!Number.isInteger(minutes) || minutes > 1440)) {
    report('DaemonBakeTime', 'ecs.bakeTime', { minutes, nearest: Math.min(1440, Math.ceil(minutes)) });
  }
}

export const DAEMON_RULES: readonly EcsRule[] = [daemonsNeedMachines, daemonsAreNotPlaced, daemonsHaveNoDisks, onlyManagedDaemonsHave];

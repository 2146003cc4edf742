import { WrongInput } from './wrong-input';
import { RolloutDashboard } from '../../src/ecs/rollout/dashboard';
import { Code } from '../../src/findings';
import { IWorkload } from '../../src/platform';
import { Ground, ground, refused, service } from '../ecs/support';

function wrongDashboard(code: Code, where: string, remedy: string, workloads: (on: Ground) => IWorkload[]): WrongInput {
  const findings = () => refused(() => {
    const on = ground();
    new RolloutDashboard(on.stack, 'Rollouts', { workloads: workloads(on) });
  });
  return { code, path: where, remedy, findings };
}

/** Mistakes around rollouts, rather than in them. */
export const ROLLOUT_OPERATIONS_MISTAKES: readonly WrongInput[] = [
  wrongDashboard('DashboardWithoutWorkloads', 'workloads', 'at least one', () => []),
  wrongDashboard('DashboardOfOtherPlatform', 'workloads[0]', 'leave it out', on => [{ node: on.stack.node, placement: {} } as unknown as IWorkload]),
  wrongDashboard('DashboardWithoutRoutes', 'workloads[1]', 'an exposure', on => {
    const platform = on.platform();
    return [service(on.stack, 'Api', platform), service(on.stack, 'Worker', platform, { exposures: [] })];
  }),
];

import { Rule } from '../../model/rules/rule';
import { repetitions } from '../../model/rules/support/names';
import { ecsOptions } from '../options';

const MOST_ALARMS = 10;
/** How many alarms of each way in decide over a version, at most. */
const OWN_ALARMS = 3;

/** What ECS's own rollouts can do and CodeDeploy cannot. */
export const codedeployDoesWithout: Rule = (spec, report) => {
  const { rollout, exposures, volumes } = spec;
  if (rollout.kind !== 'codeDeploy') {
    return;
  }
  if (exposures.length > 1) {
    report('CodeDeployOneExposure', 'exposures', { count: exposures.length });
  }
  if (rollout.testTraffic && rollout.testTraffic.kind !== 'listener') {
    report('CodeDeployTestsByListener', 'rollout.testTraffic', {});
  }
  if (rollout.approval && rollout.approval.stage !== 'beforeProductionTraffic') {
    report('CodeDeployApprovesBeforeTraffic', 'rollout.approval.stage', { given: rollout.approval.stage });
  }
  if (rollout.approval?.onTimeout === 'continue') {
    report('CodeDeployApprovalRollsBack', 'rollout.approval.onTimeout', {});
  }
  repetitions(rollout.hooks, ({ stage }) => stage)
    .forEach(({ item: { stage }, index }) => report('CodeDeployOneHookPerStage', `rollout.hooks[${index}].stage`, { stage }));
  volumes.filter(({ kind }) => kind === 'disk').forEach(({ name }) => report('CodeDeployWithoutDisks', `volumes.${name}`, { volume: name }));
  const alarms = rollout.alarms.kind === 'given' ? rollout.alarms.alarms.length : rollout.alarms.kind === 'default' ? OWN_ALARMS * exposures.length : 0;
  if (alarms > MOST_ALARMS) {
    report('CodeDeployTooManyAlarms', 'rollout.alarms', { count: alarms });
  }
  if (spec.redeployOnRotation === 'always') {
    report('RotationUnderCodeDeploy', 'redeployOnRotation', {});
  }
  if (ecsOptions(spec).availabilityZoneRebalancing) {
    report('CodeDeployRebalancing', 'ecs.availabilityZoneRebalancing', {});
  }
  if (ecsOptions(spec).highResolutionMetrics) {
    report('CodeDeployHighResolution', 'ecs.highResolutionMetrics', {});
  }
};

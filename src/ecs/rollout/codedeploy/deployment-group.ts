import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { Construct } from 'constructs';
import { CodeDeployParts } from './parts';
import { makeServiceRole } from './service-role';
import { CodeDeployRollout } from '../../../model';
import { assertNever } from '../../../private/assert-never';
import { applicationOf } from '../../../rollout';
import { alarmsOf } from '../alarms';
import { RenderedHook } from '../hooks';

/** The deployments of one service: how they go, and what takes them back. */
export function makeDeploymentGroup(scope: Construct, parts: CodeDeployParts, hooks: readonly RenderedHook[]): codedeploy.EcsDeploymentGroup {
  const { rollout, service, exposure: { route } } = parts;
  const role = makeServiceRole(scope, parts, hooks);
  const group = new codedeploy.EcsDeploymentGroup(scope, 'DeploymentGroup', {
    application: applicationOf(scope),
    deploymentConfig: deploymentConfig(scope, rollout.shift),
    service,
    // Otherwise the CDK attaches a managed policy that allows a great deal more.
    role: role.withoutPolicyUpdates(),
    alarms: [...alarmsOf(rollout.alarms, parts.alarms)],
    // A group that is stopped rolls back too: whoever stops a deployment wants the old version.
    autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: alarmsOf(rollout.alarms, parts.alarms).length > 0 },
    ignorePollAlarmsFailure: false,
    blueGreenDeploymentConfig: {
      blueTargetGroup: route.blueTargetGroup,
      greenTargetGroup: route.greenTargetGroup,
      listener: route.listener,
      testListener: route.testListener,
      deploymentApprovalWaitTime: rollout.approval?.timeout,
      terminationWaitTime: rollout.bakeTime,
    },
  });
  group.node.addDependency(role, route.rule, ...route.testRule ? [route.testRule] : []);
  return group;
}

/** Those that come with CodeDeploy are used where they fit, which saves a resource. */
function deploymentConfig(scope: Construct, shift: CodeDeployRollout['shift']): codedeploy.IEcsDeploymentConfig {
  switch (shift.kind) {
    case 'foreign': return shift.config.value as codedeploy.IEcsDeploymentConfig;
    case 'allAtOnce': return codedeploy.EcsDeploymentConfig.ALL_AT_ONCE;
    case 'canary': {
      const { percent: percentage, interval } = shift;
      return KNOWN[`canary ${percentage} ${interval.toMinutes()}`]
        ?? config(scope, new codedeploy.TimeBasedCanaryTrafficRouting({ percentage, interval }));
    }
    case 'linear': {
      const { percent: percentage, interval } = shift;
      return KNOWN[`linear ${percentage} ${interval.toMinutes()}`]
        ?? config(scope, new codedeploy.TimeBasedLinearTrafficRouting({ percentage, interval }));
    }
    default: return assertNever(shift);
  }
}

const KNOWN: Readonly<Record<string, codedeploy.IEcsDeploymentConfig | undefined>> = {
  'canary 10 5': codedeploy.EcsDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  'canary 10 15': codedeploy.EcsDeploymentConfig.CANARY_10PERCENT_15MINUTES,
  'linear 10 1': codedeploy.EcsDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTES,
  'linear 10 3': codedeploy.EcsDeploymentConfig.LINEAR_10PERCENT_EVERY_3MINUTES,
};

function config(scope: Construct, trafficRouting: codedeploy.TrafficRouting): codedeploy.IEcsDeploymentConfig {
  return new codedeploy.EcsDeploymentConfig(scope, 'DeploymentConfig', { trafficRouting });
}

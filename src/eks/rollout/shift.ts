import { CfnResource, CustomResource } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { Part, Schedule } from './schedule';
import { RESOURCES, RevisionReadyProperties, RevisionTargetProperties, ShiftRoute, TrafficShiftProperties } from '../../functions';
import { RenderedExposure } from '../../platform';
import { TrafficShifter } from '../../rollout';
import { EksGround } from '../ground';
import { nameAfter } from '../manifest';

/** A route with the target group that the pods of a version are bound to. */
export interface TargetedRoute {
  readonly rendered: RenderedExposure;
  readonly targetGroupArn: string;
}

export interface TargetParts {
  readonly ground: EksGround;
  readonly namespace: string;
  readonly workload: string;
  readonly revision: string;
}

/**
 * Asks for the target group without traffic, once for each version. The question is named after the version, so that CloudFormation
 * asks anew for a new one, and never again for the one that has the traffic.
 */
export function targetOf(scope: Construct, rendered: RenderedExposure, { ground, namespace, workload, revision }: TargetParts): TargetedRoute {
  const { route } = rendered;
  const properties: RevisionTargetProperties = { ...pairOf(rendered), revision };
  const resource = new CustomResource(scope, `${route.node.id}Target`, {
    serviceToken: TrafficShifter.of(scope).serviceToken,
    resourceType: RESOURCES.revisionTarget,
    properties,
  });
  const name = `${workload}-${route.node.id.toLowerCase()}-${revision}`;
  nameAfter(resource.node.defaultChild as CfnResource, { apiVersion: 'cdk-container-platform', kind: 'RevisionTarget', metadata: { name, namespace } }, ground);
  return { rendered, targetGroupArn: resource.getAttString('TargetGroupArn') };
}

export interface ShiftParts {
  readonly routes: readonly TargetedRoute[];
  readonly revision: string;
  readonly copies: number;
  readonly startMinutes: number;
  readonly schedule: Schedule;
  readonly alarmNames: readonly string[];
  /** What has to be there before copies can be waited for. */
  readonly after: readonly IDependable[];
}

/** Waits for the copies of a version, moves the traffic to them, and gives what is there only then. */
export function makeShift(scope: Construct, parts: ShiftParts): Construct {
  const { revision, schedule: { steps } } = parts;
  const shifter = TrafficShifter.of(scope);
  const copies = `${parts.copies}`;
  const routes = parts.routes.map(({ rendered, targetGroupArn }): ShiftRoute => ({ ...pairOf(rendered), target: targetGroupArn }));
  const ask = (id: string, resourceType: string, properties: RevisionReadyProperties | TrafficShiftProperties) =>
    new CustomResource(scope, id, { serviceToken: shifter.serviceToken, resourceType, properties: { ...properties } });

  const ready = ask('Ready', RESOURCES.revisionReady, { routes, revision, copies, timeoutMinutes: `${parts.startMinutes}` });
  ready.node.addDependency(...parts.after, shifter.move(scope, routes.map(({ rule }) => rule)));
  return parts.schedule.parts.reduce((before: Construct, { from, to }: Part, number) => {
    const shift = ask(`Shift${number > 0 ? number + 1 : ''}`, RESOURCES.shift, {
      routes,
      revision,
      copies,
      steps: steps.map(({ minute, share }) => ({ minute: `${minute}`, share: `${share}` })),
      fromMinute: `${from}`,
      toMinute: `${to}`,
      alarms: [...parts.alarmNames],
    });
    shift.node.addDependency(before);
    return shift;
  }, ready);
}

function pairOf({ route }: RenderedExposure): Omit<ShiftRoute, 'target'> {
  return { rule: route.rule.listenerRuleArn, blue: route.blueTargetGroup.targetGroupArn, green: route.greenTargetGroup.targetGroupArn };
}

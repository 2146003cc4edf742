import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Annotations, IResource, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { SecretRotation } from './secret-rotation';
import { rotatingLabel, SecretSpec, WorkloadSpec } from '../../model';
import { EcsGround } from '../ground';

export interface RedeploymentParts {
  readonly ground: EcsGround;
  readonly spec: WorkloadSpec;
  readonly service: ecs.BaseService;
}

/** Which changes a rule is about: those of values, known by name or by ARN, that move one label. */
interface Watched {
  readonly id: string;
  readonly pattern: events.EventPattern;
  /** Says the same twice in the same way. */
  readonly address: string;
}

/** The characters that a pattern has room for, less those that are the same for all values. */
const ROOM = 2048 - 250;

/** What is not known yet: the ARN of a secret, whose name may have 512 characters. */
const UNKNOWN_LENGTH = 600;

/** With its quotes, and what separates it from the next. */
const lengthOf = (address: string): number => JSON.stringify(address).length + 1 + (Token.isUnresolved(address) ? UNKNOWN_LENGTH : 0);

/**
 * The rules that tell of changes to what a service's containers read when they start.
 *
 * There are few: one for each kind of value, of which patterns have room for several. Nothing is made for a service that reads
 * nothing which changes.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/event-detail-secret-label-updated-secretsmanager.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html
 */
export class Redeployment {
  /** What deploys the service again. Undefined while it reads nothing that changes. */
  public rotation?: SecretRotation;

  private readonly rules = new Map<string, { readonly rule: events.Rule; readonly addresses: Set<string> }[]>();

  constructor(private readonly scope: Construct, private readonly parts: RedeploymentParts) {
    const { containers, logging } = parts.spec;
    const ofLogs = logging.kind === 'driver' || logging.kind === 'routed' ? logging.secretOptions : {};
    [...containers.map(({ secrets }) => secrets), ofLogs].forEach(secrets => Object.values(secrets).forEach(source => this.follow(source)));
  }

  /** Takes up changes of one more value. */
  public follow(source: SecretSpec): void {
    const watched = isRedeployed(this.parts.spec) ? watchedOf(source) : undefined;
    if (watched) {
      this.warnOfDistance(source);
      this.watch(watched);
    }
  }

  private watch({ id, pattern, address }: Watched): void {
    const rules = this.rules.get(id) ?? [];
    const last = rules.at(-1);
    if (rules.some(({ addresses }) => addresses.has(address))) {
      return;
    }
    if (last && [...last.addresses, address].reduce((sum, one) => sum + lengthOf(one), 0) <= ROOM) {
      const { resources, detail } = pattern;
      last.rule.addEventPattern(resources ? { resources } : { detail: { name: detail!.name } });
      last.addresses.add(address);
    } else {
      const rule = this.makeRule(`${id}${rules.length > 0 ? rules.length + 1 : ''}`, pattern);
      this.rules.set(id, [...rules, { rule, addresses: new Set([address]) }]);
    }
  }

  private makeRule(id: string, eventPattern: events.EventPattern): events.Rule {
    const { ground, service, spec } = this.parts;
    if (!this.rotation) {
      this.rotation = SecretRotation._of(this.scope, ground);
      this.rotation._mayDeploy(service);
    }
    const { stateMachine, startRole: role, deadLetterQueue } = this.rotation;
    const deadLetterConfig: events.CfnRule.DeadLetterConfigProperty = { arn: deadLetterQueue.queueArn };
    const rule = new events.Rule(this.scope, id, { description: `What ${spec.name} reads when it starts has changed: deploy it again`, eventPattern });
    const target = new targets.SfnStateMachine(stateMachine, {
      role,
      input: events.RuleTargetInput.fromObject({ service: service.serviceArn, cluster: ground.cluster.clusterName, at: events.EventField.time }),
    });
    // The target itself would allow each rule on its own to write to the queue, whose policy has room for few.
    rule.addTarget({ bind: (...where) => ({ ...target.bind(...where), deadLetterConfig }) });
    return rule;
  }

  /** Events come to the bus of the account and the region in which a value is kept, and to no other. */
  private warnOfDistance(source: SecretSpec): void {
    const { env } = (source.kind === 'vault' ? source.secret : source.parameter).value as IResource;
    const { account, region } = Stack.of(this.scope);
    const differ = (one: string, other: string) => !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
    if (differ(env.account, account) || differ(env.region, region)) {
      Annotations.of(this.scope).addWarningV2('cdk-container-platform:rotationElsewhere',
        `a secret of ${this.parts.spec.name} is in account ${env.account}, region ${env.region}: when it changes, nobody here is told, and the service keeps the old `
        + 'value until it is deployed. Have a rule over there send its events to the default event bus here, or acknowledge this');
    }
  }
}

/** CodeDeploy alone deploys what it deploys, and a run of a job reads its secrets anyway. */
function isRedeployed({ redeployOnRotation, rollout }: WorkloadSpec): boolean {
  return redeployOnRotation !== 'never' && rollout.kind !== 'codeDeploy';
}

function watchedOf(source: SecretSpec): Watched | undefined {
  if (source.kind === 'parameter') {
    const { parameterName } = source.parameter.value as ssm.IParameter;
    return {
      id: 'ParameterChanged',
      pattern: { source: ['aws.ssm'], detailType: ['Parameter Store Change'], detail: { name: [parameterName], operation: ['Update'] } },
      address: parameterName,
    };
  }
  const label = rotatingLabel(source);
  if (label === undefined) {
    return undefined;
  }
  const { secretFullArn, secretName } = source.secret.value as secretsmanager.ISecret;
  const moved = { source: ['aws.secretsmanager'], detailType: ['Secret Label Updated'] };
  const ending = label === 'AWSCURRENT' ? '' : `-${label}`;
  return secretFullArn !== undefined
    ? { id: `SecretRotated${ending}`, pattern: { ...moved, resources: [secretFullArn], detail: { labelUpdated: [label] } }, address: secretFullArn }
    // The ARN of a secret that is known by its name lacks the end, and a pattern cannot say how long that is.
    : { id: `NamedSecretRotated${ending}`, pattern: { ...moved, detail: { name: [secretName], labelUpdated: [label] } }, address: secretName };
}

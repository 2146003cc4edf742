import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EVENT_KINDS, EventKind, patternOf } from './event-kinds';
import { EventLog } from './event-log';
import { QUERIES } from './queries';
import { countUnexpectedStops } from './unexpected-stops';
import { queryName } from '../../platform';
import { PlatformProfile } from '../../vocabulary';

/** What the events are of, and who is told. */
export interface TaskEventsParts {
  readonly cluster: ecs.ICluster;
  readonly profile: PlatformProfile;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
}

/**
 * What happens to the tasks of a cluster, kept where it can be searched: ECS itself forgets why a task stopped after an hour. Whatever
 * somebody should look at is told to the platform's `alarmTopic`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_cwe_events.html
 */
export class EcsTaskEvents extends Construct {
  /** @internal */
  public static _make(scope: Construct, id: string, parts: TaskEventsParts): EcsTaskEvents {
    return new EcsTaskEvents(scope, id, { parts });
  }

  /** Where the events are. */
  public readonly logGroup: logs.LogGroup;

  /** What brings them there, and tells people: stopped tasks, services in trouble, deployments that failed. */
  public readonly rules: events.Rule[];

  /** The questions that are asked most, saved in CloudWatch Logs Insights. */
  public readonly queries: logs.CfnQueryDefinition[];

  /** What counts the tasks of services that ended though nobody had asked for it, by service. */
  public readonly unexpectedStops: logs.MetricFilter;

  private constructor(scope: Construct, id: string, { parts }: { readonly parts: TaskEventsParts }) {
    super(scope, id);
    const log = new EventLog(this, parts);
    this.logGroup = log.logGroup;
    this.unexpectedStops = countUnexpectedStops(this, log.logGroup);
    this.rules = EVENT_KINDS.filter(({ keptByOther }) => !keptByOther || parts.alarmTopic).map(kind => this.makeRule(kind, log, parts));
    this.queries = Object.entries(QUERIES).map(([query, { title, queryString }]) => new logs.CfnQueryDefinition(this, query, {
      name: queryName(`${this.node.scope!.node.path}/${title}`),
      logGroupNames: [this.logGroup.logGroupName],
      queryString,
    }));
  }

  private makeRule(kind: EventKind, log: EventLog, { cluster, alarmTopic }: TaskEventsParts): events.Rule {
    const rule = new events.Rule(this, kind.id, { description: `${kind.title} in ${this.node.scope!.node.path}`, eventPattern: patternOf(kind, cluster) });
    if (!kind.keptByOther) {
      rule.addTarget(log);
    }
    if (kind.message && alarmTopic) {
      // EventBridge puts every line in quotes, which is why no line has any.
      rule.addTarget(new targets.SnsTopic(alarmTopic, { message: events.RuleTargetInput.fromMultilineText(kind.message(cluster.clusterName).join('\n')) }));
      Annotations.of(rule).acknowledgeWarning('@aws-cdk/aws-events:ruleUnresolvedEnvironment', 'EventBridge publishes to topics of its own region only.');
    }
    return rule;
  }
}

/** A question to the log of events, as it is saved. */
interface SavedQuery {
  readonly title: string;
  readonly queryString: string;
}

const STOPPED = 'filter `detail-type` = "ECS Task State Change"';

function lines(...parts: readonly string[]): string {
  return parts.join('\n| ');
}

/**
 * The questions that are asked most, by the id of the resource. Lists of containers come out numbered, as CloudWatch has them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const QUERIES: Readonly<Record<string, SavedQuery>> = {
  WhyTasksStopped: {
    title: 'Why tasks stopped',
    queryString: lines(
      'fields @timestamp, detail.group as service, detail.stopCode as code, detail.stoppedReason as reason, '
        + 'detail.containers.0.name as container, detail.containers.0.exitCode as exit, detail.containers.0.reason as because, detail.taskArn as task',
      STOPPED, 'sort @timestamp desc', 'limit 200',
    ),
  },
  HowOftenTasksStop: {
    title: 'How often tasks stop, and why',
    queryString: lines(STOPPED, 'stats count(*) as times, max(@timestamp) as last by detail.group, detail.stopCode, detail.stoppedReason', 'sort times desc'),
  },
  SpotInterruptions: {
    title: 'Spot interruptions',
    queryString: lines(
      STOPPED, 'filter detail.stopCode = "SpotInterruption" or detail.stopCode = "TerminationNotice"',
      'stats count(*) as interruptions by bin(1h), detail.group, detail.availabilityZone',
    ),
  },
  OutOfMemory: {
    title: 'Tasks without memory left',
    queryString: lines(
      'fields @timestamp, detail.group as service, detail.memory as memory, detail.taskArn as task', STOPPED, 'filter @message like /OutOfMemory/',
      'sort @timestamp desc', 'limit 200',
    ),
  },
  Trouble: {
    title: 'Deployments that failed, and services in trouble',
    queryString: lines(
      'fields @timestamp, `detail-type`, resources.0 as service, detail.eventName as event, detail.reason as reason',
      'filter `detail-type` != "ECS Task State Change"', 'sort @timestamp desc', 'limit 200',
    ),
  },
};

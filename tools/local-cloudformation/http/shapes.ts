/** What CloudFormation shows of stacks, resources, events and change sets, by the names of its API. */
import { ChangeSet } from '../cloudformation/changesets';
import { Change } from '../engine/changes';
import { BoundParameter } from '../engine/parameters';
import { StackEvent, StackState, Tag } from '../engine/state';
import { asText } from '../engine/values';

const parameterRows = (parameters: readonly BoundParameter[]) => parameters.map(parameter => ({
  ParameterKey: parameter.key, ParameterValue: parameter.noEcho ? '****' : parameter.given, ResolvedValue: parameter.resolved,
}));
const tagRows = (tags: readonly Tag[]) => tags.map(tag => ({ Key: tag.key, Value: tag.value }));

export function describeStack(stack: StackState): object {
  const { deployed } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: deployed?.template.Description,
    Parameters: parameterRows(deployed?.parameters ?? []),
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: stack.rollbackDisabled,
    EnableTerminationProtection: stack.terminationProtection,
    Capabilities: deployed?.capabilities ?? [],
    NotificationARNs: deployed?.notificationArns ?? [],
    RoleARN: deployed?.roleArn,
    Tags: tagRows(deployed?.tags ?? []),
    Outputs: stack.outputs.map(output => ({
      OutputKey: output.key, OutputValue: output.value, Description: output.description, ExportName: output.exportName,
    })),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

export function summarizeStack(stack: StackState): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    StackStatus: stack.status,
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
  };
}

export function resourcesOf(stack: StackState, only?: string) {
  return [...stack.resources.values()].filter(state => only === undefined || state.logicalId === only).map(state => ({
    LogicalResourceId: state.logicalId,
    PhysicalResourceId: state.physicalId,
    ResourceType: state.type,
    ResourceStatus: state.status,
    LastUpdatedTimestamp: state.updatedAt,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  }));
}

export function describeEvent(stack: StackState, event: StackEvent): object {
  return {
    EventId: event.id,
    StackId: stack.id,
    StackName: stack.name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties && JSON.stringify(event.properties),
    Timestamp: event.at,
  };
}

export function summarize(set: ChangeSet): object {
  return {
    ChangeSetId: set.id,
    ChangeSetName: set.name,
    StackId: set.stackId,
    StackName: set.stackName,
    Description: set.description,
    CreationTime: set.createdAt,
    Status: set.status,
    StatusReason: set.reason,
    ExecutionStatus: set.executionStatus,
  };
}

export function describeChangeSet(set: ChangeSet, withValues: boolean): object {
  return {
    ...summarize(set),
    Parameters: parameterRows(set.desired.parameters),
    Capabilities: set.desired.capabilities,
    Tags: tagRows(set.desired.tags),
    Changes: set.changes.map(change => ({ Type: 'Resource', ResourceChange: describeChange(change, withValues) })),
  };
}

function describeChange(change: Change, withValues: boolean): object {
  return {
    Action: change.action,
    LogicalResourceId: change.logicalId,
    PhysicalResourceId: change.physicalId,
    ResourceType: change.type,
    Replacement: change.replacement,
    PolicyAction: change.policyAction,
    Scope: change.scope,
    Details: change.details.map(detail => ({
      Target: {
        Attribute: detail.property === 'Tags' ? 'Tags' : 'Properties',
        Name: detail.property,
        RequiresRecreation: detail.requiresRecreation,
        Path: `/Properties/${detail.property}`,
        BeforeValue: withValues && detail.before !== undefined ? asText(detail.before) : undefined,
        AfterValue: withValues && detail.after !== undefined ? asText(detail.after) : undefined,
      },
      Evaluation: detail.evaluation,
      ChangeSource: detail.source,
      CausingEntity: detail.causingEntity,
    })),
  };
}

export function validationEvents(set: ChangeSet): object[] {
  return set.problems.map(problem => ({
    EventId: `${set.name}-${problem.logicalId}`,
    StackId: set.stackId,
    EventType: 'VALIDATION_ERROR',
    LogicalResourceId: problem.logicalId,
    ResourceType: problem.type,
    Timestamp: set.createdAt,
    ValidationName: 'PROPERTY_VALIDATION',
    ValidationStatus: 'FAILED',
    ValidationFailureMode: 'FAIL',
    ValidationStatusReason: problem.message,
    ValidationPath: problem.path,
  }));
}

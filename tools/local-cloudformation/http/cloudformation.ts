/** The CloudFormation Query API: names of the wire on one side, the service's operations on the other. */
import { describeChangeSet, describeEvent, describeStack, resourcesOf, summarize, summarizeStack, validationEvents } from './shapes';
import { Service } from '../apis/api';
import { StackInput } from '../cloudformation/desired';
import { CloudFormation } from '../cloudformation/service';
import { validationError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';

const str = (value: unknown): string => String(value ?? '');
const opt = (value: unknown): string | undefined => value === undefined || value === '' ? undefined : String(value);
const flag = (value: unknown): boolean => value === 'true';
const rows = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];
const texts = (value: unknown): string[] => Array.isArray(value) ? value.map(String) : [];

function inputOf(input: JsonObject): StackInput {
  return {
    templateBody: opt(input.TemplateBody),
    templateUrl: opt(input.TemplateURL),
    usePreviousTemplate: flag(input.UsePreviousTemplate),
    parameters: rows(input.Parameters).map(row => ({
      key: str(row.ParameterKey),
      value: row.ParameterValue === undefined ? undefined : str(row.ParameterValue),
      usePrevious: flag(row.UsePreviousValue),
    })),
    tags: input.Tags === undefined ? undefined : rows(input.Tags).map(row => ({ key: str(row.Key), value: str(row.Value) })),
    capabilities: texts(input.Capabilities),
    roleArn: opt(input.RoleARN),
    notificationArns: texts(input.NotificationARNs),
  };
}

/** Lets work that was just started finish first, so that a fast deployment needs no polling. */
export type Pause = (stackId: string) => Promise<void>;

export function cloudFormationApi(service: CloudFormation, pause: Pause): Service {
  return { ...changeSetActions(service, pause), ...stackActions(service, pause), ...readActions(service) };
}

function changeSetActions(service: CloudFormation, pause: Pause): Service {
  const find = (input: JsonObject) => service.findChangeSet(str(input.ChangeSetName), opt(input.StackName));
  return {
    CreateChangeSet: input => {
      const type = str(input.ChangeSetType || 'UPDATE');
      if (type !== 'CREATE' && type !== 'UPDATE') { throw validationError(`Change sets of type ${type} are not modelled by the local endpoint`); }
      const set = service.createChangeSet({
        ...inputOf(input), type, stackName: str(input.StackName), changeSetName: str(input.ChangeSetName), description: opt(input.Description),
      });
      return { Id: set.id, StackId: set.stackId };
    },
    DescribeChangeSet: input => describeChangeSet(find(input), flag(input.IncludePropertyValues)),
    DescribeEvents: input => ({ OperationEvents: input.ChangeSetName ? validationEvents(find(input)) : [] }),
    ListChangeSets: input => ({ Summaries: service.changeSetsOf(str(input.StackName)).map(summarize) }),
    DeleteChangeSet: input => { service.deleteChangeSet(str(input.ChangeSetName), opt(input.StackName)); return {}; },
    ExecuteChangeSet: async input => {
      const set = find(input);
      service.executeChangeSet(set.id, undefined, flag(input.DisableRollback));
      await pause(set.stackId);
      return {};
    },
    // There are no hooks here, so none has an opinion.
    ListHookResults: () => ({ HookResults: [] }),
  };
}

function stackActions(service: CloudFormation, pause: Pause): Service {
  return {
    CreateStack: async input => {
      const stack = service.createStack(str(input.StackName), inputOf(input), flag(input.DisableRollback) || input.OnFailure === 'DO_NOTHING');
      stack.terminationProtection = flag(input.EnableTerminationProtection);
      await pause(stack.id);
      return { StackId: stack.id };
    },
    UpdateStack: async input => {
      const stack = service.updateStack(str(input.StackName), inputOf(input), flag(input.DisableRollback));
      await pause(stack.id);
      return { StackId: stack.id };
    },
    DeleteStack: async input => {
      const stack = service.tryFind(str(input.StackName));
      if (!stack) { return {}; }
      service.deleteStack(stack.id, texts(input.RetainResources));
      await pause(stack.id);
      return {};
    },
    UpdateTerminationProtection: input => {
      const stack = service.find(str(input.StackName));
      stack.terminationProtection = flag(input.EnableTerminationProtection);
      return { StackId: stack.id };
    },
  };
}

function readActions(service: CloudFormation): Service {
  const named = (input: JsonObject) => service.find(str(input.StackName));
  const STAGES = ['Original', 'Processed'];
  return {
    DescribeStacks: input => ({ Stacks: (input.StackName ? [named(input)] : service.list()).map(describeStack) }),
    ListStacks: input => {
      const wanted = texts(input.StackStatusFilter);
      return { StackSummaries: service.all().filter(stack => wanted.length === 0 || wanted.includes(stack.status)).map(summarizeStack) };
    },
    ListExports: () => ({ Exports: service.exports().map(found => ({ ExportingStackId: found.stackId, Name: found.name, Value: found.value })) }),
    ListImports: input => {
      const importers = service.importers(str(input.ExportName));
      if (importers.length === 0) { throw validationError(`Export '${str(input.ExportName)}' is not imported by any stack.`); }
      return { Imports: importers };
    },
    DescribeStackEvents: input => {
      const stack = named(input);
      return { StackEvents: [...stack.events].reverse().map(event => describeEvent(stack, event)) };
    },
    DescribeStackResources: input => {
      const { id, name } = named(input);
      const found = resourcesOf(named(input), opt(input.LogicalResourceId));
      return { StackResources: found.map(row => ({ ...row, StackId: id, StackName: name, Timestamp: row.LastUpdatedTimestamp })) };
    },
    DescribeStackResource: input => {
      const { id, name } = named(input);
      const [row] = resourcesOf(named(input), str(input.LogicalResourceId));
      if (!row) { throw validationError(`Resource ${str(input.LogicalResourceId)} does not exist for stack ${name}`); }
      return { StackResourceDetail: { ...row, StackId: id, StackName: name } };
    },
    ListStackResources: input => ({ StackResourceSummaries: resourcesOf(named(input)) }),
    GetTemplate: input => {
      // A stack in review has no template yet; AWS answers an empty one.
      const body = input.ChangeSetName
        ? service.findChangeSet(str(input.ChangeSetName), opt(input.StackName)).desired.body
        : named(input).deployed?.body ?? '';
      return { TemplateBody: body, StagesAvailable: STAGES };
    },
    GetTemplateSummary: input => {
      const template = named(input).deployed?.template;
      const parameters = Object.entries(template?.Parameters ?? {});
      return {
        ResourceTypes: [...new Set(Object.values(template?.Resources ?? {}).map(resource => resource.Type))],
        Parameters: parameters.map(([key, declared]) => ({ ParameterKey: key, ParameterType: declared.Type, DefaultValue: declared.Default })),
        Description: template?.Description,
      };
    },
    GetStackPolicy: () => ({}),
  };
}

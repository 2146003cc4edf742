/** Which physical names must be unique, so that two resources of one name, or a replacement under the old name, are refused. */
import { Account } from './account';
import { JsonObject, sameValue } from '../engine/values';
import { isCustom, TypeFacts } from '../schemas/types';

/** Types that are identified by an id or ARN of AWS's making but whose names must be unique all the same. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::SecurityGroup': ['GroupName', 'VpcId'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateName'],
  'AWS::ECS::Service': ['ServiceName', 'Cluster'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['Name'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName'],
  'AWS::SecretsManager::Secret': ['Name'],
  'AWS::ServiceDiscovery::HttpNamespace': ['Name'],
  'AWS::ServiceDiscovery::Service': ['Name', 'NamespaceId'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName'],
  'AWS::WAFv2::WebACL': ['Name', 'Scope'],
  'AWS::Events::Rule': ['Name', 'EventBusName'],
};

/** Properties that are part of an identifier without being a name the user chose. */
function identityOf(facts: TypeFacts): readonly string[] {
  const named = NAMED[facts.type];
  if (named) { return named; }
  return facts.identifier.every(part => part in facts.properties) ? facts.identifier : [];
}

/** The user's own name for the resource, as one text; undefined when AWS makes it up. */
export function customName(facts: TypeFacts, properties: JsonObject): string | undefined {
  const identity = identityOf(facts);
  if (identity.length === 0 || properties[identity[0]] === undefined) { return undefined; }
  if (!NAMED[facts.type] && identity.some(part => properties[part] === undefined)) { return undefined; }
  return identity.map(part => String(properties[part] ?? '')).filter(Boolean).join('|');
}

/** Throws when somebody already has the name. */
export function claimName(facts: TypeFacts, properties: JsonObject, account: Account): void {
  const name = customName(facts, properties);
  if (name === undefined) { return; }
  const owner = account.live(facts.type).find(live => customName(facts, live.properties) === name || live.physicalId === name);
  if (owner) {
    throw new Error(`Resource of type '${facts.type}' with identifier '${name}' already exists. (it belongs to ${owner.logicalId} in stack ${owner.stackName})`);
  }
}

/** The famous refusal, when a replacement would have to carry the name the old resource still has. */
export function replacementRefusal(type: string, facts: TypeFacts | undefined, before: JsonObject, after: JsonObject): string | undefined {
  if (isCustom(type) || !facts) { return undefined; }
  const name = customName(facts, after);
  if (name === undefined || name !== customName(facts, before)) { return undefined; }
  const identity = identityOf(facts);
  if (identity.some(part => !sameValue(before[part], after[part]))) { return undefined; }
  return `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${name.split('|')[0]} and update the stack again.`;
}

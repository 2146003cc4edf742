/** Stands in for the CDK's kubectl provider: the framework's function in front, and the program behind it that has kubectl. */
import { HANDLERS } from './handlers';
import { Kubectl } from './kubectl';
import { Account, Live } from '../../resources/account';
import { NeverEnds } from '../api/errors';
import { isRecord, record } from '../api/values';
import { KubernetesCluster } from '../cluster';

/** Lambda refuses larger events of those who do not wait for the answer, as CloudFormation does. */
const MAX_EVENT_BYTES = 262_144;
/** What the framework calls a resource whose creation failed, so that it knows to ignore its deletion. */
const CREATE_FAILED = 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED';
const ADMIN = /:cluster-access-policy\/AmazonEKSClusterAdminPolicy$/;

/** What CloudFormation sends. */
export interface ProviderEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly ResourceType: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Record<string, any>;
  readonly [member: string]: unknown;
}

export function isKubectlType(type: string): boolean {
  return type in HANDLERS;
}

/**
 * The answer to CloudFormation. Throws when the function could not be called, or ended without an answer (`NeverEnds`).
 */
export function answerAsKubectl(event: ProviderEvent, provider: Live, account: Account): string {
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > MAX_EVENT_BYTES) { throw new Error(`${bytes} byte payload is too large for the Event invocation type (limit ${MAX_EVENT_BYTES} bytes)`); }
  const { RequestType: requestType, PhysicalResourceId: known, RequestId } = event;
  if (requestType === 'Delete' && known === CREATE_FAILED) { return answer('SUCCESS', 'SUCCESS', known); }
  const handler = handlerOf(provider, account);
  try {
    const cluster = logIn(String(event.ResourceProperties.ClusterName), account);
    const kubectl = new Kubectl(cluster, isAdmin(cluster.name, handler, account));
    const data = HANDLERS[event.ResourceType]({ requestType, properties: event.ResourceProperties }, cluster, kubectl);
    return answer('SUCCESS', 'SUCCESS', known ?? RequestId, data);
  } catch (error) {
    if (error instanceof NeverEnds) { throw error; }
    const reason = `Error: ${(error as Error).message}\n\nLogs: /aws/lambda/${handler.physicalId}\n\n    at invokeUserFunction (/var/task/framework.js:2:6)\n    at process.processTicksAndRejections`;
    return answer('FAILED', reason, known ?? CREATE_FAILED);
  }
}

/** The function that the framework's function calls. */
function handlerOf(provider: Live, account: Account): Live {
  const environment = isRecord(provider.properties.Environment) ? record(provider.properties.Environment.Variables) : {};
  const arn = String(environment.USER_ON_EVENT_FUNCTION_ARN ?? '');
  const handler = account.find('AWS::Lambda::Function', arn.split(':')[6] ?? '');
  if (!handler) { throw new Error(`${provider.physicalId} is not the kubectl provider of the CDK: it calls no function`); }
  return handler;
}

function logIn(name: string, account: Account): KubernetesCluster {
  const cluster = account.clusters.get(name);
  if (!cluster) { throw new Error(`Command '['aws', 'eks', 'update-kubeconfig', '--name', '${name}', '--kubeconfig', '/tmp/kubeconfig']' returned non-zero exit status 254.`); }
  return cluster;
}

function isAdmin(name: string, handler: Live, account: Account): boolean {
  const entry = account.live('AWS::EKS::AccessEntry').find(({ properties }) => properties.ClusterName === name && properties.PrincipalArn === handler.properties.Role);
  const policies = (Array.isArray(entry?.properties.AccessPolicies) ? entry.properties.AccessPolicies : []) as unknown[];
  return policies.some(policy => ADMIN.test(String(record(policy).PolicyArn)));
}

function answer(status: string, reason: string, physicalId: string, data: Record<string, unknown> = {}): string {
  return JSON.stringify({ Status: status, Reason: reason, PhysicalResourceId: physicalId, Data: data });
}

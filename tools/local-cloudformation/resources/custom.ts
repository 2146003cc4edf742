/** Custom resources: asks the Lambda function behind `ServiceToken`, and believes only what it answers. */
import { Account, Live } from './account';
import { PartlyCreated, Provisioned, ProvisionRequest } from '../engine/ports';
import { ResourceState, StackState } from '../engine/state';
import { isObject, JsonObject } from '../engine/values';
import { answerAsKubectl, isKubectlType } from '../kubernetes/kubectl/provider';
import { RESPONSE_HOST } from '../lambda/fence';
import { LambdaHost } from '../lambda/host';
import { chance, dice } from '../services/chance';

const MAX_ANSWER_BYTES = 4096;

/** How long CloudFormation waits for an answer, unless the resource says less. */
const MAX_SECONDS = 3600;

type RequestType = 'Create' | 'Update' | 'Delete';

interface Ask {
  readonly stack: StackState;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly physicalId?: string;
  readonly oldProperties?: JsonObject;
}

interface Answer {
  readonly status?: string;
  readonly reason?: string;
  readonly physicalId?: string;
  readonly data: JsonObject;
}

export class CustomResources {
  constructor(private readonly account: Account, private readonly host: LambdaHost) {}

  public async create(request: ProvisionRequest): Promise<Provisioned> {
    return this.provisioned(await this.ask('Create', request), undefined);
  }

  public async update(request: ProvisionRequest & { readonly current: ResourceState }): Promise<Provisioned> {
    const { current } = request;
    return this.provisioned(await this.ask('Update', { ...request, physicalId: current.physicalId, oldProperties: current.properties }), current.physicalId);
  }

  public async delete(stack: StackState, resource: ResourceState): Promise<void> {
    const answer = await this.ask('Delete', { stack, ...resource });
    if (answer.status !== 'SUCCESS') { throw new Error(failure(answer)); }
  }

  private provisioned(answer: Answer, previous: string | undefined): Provisioned {
    const physicalId = answer.physicalId ?? previous;
    if (answer.status !== 'SUCCESS') {
      if (physicalId && !previous) { throw new PartlyCreated(failure(answer), physicalId); }
      throw new Error(failure(answer));
    }
    if (!physicalId) { throw new Error('Invalid PhysicalResourceId'); }
    return { physicalId, attributes: answer.data };
  }

  private async ask(requestType: RequestType, asked: Ask): Promise<Answer> {
    const token = String(asked.properties.ServiceToken ?? '');
    if (!token) { throw new Error('Template format error: ServiceToken is required for a custom resource'); }
    const target = this.host.find(token);
    if (!target) { throw new Error(`Unable to invoke the function behind ServiceToken: Function not found: ${token}`); }
    const requestId = this.account.random(32);
    const event = {
      RequestType: requestType,
      ServiceToken: token,
      ResponseURL: `https://${RESPONSE_HOST}/${requestId}`,
      StackId: asked.stack.id,
      RequestId: requestId,
      ResourceType: asked.type,
      LogicalResourceId: asked.logicalId,
      ResourceProperties: asText(asked.properties) as JsonObject,
      ...asked.physicalId === undefined ? {} : { PhysicalResourceId: asked.physicalId },
      ...asked.oldProperties ? { OldResourceProperties: asText(asked.oldProperties) } : {},
    };
    const body = isKubectlType(asked.type)
      // The program behind the CDK's kubectl provider is no Node.js; what it does is modelled.
      ? this.asKubectl(event, target)
      : await this.answerTo(token, event);
    return parse(body);
  }

  private asKubectl(event: Parameters<typeof answerAsKubectl>[0] & { readonly RequestId: string }, target: Live): string {
    try {
      return answerAsKubectl(event, target, this.account);
    } catch (error) {
      throw new Error(`${silence(event.RequestId)} The function ended with: ${(error as Error).message}`);
    }
  }

  /** Whatever was sent to the URL of the request, perhaps long after the function itself has ended. */
  private async answerTo(token: string, event: { readonly RequestId: string; readonly ResourceProperties: JsonObject }): Promise<string> {
    const { agenda, faults, random } = this.account;
    let body: string | undefined;
    let ending: Error | undefined;
    const url = `/${event.RequestId}`;
    this.account.answers.set(url, sent => { body ??= sent; });
    const deliver = () => this.host.invokeLater(token, event, error => { ending = error; });
    deliver();
    if (chance(random, faults.concurrentDeliveries)) { deliver(); }
    if (chance(random, faults.duplicateDeliveries)) { agenda.in(1 + dice(random, 20), deliver); }
    await agenda.until(() => body !== undefined, Number(event.ResourceProperties.ServiceTimeout ?? MAX_SECONDS));
    this.account.answers.delete(url);
    if (body !== undefined) { return body; }
    throw new Error(`${silence(event.RequestId)}${ending ? ` The function ended with: ${ending.message}` : ''}`);
  }
}

/** What CloudFormation says after waiting an hour for an answer. */
function silence(requestId: string): string {
  return `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}].`;
}

function failure(answer: Answer): string {
  return `Received response status [${answer.status ?? 'none'}] from custom resource. Message returned: ${answer.reason ?? 'no reason given'}`;
}

function parse(body: string): Answer {
  if (Buffer.byteLength(body) > MAX_ANSWER_BYTES) { return { status: 'FAILED', reason: 'Response object is too long.', data: {} }; }
  const raw: unknown = JSON.parse(body);
  if (!isObject(raw)) { return { status: 'FAILED', reason: 'Invalid response object', data: {} }; }
  return {
    status: raw.Status === undefined ? undefined : String(raw.Status),
    reason: raw.Reason === undefined ? undefined : String(raw.Reason),
    physicalId: raw.PhysicalResourceId === undefined ? undefined : String(raw.PhysicalResourceId),
    data: isObject(raw.Data) ? raw.Data : {},
  };
}

/** CloudFormation hands numbers and booleans to custom resources as strings. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(asText); }
  if (isObject(value)) { return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)])); }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

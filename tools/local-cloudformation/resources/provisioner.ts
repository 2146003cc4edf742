/** Makes resources of any type: the model of the type where there is one, the generic behaviour for the rest, the handler for custom ones. */
import { Account } from './account';
import { CustomResources } from './custom';
import { genericAttributes, genericPhysicalId } from './generic';
import { ModelContext, ModelTable, ResourceModel } from './model';
import { PartlyCreated, Provisioned, Provisioner, ProvisionRequest } from '../engine/ports';
import { ResourceState, StackState } from '../engine/state';
import { JsonObject } from '../engine/values';
import { isCustom, TypeRegistry } from '../schemas/types';
import { autoscaling } from './models/autoscaling';
import { codedeploy } from './models/codedeploy';
import { discovery } from './models/discovery';
import { ec2 } from './models/ec2';
import { ecr } from './models/ecr';
import { ecs } from './models/ecs';
import { ecsCapacity } from './models/ecs-capacity';
import { eks } from './models/eks';
import { elb } from './models/elb';
import { misc } from './models/misc';
import { nlb } from './models/nlb';
import { scheduler } from './models/scheduler';
import { storage } from './models/storage';
import { claimName, replacementRefusal } from './names';

const MODELS: ModelTable = {
  ...autoscaling, ...codedeploy, ...discovery, ...ec2, ...ecr, ...ecs, ...ecsCapacity, ...eks, ...elb, ...nlb, ...scheduler, ...storage, ...misc,
};
const NOT_MODELLED = ['AWS::CloudFormation::Stack', 'AWS::CloudFormation::StackSet', 'AWS::CloudFormation::WaitCondition'];

type UpdateRequest = ProvisionRequest & { readonly current: ResourceState };

export class AccountProvisioner implements Provisioner {
  constructor(private readonly account: Account, private readonly types: TypeRegistry, private readonly custom: CustomResources) {}

  public async create(request: ProvisionRequest): Promise<Provisioned> {
    this.refuseOnDemand(request, 'Create');
    if (isCustom(request.type)) { return this.custom.create(request); }
    const { context, model } = this.contextOf(request);
    claimName(context.facts, request.properties, this.account);
    model.check?.(context);
    const physicalId = model.physicalId?.(context) ?? genericPhysicalId(context);
    const attributes = this.attributesOf(context, model, physicalId);
    model.created?.(context, physicalId);
    this.register(request, physicalId, attributes);
    try {
      await model.settle?.(context, physicalId);
    } catch (error) {
      throw new PartlyCreated((error as Error).message, physicalId);
    }
    return { physicalId, ref: model.ref?.(context, physicalId), attributes };
  }

  public async update(request: UpdateRequest): Promise<Provisioned> {
    this.refuseOnDemand(request, 'Update');
    if (isCustom(request.type)) { return this.custom.update(request); }
    const { context, model } = this.contextOf(request);
    const { current } = request;
    model.check?.(context, current);
    // What was invented once stays; what echoes a property follows it.
    const echoed = Object.keys(current.attributes).filter(name => name in request.properties);
    const attributes = {
      ...current.attributes,
      ...Object.fromEntries(echoed.map(name => [name, request.properties[name]])),
      ...model.changed?.(context, current),
    };
    model.created?.(context, current.physicalId);
    this.register(request, current.physicalId, attributes);
    await model.settle?.(context, current.physicalId, current);
    return { physicalId: current.physicalId, ref: current.ref, attributes };
  }

  public async delete({ stack, resource }: { readonly stack: StackState; readonly resource: ResourceState }): Promise<void> {
    if (isCustom(resource.type)) { return this.custom.delete(stack, resource); }
    await MODELS[resource.type]?.deleting?.(this.account, resource, stack);
    this.account.drop(resource.type, resource.physicalId);
  }

  public refuseReplacement(request: UpdateRequest): string | undefined {
    return replacementRefusal(request.type, this.types.find(request.type), request.current.properties, request.properties);
  }

  private refuseOnDemand({ type, logicalId }: ProvisionRequest, request: 'Create' | 'Update'): void {
    const reason = this.account.faults.resource?.(type, logicalId, request);
    if (reason !== undefined) { throw new Error(reason); }
  }

  private contextOf(request: ProvisionRequest): { context: ModelContext; model: ResourceModel } {
    const facts = this.types.find(request.type);
    if (!facts) { throw new Error(`Unrecognized resource type ${request.type}`); }
    if (NOT_MODELLED.includes(request.type)) { throw new Error(`${request.type} is not modelled by the local endpoint`); }
    return { context: { ...request, account: this.account, facts }, model: MODELS[request.type] ?? {} };
  }

  /** A model may only answer what the schema knows: an attribute invented here would pass and then fail on AWS. */
  private attributesOf(context: ModelContext, model: ResourceModel, physicalId: string): JsonObject {
    const own = Object.entries(model.attributes?.(context, physicalId) ?? {}).filter(([name]) => name in context.facts.attributes);
    return { ...genericAttributes(context, physicalId), ...Object.fromEntries(own) };
  }

  private register(request: ProvisionRequest, physicalId: string, attributes: JsonObject): void {
    const { type, logicalId, properties, stack } = request;
    this.account.put({ type, physicalId, logicalId, stackName: stack.name, properties, attributes });
  }
}

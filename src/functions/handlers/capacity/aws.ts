/** The operations of AWS that the handlers of EC2 capacity use, and nothing else. */
import type { ECS } from '@aws-sdk/client-ecs';
import { again } from '../again';
import { AutoScaling, clients } from '../clients';

const ECS_OPERATIONS = [
  'describeClusters', 'describeCapacityProviders', 'putClusterCapacityProviders', 'listContainerInstances', 'deregisterContainerInstance',
] as const;

export type CapacityAws = Pick<Promised<ECS>, typeof ECS_OPERATIONS[number]> & AutoScaling;

/** A client's methods have many signatures; of each, the one with an input and a promise. */
type Promised<Client> = {
  readonly [Name in keyof Client]: Client[Name] extends {
    (input: infer Input, options?: object): Promise<infer Output>;
    (...rest: never[]): unknown;
    (...rest: never[]): unknown;
  } ? (input: Input) => Promise<Output> : never;
};

type Method = (input: unknown) => Promise<unknown>;

export function capacityAws(): CapacityAws {
  const calls: Record<string, Method> = {};
  const offer = (client: () => object, names: readonly string[]) => names.forEach(name => {
    calls[name] = input => again(async () => (client() as Record<string, Method>)[name](input));
  });
  offer(clients.ecs, ECS_OPERATIONS);
  offer(clients.autoScalingGroups, ['describeAutoScalingGroups', 'deleteAutoScalingGroup']);
  return calls as unknown as CapacityAws;
}

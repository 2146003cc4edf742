import { Finding, finding } from '../../findings';
import { INetwork, missingServices } from '../../network';

/**
 * Instances that cannot reach ECS never register, and their tasks wait for them forever. Seen only in networks of the library; others
 * may have ways that nobody sees from here.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function checkReach(network: INetwork, capacity: string): Finding[] {
  const missing = missingServices(network, ['agents']);
  return missing.length === 0 ? [] : [finding('CapacityOutOfReach', 'network', { capacity, missing })];
}

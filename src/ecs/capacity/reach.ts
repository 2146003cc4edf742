import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Finding, finding } from '../../findings';
import { INetwork, Network } from '../../network';
import { asTold } from '../../private/as-told';

/** What an agent talks to. On Fargate nobody has to: these are left out of the endpoints of a network without another way out. */
const SERVICES = ['ecs', 'ecs-agent', 'ecs-telemetry'];

/**
 * Instances that cannot reach ECS never register, and their tasks wait for them forever. Seen only in networks of the library; others
 * may have ways that nobody sees from here.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function checkReach(network: INetwork, capacity: string): Finding[] {
  if (!(network instanceof Network) || network.reachesInternet) {
    return [];
  }
  const reached = network.interfaceEndpoints.map(({ node }) => asTold(network, (node.defaultChild as CfnVPCEndpoint).serviceName));
  const missing = SERVICES.filter(service => !reached.some(name => name.endsWith(`.${service}`)));
  return missing.length === 0 ? [] : [finding('CapacityOutOfReach', 'network', { capacity, missing })];
}

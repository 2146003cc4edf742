import { Rule } from '../../model/rules/rule';

/**
 * A service tells a load balancer the number of a container's port, and is refused where that number means two ports.
 *
 * @see https://github.com/aws/amazon-ecs-agent/issues/3428
 */
export const balancedPortsAreMappedOnce: Rule = ({ exposures, networkListeners, containers }, report) => {
  const ways = [
    ...exposures.map(({ container, port }, index) => ({ container, port, path: `exposures[${index}].port` })),
    ...networkListeners.map(({ container, port }, index) => ({ container, port, path: `listeners[${index}].containerPort` })),
  ];
  ways.forEach(({ container, port, path }, index) => {
    const meant = containers.find(({ name }) => name === container)?.ports.filter(candidate => candidate.port === port) ?? [];
    const isFirst = ways.findIndex(way => way.container === container && way.port === port) === index;
    if (isFirst && new Set(meant.map(({ protocol }) => protocol)).size > 1) {
      report('EcsPortOfTwoProtocols', path, { container, port });
    }
  });
};

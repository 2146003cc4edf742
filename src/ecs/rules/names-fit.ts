import { Report, Rule } from '../../model/rules/rule';

const MAX_CONTAINER_NAME = 255;
const MAX_PORT_NAME = 64;

export const namesFit: Rule = ({ containers }, report) => {
  containers.forEach(({ name, ports }, index) => {
    check(report, `containers[${index}].name`, 'container name', name, MAX_CONTAINER_NAME);
    ports.forEach((port, number) => check(report, `containers.${name}.ports[${number}].name`, 'port name', port.name, MAX_PORT_NAME));
  });
};

function check(report: Report, path: string, what: string, given: string, max: number): void {
  if (given.length > max) {
    report('EcsNameTooLong', path, { what, given, max });
  }
}

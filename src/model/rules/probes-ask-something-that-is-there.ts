import { Report, Rule } from './rule';
import { ContainerSpec } from '../container';
import { ProbeQuestion } from '../probe';
import { known } from './support/known';

/** A probe that asks the wrong place keeps a healthy workload from ever coming up. */
export const probesAskSomethingThatIsThere: Rule = ({ containers, exposures, networkListeners }, report) => {
  for (const container of containers) {
    if (container.probe !== undefined) {
      checkQuestion(container.probe, `containers.${container.name}.probe`, report);
      checkPort(container.probe, container, report);
    }
  }
  exposures.forEach(({ health, protocol }, index) => {
    checkQuestion(health, `exposures[${index}].health`, report, protocol === 'grpc');
  });
  networkListeners.forEach(({ health }, index) => checkQuestion(health, `listeners[${index}].probe`, report));
};

function checkQuestion(question: ProbeQuestion, path: string, report: Report, grpc = false): void {
  if (question.kind !== 'http') {
    return;
  }
  if (known(question.path) && !/^\/\S*$/.test(question.path)) {
    const nearest = `/${question.path.trim().replace(/^[a-z]+:\/\/[^/]*/, '').replace(/^\/+/, '').replace(/\s+/g, '%20')}`;
    report('ProbePathMalformed', `${path}.path`, { given: question.path, nearest });
  }
  const codes = grpc ? /^\d{1,2}(?:-\d{1,2})?$/ : /^[1-5]\d\d(?:-[1-5]\d\d)?$/;
  if (known(question.successCodes) && !question.successCodes.split(',').every(code => codes.test(code))) {
    report('SuccessCodesMalformed', `${path}.successCodes`, { given: question.successCodes, nearest: grpc ? '0,12' : '200-299' });
  }
}

function checkPort(question: ProbeQuestion, { name, ports }: ContainerSpec, report: Report): void {
  const open = ports.filter(({ protocol }) => protocol === 'tcp').map(({ port }) => port);
  if (question.kind === 'command' || open.some(port => !known(port))) {
    return;
  }
  if (question.port === undefined ? open.length === 0 : known(question.port) && !open.includes(question.port)) {
    report('ProbePortNotOpen', `containers.${name}.probe.port`, { container: name, port: question.port, open });
  }
}

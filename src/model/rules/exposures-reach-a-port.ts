import { Report, Rule } from './rule';
import { known } from './support/known';
import { didYouMean } from '../../private/did-you-mean';
import { ContainerSpec } from '../container';
import { ExposureSpec } from '../exposure';

export const exposuresReachAPort: Rule = ({ exposures, containers }, report) => {
  exposures.forEach((exposure, index) => {
    const path = `exposures[${index}]`;
    const container = containers.find(({ name }) => name === exposure.container);
    if (container) {
      checkTarget(exposure, container, path, report);
    } else if (containers.length > 0) {
      const names = containers.filter(({ role }) => role !== 'init').map(({ name }) => name);
      report('ExposureContainerUnknown', `${path}.container`, { given: exposure.container, nearest: didYouMean(exposure.container, names), known: names });
    }
  });
};

function checkTarget({ port }: ExposureSpec, { name, role, ports }: ContainerSpec, path: string, report: Report): void {
  if (role === 'init') {
    return report('ExposureOfInitContainer', `${path}.container`, { container: name });
  }
  if (ports.length === 0) {
    return report('ExposurePortMissing', `${path}.port`, { container: name });
  }
  const open = ports.filter(candidate => candidate.port === port);
  if (open.some(({ protocol }) => protocol === 'tcp') || !known(port)) {
    return;
  }
  if (open.length > 0) {
    report('ExposurePortUdp', `${path}.port`, { container: name, port });
  } else {
    report('ExposurePortNotOpen', `${path}.port`, { container: name, port, open: ports.filter(({ protocol }) => protocol === 'tcp').map(other => other.port) });
  }
}

import { Rule } from './rule';

export const applicationsSpeakTcp: Rule = ({ containers }, report) => {
  for (const { name: container, ports } of containers) {
    for (const { name, protocol, application } of ports) {
      if (protocol === 'udp' && application !== undefined) {
        report('PortApplicationNeedsTcp', `containers.${container}.ports.${name}.application`, { application });
      }
    }
  }
};

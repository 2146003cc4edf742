import { Rule } from '../../model/rules/rule';

/** What the baseline profile lets a container add. */
const ALLOWED = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
];

export const capabilitiesPassPodSecurity: Rule = ({ containers }, report) => {
  for (const { name, capabilities } of containers) {
    const given = capabilities.add.filter(capability => !ALLOWED.includes(capability));
    if (given.length > 0) {
      report('KubernetesCapability', `containers.${name}.capabilities.add`, { given });
    }
  }
};

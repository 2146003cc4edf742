import { Rule } from './rule';
import { didYouMean } from '../../private/did-you-mean';

/** capabilities(7), as far as container runtimes can give and take them. */
export const CAPABILITIES: readonly string[] = [
  'ALL', 'AUDIT_CONTROL', 'AUDIT_WRITE', 'BLOCK_SUSPEND', 'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'IPC_LOCK', 'IPC_OWNER',
  'KILL', 'LEASE', 'LINUX_IMMUTABLE', 'MAC_ADMIN', 'MAC_OVERRIDE', 'MKNOD', 'NET_ADMIN', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_RAW', 'SETFCAP',
  'SETGID', 'SETPCAP', 'SETUID', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_CHROOT', 'SYS_MODULE', 'SYS_NICE', 'SYS_PACCT', 'SYS_PTRACE', 'SYS_RAWIO',
  'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'SYSLOG', 'WAKE_ALARM',
];

export const capabilitiesAreKnown: Rule = ({ containers }, report) => {
  for (const { name: container, capabilities } of containers) {
    for (const member of ['add', 'drop'] as const) {
      for (const name of capabilities[member]) {
        if (!CAPABILITIES.includes(name)) {
          report('CapabilityUnknown', `containers.${container}.capabilities.${member}`, { given: name, nearest: didYouMean(name, CAPABILITIES) });
        }
      }
    }
    for (const name of capabilities.add.filter(added => capabilities.drop.includes(added))) {
      report('CapabilityAddedAndDropped', `containers.${container}.capabilities`, { given: name });
    }
  }
};

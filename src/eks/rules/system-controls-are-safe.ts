import { Rule } from '../../model/rules/rule';
import { sharedSystemControls } from '../../model/rules/support/shared-system-controls';

/** What the baseline profile lets a pod set; the namespaces of the platform enforce it. */
const SAFE: readonly string[] = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_syncookies',
];

export const systemControlsAreSafe: Rule = (spec, report) => {
  for (const { name: container, linux } of spec.containers) {
    for (const given of Object.keys(linux.systemControls).filter(name => !SAFE.includes(name))) {
      report('PodSystemControlUnsafe', `containers.${container}.linux.systemControls.${given}`, { given, safe: SAFE });
    }
  }
  sharedSystemControls(spec, report, name => SAFE.includes(name));
};

/** A namespace may demand a profile of its pods; it takes the Deployment of others, and none of their pods. */
import { Rule } from './rule';
import { complain, Pod } from '../app';
import { hooksOf, probesOf } from '../handlers';
import { items, list, record } from '../object';

const LABEL = 'pod-security.kubernetes.io/enforce';
const BASELINE_CAPABILITIES = ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'];
const RESTRICTED_VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

interface Violation {
  readonly path: string;
  readonly message: string;
}

export const podsPassPodSecurity: Rule = {
  name: 'pods pass pod security',
  *check(app) {
    for (const pod of app.pods) {
      const profile = (app.namespaceLabels(pod.namespace) ?? {})[LABEL] ?? 'privileged';
      if (!['privileged', 'baseline', 'restricted'].includes(profile)) {
        yield complain(app.find('Namespace', pod.namespace)!, `metadata.labels['${LABEL}']`, `'${profile}' is not privileged, baseline or restricted`);
      }
      const violations = profile === 'baseline' ? baseline(pod) : profile === 'restricted' ? [...baseline(pod), ...restricted(pod)] : [];
      for (const { path, message } of violations) {
        yield complain(pod.object, path, `${message}, which profile ${profile} of namespace ${pod.namespace} does not allow`);
      }
    }
  },
};

function* baseline(pod: Pod): Iterable<Violation> {
  const { spec, path, containers } = pod;
  for (const member of ['hostNetwork', 'hostPID', 'hostIPC'].filter(name => spec[name] === true)) {
    yield { path: `${path}.${member}`, message: 'shares what belongs to the node' };
  }
  for (const { path: place } of items(spec.volumes, `${path}.volumes`).filter(({ value }) => value.hostPath !== undefined)) {
    yield { path: `${place}.hostPath`, message: 'is a folder of the node' };
  }
  if (record(record(spec.securityContext).seccompProfile).type === 'Unconfined') {
    yield { path: `${path}.securityContext.seccompProfile`, message: 'is unconfined' };
  }
  for (const { value: { securityContext, ports }, path: place } of containers) {
    const { privileged, capabilities, seccompProfile, procMount = 'Default' } = record(securityContext);
    const strange = list(record(capabilities).add).filter(name => !BASELINE_CAPABILITIES.includes(name));
    if (privileged === true) {
      yield { path: `${place}.securityContext.privileged`, message: 'is true' };
    }
    if (strange.length > 0) {
      yield { path: `${place}.securityContext.capabilities.add`, message: `has ${strange.join(', ')}` };
    }
    if (record(seccompProfile).type === 'Unconfined' || procMount !== 'Default') {
      yield { path: `${place}.securityContext`, message: 'is unconfined' };
    }
    if (record(record(securityContext).windowsOptions).hostProcess === true) {
      yield { path: `${place}.securityContext.windowsOptions.hostProcess`, message: 'is true' };
    }
    for (const port of items(ports, `${place}.ports`).filter(({ value }) => (value.hostPort ?? 0) !== 0)) {
      yield { path: `${port.path}.hostPort`, message: 'is a port of the node' };
    }
  }
  for (const handler of [...probesOf(pod), ...hooksOf(pod)]) {
    for (const way of ['httpGet', 'tcpSocket'].filter(name => record(handler.value[name]).host !== undefined)) {
      yield { path: `${handler.path}.${way}.host`, message: 'has kubelet ask another host' };
    }
  }
}

function* restricted({ spec, path, containers }: Pod): Iterable<Violation> {
  const pod = record(spec.securityContext);
  for (const { value: { name, ...sources }, path: place } of items(spec.volumes, `${path}.volumes`)) {
    if (Object.keys(sources).some(source => !RESTRICTED_VOLUMES.includes(source))) {
      yield { path: place, message: `volume ${String(name)} is a ${Object.keys(sources).join()}` };
    }
  }
  for (const { value, path: place } of containers) {
    const own = record(value.securityContext);
    const { add, drop } = record(own.capabilities);
    if ((own.runAsNonRoot ?? pod.runAsNonRoot) !== true || (own.runAsUser ?? pod.runAsUser) === 0) {
      yield { path: `${place}.securityContext.runAsNonRoot`, message: 'may run as root' };
    }
    // The rest means nothing there.
    if (record(spec.os).name === 'windows') {
      continue;
    }
    if (own.allowPrivilegeEscalation !== false) {
      yield { path: `${place}.securityContext.allowPrivilegeEscalation`, message: 'is not false' };
    }
    if (!list(drop).includes('ALL') || list(add).some(capability => capability !== 'NET_BIND_SERVICE')) {
      yield { path: `${place}.securityContext.capabilities`, message: 'are not all dropped' };
    }
    if (!['RuntimeDefault', 'Localhost'].includes((record(own.seccompProfile).type ?? record(pod.seccompProfile).type))) {
      yield { path: `${place}.securityContext.seccompProfile`, message: 'is not set' };
    }
  }
}

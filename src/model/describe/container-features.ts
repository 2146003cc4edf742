import { Row } from './layout';
import { duration, handle, number, text, words } from './words';
import { ContainerSpec } from '../container';
import { CredentialSpecSpec } from '../credential-spec';
import { DeviceSpec, LinuxSpec } from '../linux';
import { NamesSpec } from '../names';
import { RestartSpec } from '../restart';

/** What few containers have said; nothing is printed for the others. */
export function describeLinux({ sharedMemoryMiB, maxSwapMiB, swappiness, devices, systemControls }: LinuxSpec): Row[] {
  const swap = maxSwapMiB === undefined ? [] : [`at most ${number(maxSwapMiB)} MiB${swappiness === undefined ? '' : `, swappiness ${number(swappiness)}`}`];
  return [
    ['shared', ...(sharedMemoryMiB === undefined ? [] : [`${number(sharedMemoryMiB)} MiB memory`])],
    ['swap', ...swap],
    ['device', ...devices.map(describeDevice)],
    ['kernel', ...Object.entries(systemControls).map(([name, value]) => `${text(name)}=${text(value)}`)],
  ];
}

function describeDevice({ hostPath, containerPath, permissions }: DeviceSpec): string {
  return `${text(hostPath)}${containerPath === hostPath ? '' : ` at ${text(containerPath)}`}, may ${permissions.join(', ')}`;
}

export function describeNames({ hostname, dnsServers, searchDomains, extraHosts }: NamesSpec): Row[] {
  return [
    ['called', ...(hostname === undefined ? [] : [text(hostname)])],
    ['asks', ...(dnsServers.length > 0 ? [words(dnsServers)] : [])],
    ['searches', ...(searchDomains.length > 0 ? [words(searchDomains)] : [])],
    ['knows', ...Object.entries(extraHosts).map(([name, address]) => `${text(name)} at ${text(address)}`)],
  ];
}

export function describeRestart({ attemptPeriod, ignoredExitCodes }: RestartSpec): string {
  const unless = ignoredExitCodes.length > 0 ? `, unless it ended with ${ignoredExitCodes.map(number).join(', ')}` : '';
  return `where it is, if it has run for ${duration(attemptPeriod)}${unless}`;
}

export function describeConsistency({ versionConsistency }: ContainerSpec): string[] {
  return versionConsistency === undefined ? [] : [versionConsistency ? 'the same in all copies of a version' : 'whatever the tag means when a copy starts'];
}

export function describeAccount(spec: CredentialSpecSpec): string[] {
  const place = spec.kind === 'parameter' ? `parameter ${handle(spec.parameter)}` : `${text(spec.key)} of ${handle(spec.bucket)}`;
  return [`described in ${place}`, spec.domainUser ? `logs in as ${handle(spec.domainUser)}` : 'of the domain that the machine has joined'];
}

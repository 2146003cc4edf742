import { Duration } from 'aws-cdk-lib/core';
import { wrongOnEks } from './eks';
import { main, sidecar, withMain, workload, WrongInput } from './wrong-input';
import { ContainerDraft, Handle, LinuxDraft, NamesSpec, WorkloadDraft } from '../../src/model';

function linux(given: LinuxDraft): WorkloadDraft {
  return withMain({ linux: given });
}

/** A main container and a sidecar that differ in their names. */
function names(one: Partial<NamesSpec>, other: Partial<NamesSpec>): WorkloadDraft {
  return workload({ containers: [main({ names: one }), sidecar('proxy', { names: other })] });
}

function missing(option: string, remedy: string, given: Partial<ContainerDraft>): WrongInput {
  return wrongOnEks('PodHasNot', `containers.web.${option}`, remedy, withMain(given));
}

const SPEC = { kind: 'object', bucket: new Handle('Accounts', undefined), key: 'shop.json' } as const;

/** What containers can have on ECS, and not as parts of a pod. */
export const EKS_CONTAINER_MISTAKES: readonly WrongInput[] = [
  missing('privileged', 'add the capabilities', { privileged: true }),
  missing('linux.maxSwap', 'more memory', { linux: { maxSwapMiB: 512, swappiness: 10 } }),
  missing('linux.devices', 'ask for GPUs', { linux: { devices: [{ hostPath: '/dev/fuse' }] } }),
  missing('restartPolicy.ignoredExitCodes', 'init container', { restart: { ignoredExitCodes: [0] } }),
  missing('restartPolicy.attemptPeriod', 'leave attemptPeriod out', { restart: { attemptPeriod: Duration.minutes(1) } }),
  missing('dockerLabels', 'leave dockerLabels out', { labels: { team: 'orders' } }),
  missing('versionConsistency', 'by its digest', { versionConsistency: true }),
  missing('credentialSpec', 'on ECS', { credentialSpec: SPEC }),
  wrongOnEks('PodSystemControlUnsafe', 'containers.web.linux.systemControls.net.core.somaxconn', 'net.ipv4.tcp_keepalive_time',
    linux({ systemControls: { 'net.core.somaxconn': '1024' } })),
  wrongOnEks('SystemControlsDiffer', 'containers.proxy.linux.systemControls.net.ipv4.tcp_syncookies', 'choose one value', workload({
    containers: [
      main({ linux: { systemControls: { 'net.ipv4.tcp_syncookies': '0' } } }),
      sidecar('proxy', { linux: { systemControls: { 'net.ipv4.tcp_syncookies': '1' } } }),
    ],
  })),
  wrongOnEks('PodNamesDiffer', 'containers.proxy.nameResolution.hostname', "say the same as 'web'", names({ hostname: 'one' }, { hostname: 'other' })),
  wrongOnEks('PodNamesDiffer', 'containers.proxy.nameResolution.dnsServers', "say the same as 'web'",
    names({ dnsServers: ['10.0.0.2'] }, { dnsServers: ['10.0.0.3', '10.0.0.2'] })),
  wrongOnEks('PodNamesDiffer', 'containers.proxy.nameResolution.dnsSearchDomains', 'one of the two',
    names({ searchDomains: ['example.com'] }, { searchDomains: ['example.org'] })),
  wrongOnEks('PodNamesDiffer', 'containers.proxy.nameResolution.extraHosts.db', 'one of the two',
    names({ extraHosts: { db: '10.0.0.2', cache: '10.0.0.4' } }, { extraHosts: { db: '10.0.0.3' } })),
];

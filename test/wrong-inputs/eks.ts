import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Duration, Stack, Token } from 'aws-cdk-lib/core';
import { main, PRODUCTION, sidecar, withMain, workload, WrongInput } from './wrong-input';
import { RenderedNodes } from '../../src/eks/nodes';
import { eksFindings } from '../../src/eks/rules';
import { Code } from '../../src/findings';
import { Handle, ProbeDraft, RollingDraft, seal, ShiftingDraft, WorkloadDraft } from '../../src/model';
import { EksWorkloadOptions, NodeImage, Nodes } from '../../src/vocabulary';

export function rendered(nodes: Nodes): RenderedNodes {
  return { nodes, spec: nodes._toSpec(), made: {}, dependables: [], scope: new Stack(new App(), 'Shop') };
}

/** What EKS refuses although the model allows it. */
export function wrongOnEks(code: Code, path: string, remedy: string, draft: WorkloadDraft, also?: readonly Code[]): WrongInput {
  return wrongOn([Nodes.auto()], code, path, remedy, draft, also);
}

/** What a platform refuses whose objects are written to files. */
function wrongOnPaper(code: Code, path: string, remedy: string, draft: WorkloadDraft): WrongInput {
  return wrongOn([Nodes.auto()], code, path, remedy, draft, undefined, true);
}

function wrongOn(
  nodes: readonly Nodes[], code: Code, path: string, remedy: string, draft: WorkloadDraft, also?: readonly Code[], writesOnly?: boolean,
): WrongInput {
  const findings = () => {
    const sealed = seal(draft, PRODUCTION);
    const target = { nodes: nodes.map(rendered), namespaces: ['workloads'], logRetentionDays: PRODUCTION.logRetentionDays, writesOnly };
    return [...sealed.findings, ...eksFindings(sealed.spec, target)];
  };
  return { code, path, remedy, also, findings };
}

function withOptions(eks: EksWorkloadOptions, more: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return workload({ ...more, platformOptions: { eks: new Handle('eks options', eks) } });
}

function withRollout(given: Omit<RollingDraft, 'kind'>): WorkloadDraft {
  return workload({ rollout: { kind: 'rolling', ...given } });
}

function withScaling(policies: NonNullable<Extract<WorkloadDraft['scaling'], { kind: 'range' }>['policies']>, min = 2): WorkloadDraft {
  return workload({ scaling: { kind: 'range', min, max: 8, policies }, exposures: [{ kind: 'http', audience: 'public' }] });
}

function withShift(given: Omit<ShiftingDraft, 'kind'>, more: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return workload({ rollout: { kind: 'shifting', ...given }, exposures: PUBLIC, ...more });
}

const PUBLIC: WorkloadDraft['exposures'] = [{ kind: 'http', audience: 'public' }];
const COMMAND: ProbeDraft = { kind: 'command', command: ['true'] };
const FARGATE = [Nodes.fargate()];
const MANAGED = [Nodes.managed()];
const WINDOWS = [Nodes.managed({ name: 'windows', image: NodeImage.WINDOWS_2022_CORE })];
const GRAVITON = [Nodes.managed({ instanceTypes: [new ec2.InstanceType('m7g.large')] })];
const secret = { kind: 'vault', secret: new Handle('payments', {}) } as const;

/** What EKS and Kubernetes refuse about workloads that the model allows. */
export const EKS_MISTAKES: readonly WrongInput[] = [
  wrongOnEks('KubernetesNameInvalid', 'workloadName', "'my-shop'", workload({ name: 'My_Shop' })),
  wrongOnEks('KubernetesNameInvalid', 'containers.web.ports[0].name', "'metrics-for-peo'", withMain({ ports: [{ port: 8080, name: 'metrics-for-people' }] })),
  wrongOnEks('KubernetesUserIsNumber', 'containers.web.user', "'1000'", withMain({ user: 'app' })),
  wrongOnEks('KubernetesHasNoUlimits', 'containers.web.ulimits', 'leave them out', withMain({ ulimits: [{ name: 'nofile', soft: 1024, hard: 4096 }] })),
  wrongOnEks('KubernetesCapability', 'containers.web.capabilities.add', 'empty list', withMain({ capabilities: { add: ['NET_ADMIN'] } })),
  wrongOnEks('KubernetesMountPath', 'containers.web.mounts[0].path', "'/a-b'",
    workload({ containers: [main({ mounts: [{ volume: 'tmp', path: '/a:b', readOnly: false }] })], volumes: [{ kind: 'ephemeral', name: 'tmp' }] })),
  wrongOnEks('KubernetesContainerRestarts', 'containers.agent.essential', 'init container', workload({ containers: [main(), sidecar('agent', { essential: false })] })),
  wrongOnEks('KubernetesMainIsNotAwaited', 'containers.agent.dependsOn.web', 'try until', workload({
    containers: [main(), sidecar('agent', { dependsOn: [{ container: 'web', condition: 'start' }] })],
  })),
  wrongOnEks('KubernetesCompletionMustSucceed', 'containers.web.dependsOn.fetch', 'SUCCESS', workload({
    containers: [main({ dependsOn: [{ container: 'fetch', condition: 'complete' }] }), sidecar('fetch', { essential: false })],
  }), ['KubernetesContainerRestarts']),
  wrongOnEks('KubernetesProbeCodes', 'containers.web.probe.successCodes', 'leave successCodes out', withMain({ probe: { kind: 'http', path: '/', successCodes: '401' } })),
  wrongOnEks('KubernetesProbeSuccesses', 'containers.web.probe.successes', 'leave successes out', withMain({ probe: { ...COMMAND, successes: 3 } })),
  wrongOnEks('EksRegistryPassword', 'containers.web.image.credentials', 'pull-through cache', withMain({
    image: { kind: 'registry', reference: 'ghcr.io/shop/web:1', credentials: new Handle('login', {}) },
  })),
  wrongOnEks('EksEnvironmentFileInS3', 'containers.web.environmentFiles[0]', 'fromFile', withMain({
    environmentFiles: [{ kind: 'object', bucket: new Handle('settings', {}), key: 'web.env' }],
  })),
  wrongOnEks('EksHasNoCpuAlarm', 'alarms.cpuPercent', 'leave alarms.cpuPercent out', workload({ alarms: { kind: 'standard', cpuPercent: 80 } })),
  wrongOnEks('EksLogsEverything', 'logging', 'observability', workload({ logging: { kind: 'none' } })),
  wrongOnEks('EksLogGroupOfPlatform', 'logging.logGroup', 'leave the log group out', workload({ logging: { kind: 'group', group: new Handle('/shop', {}) } })),
  wrongOnEks('EksLogRetentionOfPlatform', 'logging.retention', 'profile of your own', workload({ logging: { kind: 'group', retentionDays: 30 } })),
  wrongOnEks('EksLogsNeverBlock', 'logging.blocking', 'leave blocking out', workload({ logging: { kind: 'group', blocking: true } })),
  wrongOnEks('EksScalingPolicy', 'scaling', 'KEDA', withScaling([{ kind: 'requests', perMinuteAndCopy: 600 }])),
  wrongOnEks('EksScalingFromZero', 'scaling.min', 'at least 1', withScaling([{ kind: 'cpu', targetPercent: 60 }], 0), ['ScalingFromZero']),
  wrongOnEks('EksGateAlwaysRollsBack', 'rollout.circuitBreaker', 'turn it off', withRollout({ circuitBreaker: { rollback: false } })),
  wrongOnEks('EksGateHasNoThreshold', 'rollout.circuitBreaker', 'leave the threshold out', withRollout({ circuitBreaker: { threshold: { kind: 'count', value: 5 } } })),
  wrongOnEks('EksRolloutAlarms', 'rollout.alarms', 'rollback triggers', withRollout({ alarms: { kind: 'given', alarms: [new Handle('no-sales', {})] } })),
  wrongOnEks('EksRollsOnly', 'rollout', 'Rollout.blueGreen()', workload({ rollout: { kind: 'codeDeploy' }, exposures: PUBLIC })),
  wrongOnEks('EksRolloutTellsNobody', 'rollout.notifications', '--notification-arns', withRollout({ notifications: new Handle('releases', {}) })),
  wrongOnEks('EksRolloutAsksNobody', 'rollout.hooks', 'watch alarms', withShift({ hooks: [{ stage: 'afterScaleUp', function: new Handle('check', {}) }] })),
  wrongOnEks('EksRolloutAsksNobody', 'rollout.approval', 'EcsPlatform', withShift({ approval: {} })),
  wrongOnEks('EksRolloutIsNotTested', 'rollout.testTraffic', 'percent: 1', withShift({ testTraffic: { kind: 'header', name: 'X-Preview', value: 'yes' } })),
  wrongOnEks('EksShiftNeedsExposure', 'rollout', 'give the workload an exposure', workload({ rollout: { kind: 'shifting' } })),
  wrongOnEks('EksShiftNeedsCopies', 'scaling.count', 'at least one copy', withShift({}, { scaling: { kind: 'fixed', count: 0 } })),
  wrongOnEks('EksShiftTooLong', 'rollout', 'larger steps', withShift({ shift: { kind: 'linear', percent: 5, interval: Duration.minutes(30) } })),
  wrongOnEks('EksStartTooLong', 'rollout.startTimeout', 'Duration.minutes(50)', withShift({ startTimeout: Duration.minutes(51) })),
  wrongOnEks('EksShiftUndecided', 'rollout.bakeTime', 'known at synthesis', withShift({ bakeTime: Duration.minutes(Token.asNumber({ Ref: 'Minutes' })) })),
  wrongOnPaper('EksShiftIsDeployed', 'rollout', 'ManifestDelivery.APPLY', withShift({})),
  wrongOnEks('EksNamespaceUnknown', 'eks.namespace', "'workloads'", withOptions({ namespace: 'shop' })),

  wrongOn(MANAGED, 'NodesOfOtherPlatform', 'eks.nodes', "'managed'", withOptions({ nodes: Nodes.managed() })),
  wrongOnEks('NodesHaveNoWindows', 'operatingSystem', 'NodeImage.WINDOWS_2022_CORE', workload({ runtime: { os: 'windows-server-2022-core' } })),
  wrongOn(WINDOWS, 'NodesHaveNoLinux', 'eks.nodes', 'other nodes', workload()),
  wrongOn(GRAVITON, 'NodesOfOtherArchitecture', 'architecture', 'Nodes.auto() has both', workload()),
  wrongOn(MANAGED, 'NodesHaveNoGpus', 'size.gpus', 'g5.xlarge', withMain({ resources: { gpus: 1 } })),
  wrongOn(MANAGED, 'NodesDecideSpot', 'eks.spot', 'leave eks.spot out', withOptions({ spot: true })),
  wrongOn(FARGATE, 'FargateReadsNoSecrets', 'containers.web.secrets', 'in the program', withMain({ secrets: { KEY: secret } })),
  wrongOn(FARGATE, 'FargateHasNoDisks', 'volumes.data', 'Volume.efs()', workload({
    containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })], volumes: [{ kind: 'disk', name: 'data', sizeGiB: 20 }],
  })),
  wrongOn(FARGATE, 'FargatePodStorage', 'size.ephemeralStorageGiB', '175', workload({ size: { ephemeralStorageGiB: 200 } })),
  wrongOn(FARGATE, 'FargatePodTooLarge', 'size', 'smaller size', workload({ size: { cpuUnits: 32768, memoryMiB: 65536 } })),
];


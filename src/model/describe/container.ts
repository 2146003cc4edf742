import { describeAccount, describeConsistency, describeLinux, describeNames, describeRestart } from './container-features';
import { Block, Row } from './layout';
import { duration, handle, number, question, text, timing, words } from './words';
import { assertNever } from '../../private/assert-never';
import { ContainerResources, ContainerSpec, DependencySpec, EnvironmentFileSpec, MountSpec, PortSpec } from '../container';
import { DEFAULTS } from '../defaults';
import { ImageSpec } from '../image';
import { SecretSpec } from '../secret';

const CONDITIONS = { start: 'has started', healthy: 'is healthy', complete: 'has ended', success: 'has succeeded' };

export function describeContainer(container: ContainerSpec): Block {
  const { probe, stopTimeout } = container;
  const usualEssential = container.role !== 'init';
  const stopsAsUsual = !stopTimeout.isUnresolved() && stopTimeout.toMilliseconds() === DEFAULTS.container.stopTimeout.toMilliseconds();
  const rows: Row[] = [
    ['image', ...describeImage(container.image), ...describeConsistency(container)],
    ['entry', ...(container.entryPoint ? [words(container.entryPoint)] : [])],
    ['command', ...(container.command ? [words(container.command)] : [])],
    ['directory', ...(container.workingDirectory ? [text(container.workingDirectory)] : [])],
    ['user', ...(container.user ? [text(container.user)] : [])],
    ['port', ...container.ports.map(describePort)],
    ['env', ...Object.entries(container.environment).map(([name, value]) => `${text(name)}=${text(value)}`)],
    ['env file', ...container.environmentFiles.map(describeFile)],
    ['secret', ...Object.entries(container.secrets).map(([name, secret]) => `${text(name)} from ${describeSecret(secret)}`)],
    ['probe', ...(probe ? [question(probe), timing(probe)] : [])],
    ['gets', ...describeResources(container.resources)],
    ['ulimit', ...container.ulimits.map(({ name, soft, hard }) => `${name} ${number(soft)}, at most ${number(hard)}`)],
    ['security', describeSecurity(container)],
    ...describeLinux(container.linux),
    ...describeNames(container.names),
    ['mount', ...container.mounts.map(describeMount)],
    ['waits', ...container.dependsOn.map(describeDependency)],
    ['restarts', ...(container.restart ? [describeRestart(container.restart)] : [])],
    ['stops', ...(stopsAsUsual ? [] : [`within ${duration(stopTimeout)}`])],
    ['terminal', ...(container.pseudoTerminal ? ['has one'] : []), ...(container.interactive ? ['its input stays open'] : [])],
    ['label', ...Object.entries(container.labels).map(([name, value]) => `${text(name)}=${text(value)}`)],
    ['account', ...(container.credentialSpec ? describeAccount(container.credentialSpec) : [])],
    ['essential', ...(container.essential === usualEssential ? [] : [container.essential ? 'yes' : 'no'])],
  ];
  return { title: `${container.role === 'init' ? 'init container' : container.role} ${container.name}`, rows };
}

function describeImage(image: ImageSpec): string[] {
  switch (image.kind) {
    case 'registry':
      return [
        text(image.reference),
        ...(image.cachedAs ? [`pulled by way of the account's own ${text(image.cachedAs.repository)}`] : []),
        ...(image.direct ? ['pulled from there'] : []),
        ...(image.credentials ? [`with credentials ${handle(image.credentials)}`] : []),
      ];
    case 'repository':
      return [`repository ${handle(image.repository)}${image.tag ? `:${text(image.tag)}` : ''}${image.digest ? `@${text(image.digest)}` : ''}`];
    case 'directory':
      return [
        `built from ${image.directory}${image.file ? `, ${image.file}` : ''}${image.target ? `, target ${image.target}` : ''}`,
        ...Object.entries(image.buildArgs ?? {}).map(([name, value]) => `argument ${name}=${text(value)}`),
        ...(image.exclude ? [`without ${words(image.exclude)}`] : []),
      ];
    case 'tarball':
      return [`saved in ${image.file}`];
    default:
      return assertNever(image);
  }
}

function describePort({ name, port, protocol, application }: PortSpec): string {
  return `${name} ${number(port)}/${protocol}${application ? ` speaks ${application}` : ''}`;
}

function describeFile(file: EnvironmentFileSpec): string {
  return file.kind === 'file' ? file.file : `${text(file.key)} of ${handle(file.bucket)}`;
}

export function describeSecret(secret: SecretSpec): string {
  if (secret.kind === 'parameter') {
    return `parameter ${handle(secret.parameter)}`;
  }
  const { field, versionStage, versionId } = secret;
  const details = [
    ...field ? [`field ${text(field)}`] : [],
    ...versionStage ? [`stage ${text(versionStage)}`] : [],
    ...versionId ? [`version ${text(versionId)}`] : [],
  ];
  return [`vault ${handle(secret.secret)}`, ...details].join(', ');
}

function describeResources({ cpuUnits, memoryLimitMiB, memoryReservationMiB, gpus }: ContainerResources): string[] {
  const parts = [
    ...cpuUnits !== undefined ? [`${number(cpuUnits)} CPU units`] : [],
    ...memoryReservationMiB !== undefined ? [`${number(memoryReservationMiB)} MiB memory promised`] : [],
    ...memoryLimitMiB !== undefined ? [`${number(memoryLimitMiB)} MiB memory at most`] : [],
    ...gpus !== undefined ? [`${number(gpus)} GPU`] : [],
  ];
  return parts.length > 0 ? [parts.join(', ')] : [];
}

function describeSecurity({ readOnlyRoot, initProcess, capabilities, privileged }: ContainerSpec): string {
  const { add, drop } = capabilities;
  return [
    ...privileged ? ['privileged'] : [],
    `${readOnlyRoot ? 'read-only' : 'writable'} root`,
    ...initProcess ? ['init process'] : [],
    `drops ${drop.length > 0 ? drop.join(', ') : 'nothing'}`,
    ...add.length > 0 ? [`adds ${add.join(', ')}`] : [],
  ].join(', ');
}

function describeMount({ volume, path, readOnly }: MountSpec): string {
  return `${volume} at ${text(path)}${readOnly ? ', read-only' : ''}`;
}

function describeDependency({ container, condition }: DependencySpec): string {
  return `until ${container} ${CONDITIONS[condition]}`;
}

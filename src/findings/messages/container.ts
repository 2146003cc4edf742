import { message } from '../message';
import { chosenFrom, list } from './wording';

/** What is refused about a single container: its name, image, program, ports, variables, limits. */
export const containerMessages = {
  ContainerNameMalformed: message<{ given: string; nearest: string }>({
    what: p => `container name '${p.given}' may consist of letters, digits, hyphens and underscores only`,
    remedy: p => `call the container '${p.nearest}'`,
  }),
  ContainerNameTaken: message<{ given: string; free: string }>({
    what: p => `another container is called '${p.given}' already`,
    remedy: p => `give each container a name of its own, for example '${p.free}'`,
  }),
  MainNotEssential: message<{ container: string }>({
    what: p => `the main container '${p.container}' is not essential, so a copy without its program would count as running`,
    remedy: () => 'leave the main container essential, or make another container the main one',
  }),
  InitContainerEssential: message<{ container: string }>({
    what: p => `init container '${p.container}' is essential, so that its end would stop the whole copy`,
    remedy: () => 'leave essential off for init containers',
  }),
  InitContainerHasProbe: message<{ container: string }>({
    what: p => `init container '${p.container}' has a probe, but what counts for it is its exit code`,
    remedy: () => 'remove the probe, or make the container a sidecar',
  }),

  ImageReferenceMalformed: message<{ given: string; reason: string; nearest?: string }>({
    what: p => `image '${p.given}' is not a reference: ${p.reason}`,
    remedy: p => `write the image as one would for 'docker pull', for example '${p.nearest ?? 'public.ecr.aws/nginx/nginx:1.29'}'`,
    see: 'https://pkg.go.dev/github.com/distribution/reference',
  }),
  ImageTagMalformed: message<{ given: string }>({
    what: p => `image tag '${p.given}' is not a tag`,
    remedy: () => "use at most 128 letters, digits, '.', '_' and '-', and begin with a letter, a digit or '_'",
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html',
  }),
  ImageDigestMalformed: message<{ given: string }>({
    what: p => `image digest '${p.given}' is not a digest`,
    remedy: () => "write 'sha256:' and 64 hexadecimal digits in lower case",
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html',
  }),
  ImageTagAndDigest: message<{ tag: string; digest: string }>({
    what: p => `the image is named by tag '${p.tag}' and by digest '${p.digest}', which may be two images`,
    remedy: () => 'keep the digest and remove the tag',
  }),
  ImageVersionMissing: message<object>({
    what: () => 'the image in the repository is named by neither tag nor digest',
    remedy: () => 'name the digest, or a tag that is never moved',
  }),
  ImageTagMoves: message<{ tag: string }>({
    what: p => `the tag '${p.tag}' means another image tomorrow`,
    remedy: () => 'name a version or a digest, or use a profile with `pinnedImages: false`',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html',
  }),
  ImageSourceMissing: message<{ source: string }>({
    what: p => `the ${p.source} of the image is empty`,
    remedy: p => `name the ${p.source}`,
  }),

  CommandEmpty: message<{ what: string }>({
    what: p => `the ${p.what} is empty`,
    remedy: p => `name a program, or leave the ${p.what} out`,
  }),
  ProbeCommandPrefixed: message<{ prefix: string; nearest: string }>({
    what: p => `the probe's command begins with '${p.prefix}', which is no program but a word of Docker's`,
    remedy: p => `write the program itself: ${p.nearest}`,
  }),
  WorkingDirectoryRelative: message<{ given: string; nearest: string }>({
    what: p => `working directory '${p.given}' is relative`,
    remedy: p => `start at the root, for example '${p.nearest}'`,
  }),
  UserMalformed: message<{ given: string }>({
    what: p => `user '${p.given}' is neither 'user' nor 'user:group', by name or number`,
    remedy: () => "write for example '1000', '1000:1000' or 'node'",
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  }),

  PortOutOfRange: message<{ given: number; nearest: number }>({
    what: p => `port ${p.given} is not a whole number from 1 to 65535`,
    remedy: p => `choose a port from 1 to 65535, for example ${p.nearest}`,
  }),
  PortTaken: message<{ port: number; protocol: string; owner: string; free: number }>({
    what: p => `${p.protocol} port ${p.port} is opened by container '${p.owner}' already, and all containers of a copy share one network`,
    remedy: p => `let one of the two listen on another port, for example ${p.free}`,
  }),
  PortNameMalformed: message<{ given: string; nearest: string }>({
    what: p => `port name '${p.given}' may consist of lower case letters, digits, hyphens and underscores only, and not begin with a hyphen`,
    remedy: p => `call the port '${p.nearest}'`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
  }),
  PortNameTaken: message<{ given: string; owner: string; free: string }>({
    what: p => `port name '${p.given}' is in use by container '${p.owner}' already`,
    remedy: p => `give each port a name of its own, for example '${p.free}'`,
  }),
  PortApplicationNeedsTcp: message<{ application: string }>({
    what: p => `${p.application} is spoken over tcp, but the port is opened for udp`,
    remedy: p => `open the port for tcp, or do not say that it speaks ${p.application}`,
  }),

  EnvironmentNameMalformed: message<{ given: string; nearest: string }>({
    what: p => `'${p.given}' is not a name for a variable: it may consist of letters, digits, '_', '.' and '-', and not begin with a digit`,
    remedy: p => `call the variable '${p.nearest}'`,
  }),
  EnvironmentNameTaken: message<{ given: string }>({
    what: p => `variable '${p.given}' is set as a plain value and as a secret`,
    remedy: p => `remove '${p.given}' from the plain variables`,
  }),
  SecretInPlainEnvironment: message<{ name: string; reason: string }>({
    what: p => `variable '${p.name}' is plain text in the template, but ${p.reason}`,
    remedy: p => `keep the value in Secrets Manager or Parameter Store and pass '${p.name}' as a secret with SecretSource`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
  }),
  SecretVersionAmbiguous: message<{ stage: string; id: string }>({
    what: p => `the secret is asked for by version stage '${p.stage}' and by version id '${p.id}', which may be two versions`,
    remedy: () => 'keep one of the two',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html',
  }),
  SecretFieldMalformed: message<{ given: string }>({
    what: p => `'${p.given}' cannot be asked for as the field of a secret`,
    remedy: () => "name one member of the JSON secret, without ':'",
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html',
  }),

  ProbePathMalformed: message<{ given: string; nearest: string }>({
    what: p => `'${p.given}' is not the path of a URL`,
    remedy: p => `begin with a slash and leave out blanks, for example '${p.nearest}'`,
  }),
  ProbePortNotOpen: message<{ container: string; port?: number; open: readonly number[] }>({
    what: p => p.port === undefined
      ? `the probe asks container '${p.container}', which opens no port`
      : `the probe asks port ${p.port}, which container '${p.container}' does not open`,
    remedy: p => p.open.length > 0 ? `ask ${chosenFrom(p.open)}, or open the port` : 'open a port, or run a command inside the container instead',
  }),
  SuccessCodesMalformed: message<{ given: string; nearest: string }>({
    what: p => `'${p.given}' is not a list of status codes`,
    remedy: p => `write codes and ranges separated by commas, for example '${p.nearest}'`,
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html',
  }),

  UlimitUnknown: message<{ given: string; nearest?: string; known: readonly string[] }>({
    what: p => `there is no ulimit called '${p.given}'`,
    remedy: p => p.nearest ? `write '${p.nearest}'` : `choose ${chosenFrom(p.known)}`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html',
  }),
  UlimitTaken: message<{ given: string }>({
    what: p => `ulimit '${p.given}' is set twice`,
    remedy: () => 'keep one of the two',
  }),
  UlimitReversed: message<{ name: string; soft: number; hard: number }>({
    what: p => `the soft limit ${p.soft} of '${p.name}' is above its hard limit ${p.hard}`,
    remedy: p => `raise the hard limit to ${p.soft}, or lower the soft one to ${p.hard}`,
  }),
  CapabilityUnknown: message<{ given: string; nearest?: string }>({
    what: p => `there is no Linux capability called '${p.given}'`,
    remedy: p => p.nearest ? `write '${p.nearest}'` : "choose one from capabilities(7), for example 'NET_BIND_SERVICE'",
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html',
  }),
  CapabilityAddedAndDropped: message<{ given: string }>({
    what: p => `capability '${p.given}' is added and dropped`,
    remedy: () => 'keep one of the two',
  }),

  VolumeUnknown: message<{ given: string; nearest?: string; known: readonly string[] }>({
    what: p => `there is no volume called '${p.given}'`,
    remedy: p => p.nearest
      ? `mount '${p.nearest}'`
      : p.known.length > 0 ? `mount ${chosenFrom(p.known)}, or add the volume` : `add a volume '${p.given}' to the workload`,
  }),
  MountPathMalformed: message<{ given: string; nearest: string }>({
    what: p => p.given === '/' ? 'a volume cannot take the place of the whole file system' : `mount path '${p.given}' is relative`,
    remedy: p => `mount the volume at a directory, for example '${p.nearest}'`,
  }),
  MountPathTaken: message<{ given: string; volume: string }>({
    what: p => `volume '${p.volume}' is mounted at '${p.given}' already`,
    remedy: () => 'mount one of the two elsewhere',
  }),

  DependencyUnknown: message<{ given: string; nearest?: string; known: readonly string[] }>({
    what: p => `there is no container called '${p.given}' to wait for`,
    remedy: p => p.nearest ? `wait for '${p.nearest}'` : p.known.length > 0 ? `wait for ${chosenFrom(p.known)}` : 'remove the dependency',
  }),
  DependencyTaken: message<{ given: string }>({
    what: p => `two conditions are given for waiting for container '${p.given}'`,
    remedy: () => 'keep the stronger of the two',
  }),
  DependencyCycle: message<{ cycle: readonly string[] }>({
    what: p => p.cycle.length === 1
      ? `container '${p.cycle[0]}' waits for itself`
      : `the containers wait for each other: ${[...p.cycle, p.cycle[0]].join(' -> ')}`,
    remedy: p => `remove one of the dependencies, for example that of '${p.cycle[0]}' on '${p.cycle[1] ?? p.cycle[0]}'`,
  }),
  DependencyHealthUnknown: message<{ given: string }>({
    what: p => `nobody can tell whether container '${p.given}' is healthy, because it has no probe`,
    remedy: p => `give '${p.given}' a probe, or wait for its start`,
  }),
  DependencyNeverEnds: message<{ given: string; condition: string }>({
    what: p => `container '${p.given}' is essential: its ${p.condition === 'success' ? 'successful end' : 'end'} would stop the copy, and nobody would be left waiting`,
    remedy: p => `wait for '${p.given}' to be started or healthy, or make it an init container`,
  }),
  DependencyOfInitContainer: message<{ container: string; given: string }>({
    what: p => `init container '${p.container}' waits for '${p.given}', which starts only after all init containers have ended`,
    remedy: p => `make '${p.container}' a sidecar, or '${p.given}' an init container`,
  }),

  ReservationAboveLimit: message<{ reservation: number; limit: number }>({
    what: p => `the container is promised ${p.reservation} MiB, but killed above ${p.limit} MiB`,
    remedy: p => `raise the limit to ${p.reservation} MiB, or lower the reservation to ${p.limit} MiB`,
  }),
  LinuxOnly: message<{ options: readonly string[]; os: string }>({
    what: p => `${list(p.options)} ${p.options.length === 1 ? 'does' : 'do'} not exist on ${p.os}`,
    remedy: p => `leave ${p.options.length === 1 ? 'it' : 'them'} out, or run the workload on Linux`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html',
  }),
};

import { main, NGINX, sidecar, withExposure, withMain, workload, wrong, WrongInput } from './wrong-input';
import { ContainerDraft, Handle, WorkloadDraft } from '../../src/model';

const SHA = `sha256:${'0123456789abcdef'.repeat(4)}`;
const REPOSITORY = new Handle('Shop/Repository', undefined);
const SECRET = new Handle('Shop/Database/Secret', undefined);

function image(given: ContainerDraft['image']): WorkloadDraft {
  return withMain({ image: given });
}

function named(reference: string): WorkloadDraft {
  return image({ kind: 'registry', reference });
}

function plain(environment: Record<string, string>): WorkloadDraft {
  return withMain({ environment });
}

function waiting(...containers: ContainerDraft[]): WorkloadDraft {
  return workload({ containers });
}

/** Mistakes in a single container. */
export const CONTAINER_MISTAKES: readonly WrongInput[] = [
  wrong('ContainerNameMalformed', 'containers[0].name', "call the container 'my-web'", withMain({ name: 'my web' })),
  wrong('ContainerNameMalformed', 'containers[1].name', "call the container 'sidecar'", workload({ containers: [main(), sidecar('')] })),
  wrong('ContainerNameTaken', 'containers[1].name', "for example 'web-2'", workload({ containers: [main(), sidecar('web')] })),
  wrong('MainNotEssential', 'containers.web.essential', 'leave the main container essential', withMain({ essential: false })),
  wrong('InitContainerEssential', 'containers.migrate.essential', 'leave essential off',
    workload({ containers: [main(), sidecar('migrate', { role: 'init', essential: true })] }), ['DependencyNeverEnds']),
  wrong('InitContainerHasProbe', 'containers.migrate.probe', 'remove the probe',
    workload({ containers: [main(), sidecar('migrate', { role: 'init', probe: { kind: 'command', command: ['true'] } })] })),

  wrong('ImageReferenceMalformed', 'containers.web.image', "for example 'public.ecr.aws/nginx/nginx:1.29'", named('')),
  wrong('ImageReferenceMalformed', 'containers.web.image', "for example 'nginx:1.29'", named('NGINX:1.29')),
  wrong('ImageReferenceMalformed', 'containers.web.image', "for example 'ghcr.io/shop/api:1'", named('https://ghcr.io/shop/api:1')),
  wrong('ImageReferenceMalformed', 'containers.web.image', "for example 'ghcr.io/shop/api:1'", named('ghcr.io/Shop/api:1')),
  wrong('ImageReferenceMalformed', 'containers.web.image', 'docker pull', named('shop//api')),
  wrong('ImageReferenceMalformed', 'containers.web.image', 'docker pull', named('registry_of_mine.example:http/shop')),
  wrong('ImageTagMalformed', 'containers.web.image', 'at most 128', named('nginx:1.29 alpine')),
  wrong('ImageTagMalformed', 'containers.web.image.tag', 'begin with a letter', image({ kind: 'repository', repository: REPOSITORY, tag: '-1' })),
  wrong('ImageDigestMalformed', 'containers.web.image', '64 hexadecimal digits', named('nginx@sha256:abc')),
  wrong('ImageDigestMalformed', 'containers.web.image', 'lower case', named(`nginx@${SHA.toUpperCase().replace('SHA', 'sha')}`)),
  wrong('ImageDigestMalformed', 'containers.web.image', '64 hexadecimal digits', named(`nginx@${SHA}0`)),
  wrong('ImageDigestMalformed', 'containers.web.image.digest', '64 hexadecimal digits', image({ kind: 'repository', repository: REPOSITORY, digest: 'abc' })),
  wrong('ImageDigestMalformed', 'containers.web.image.digest', '64 hexadecimal digits', image({ kind: 'repository', repository: REPOSITORY, digest: SHA.slice(7) })),
  wrong('ImageTagAndDigest', 'containers.web.image', 'keep the digest', image({ kind: 'repository', repository: REPOSITORY, tag: 'v1', digest: SHA })),
  wrong('ImageTagMoves', 'containers.web.image', 'name a version or a digest', image({ kind: 'registry', reference: 'ghcr.io/shop/web' })),
  wrong('ImageTagMoves', 'containers.web.image', 'pinnedImages', image({ kind: 'registry', reference: 'localhost:5000/web:main' })),
  wrong('ImageTagMoves', 'containers.web.image', 'name a version', image({ kind: 'registry', reference: 'nginx:stable-alpine' })),
  wrong('ImageTagMoves', 'containers.web.image', 'name a version', image({ kind: 'registry', reference: 'ghcr.io/shop/web:latest-arm64' })),
  wrong('ImageTagMoves', 'containers.web.image', 'name a version', image({ kind: 'repository', repository: REPOSITORY, tag: 'latest' })),
  wrong('ImageVersionMissing', 'containers.web.image', 'name the digest', image({ kind: 'repository', repository: REPOSITORY })),
  wrong('ImageSourceMissing', 'containers.web.image.directory', 'name the directory', image({ kind: 'directory', directory: '' })),
  wrong('ImageSourceMissing', 'containers.web.image.file', 'name the file', image({ kind: 'tarball', file: ' ' })),

  wrong('CommandEmpty', 'containers.web.command', 'leave the command out', withMain({ command: [] })),
  wrong('CommandEmpty', 'containers.web.entryPoint', 'name a program', withMain({ entryPoint: [''] })),
  wrong('CommandEmpty', 'containers.web.probe.command', 'name a program', withMain({ probe: { kind: 'command', command: [] } })),
  wrong('ProbeCommandPrefixed', 'containers.web.probe.command', '["sh","-c","curl -f localhost"]',
    withMain({ probe: { kind: 'command', command: ['CMD-SHELL', 'curl -f localhost'] } })),
  wrong('WorkingDirectoryRelative', 'containers.web.workingDirectory', "for example '/app'", withMain({ workingDirectory: './app' })),
  wrong('WorkingDirectoryRelative', 'containers.web.workingDirectory', "for example 'C:\\app'",
    { ...withMain({ workingDirectory: 'app' }), runtime: { os: 'windows-server-2022-core' } }),
  wrong('UserMalformed', 'containers.web.user', "'1000:1000'", withMain({ user: 'node:node:node' })),

  wrong('PortOutOfRange', 'containers.web.ports.port-0.port', 'for example 1', withMain({ ports: [{ port: 0 }] })),
  wrong('PortOutOfRange', 'containers.web.ports.port-80808.port', 'for example 65535', withMain({ ports: [{ port: 80808 }] })),
  wrong('PortOutOfRange', 'containers.web.ports.api.port', 'for example 81', withMain({ ports: [{ name: 'api', port: 80.5 }] })),
  wrong('PortTaken', 'containers.proxy.ports.proxy.port', 'for example 8081',
    workload({ containers: [main(), sidecar('proxy', { ports: [{ name: 'proxy', port: 8080 }] })] })),
  wrong('PortTaken', 'containers.web.ports.c.port', 'for example 82',
    withMain({ ports: [{ name: 'a', port: 80 }, { name: 'b', port: 81 }, { name: 'c', port: 80 }] })),
  wrong('PortTaken', 'containers.web.ports.b.port', 'for example 1024', withMain({ ports: [{ name: 'a', port: 65535 }, { name: 'b', port: 65535 }] })),
  wrong('PortNameMalformed', 'containers.web.ports.My API.name', "call the port 'my-api'", withMain({ ports: [{ name: 'My API', port: 8080 }] })),
  wrong('PortNameTaken', 'containers.proxy.ports.api.name', "for example 'api-2'",
    workload({ containers: [main({ ports: [{ name: 'api', port: 80 }] }), sidecar('proxy', { ports: [{ name: 'api', port: 81 }] })] })),
  wrong('PortApplicationNeedsTcp', 'containers.web.ports.dns.application', 'open the port for tcp',
    withMain({ ports: [{ name: 'dns', port: 53, protocol: 'udp', application: 'http' }] })),

  wrong('EnvironmentNameMalformed', 'containers.web.environment.2FAST', "call the variable '_2FAST'", plain({ '2FAST': 'yes' })),
  wrong('EnvironmentNameMalformed', 'containers.web.environment.LOG LEVEL', "call the variable 'LOG_LEVEL'", plain({ 'LOG LEVEL': 'info' })),
  wrong('EnvironmentNameTaken', 'containers.web.environment.DATABASE', "remove 'DATABASE'",
    withMain({ environment: { DATABASE: 'x' }, secrets: { DATABASE: { kind: 'vault', secret: SECRET } } })),
  wrong('SecretInPlainEnvironment', 'containers.web.environment.DB_PASSWORD', 'SecretSource', plain({ DB_PASSWORD: 'hunter2' })),
  wrong('SecretInPlainEnvironment', 'containers.web.environment.stripeApiKey', "pass 'stripeApiKey' as a secret", plain({ stripeApiKey: 'sk_live' })),
  wrong('SecretInPlainEnvironment', 'containers.web.environment.DATABASE', 'SecretSource', plain({ DATABASE: 'postgres://shop:hunter2@db/shop' })),
  wrong('SecretInPlainEnvironment', 'containers.web.environment.PEM', 'SecretSource', plain({ PEM: '-----BEGIN RSA PRIVATE KEY-----\nMIIE' })),
  wrong('SecretInPlainEnvironment', 'containers.web.environment.CLOUD', 'SecretSource', plain({ CLOUD: 'AKIAIOSFODNN7EXAMPLE' })),
  wrong('SecretVersionAmbiguous', 'containers.web.secrets.DB', 'keep one',
    withMain({ secrets: { DB: { kind: 'vault', secret: SECRET, versionStage: 'AWSCURRENT', versionId: '1' } } })),
  wrong('SecretFieldMalformed', 'containers.web.secrets.DB.field', 'one member', withMain({ secrets: { DB: { kind: 'vault', secret: SECRET, field: 'a:b' } } })),

  wrong('ProbePathMalformed', 'exposures[0].health.path', "for example '/health'", withExposure({ health: { path: 'health' } })),
  wrong('ProbePathMalformed', 'containers.web.probe.path', "for example '/health'", withMain({ probe: { kind: 'http', path: 'http://localhost/health' } })),
  wrong('ProbePortNotOpen', 'containers.web.probe.port', 'ask 8080', withMain({ probe: { kind: 'http', path: '/', port: 80 } })),
  wrong('ProbePortNotOpen', 'containers.web.probe.port', 'open a port', withMain({ ports: [], probe: { kind: 'tcp' } })),
  wrong('SuccessCodesMalformed', 'exposures[0].health.successCodes', "'200-299'", withExposure({ health: { successCodes: '2xx' } })),
  wrong('SuccessCodesMalformed', 'exposures[0].health.successCodes', "'0,12'", withExposure({ protocol: 'grpc', health: { successCodes: 'OK' } })),

  wrong('UlimitUnknown', 'containers.web.ulimits.nofiles', "write 'nofile'", withMain({ ulimits: [{ name: 'nofiles', soft: 1, hard: 2 }] })),
  wrong('UlimitUnknown', 'containers.web.ulimits.everything', "'core'", withMain({ ulimits: [{ name: 'everything', soft: 1, hard: 2 }] })),
  wrong('UlimitTaken', 'containers.web.ulimits.nofile', 'keep one',
    withMain({ ulimits: [{ name: 'nofile', soft: 1, hard: 2 }, { name: 'nofile', soft: 2, hard: 3 }] })),
  wrong('UlimitReversed', 'containers.web.ulimits.nofile', 'raise the hard limit to 4096', withMain({ ulimits: [{ name: 'nofile', soft: 4096, hard: 1024 }] })),
  wrong('CapabilityUnknown', 'containers.web.capabilities.add', "write 'NET_BIND_SERVICE'", withMain({ capabilities: { add: ['CAP_NET_BIND_SERVICES'] } })),
  wrong('CapabilityUnknown', 'containers.web.capabilities.drop', 'capabilities(7)', withMain({ capabilities: { drop: ['everything'] } })),
  wrong('CapabilityAddedAndDropped', 'containers.web.capabilities', 'keep one',
    withMain({ capabilities: { add: ['SYS_PTRACE'], drop: ['cap_sys_ptrace'] } })),

  wrong('VolumeUnknown', 'containers.web.mounts[0].volume', "mount 'data'",
    workload({
      volumes: [{ kind: 'ephemeral', name: 'data' }],
      containers: [main({ mounts: [{ volume: 'dta', path: '/a', readOnly: true }, { volume: 'data', path: '/b', readOnly: true }] })],
    })),
  wrong('VolumeUnknown', 'containers.web.mounts[0].volume', "add a volume 'data'", withMain({ mounts: [{ volume: 'data', path: '/a', readOnly: true }] })),
  wrong('MountPathMalformed', 'containers.web.mounts[0].path', "for example '/data'", mounted({ volume: 'data', path: '/', readOnly: false })),
  wrong('MountPathMalformed', 'containers.web.mounts[0].path', "for example '/var/data'", mounted({ volume: 'data', path: 'var/data', readOnly: false })),
  wrong('MountPathTaken', 'containers.web.mounts[1].path', 'elsewhere',
    mounted({ volume: 'data', path: '/data', readOnly: false }, { volume: 'data', path: '/data/', readOnly: true })),

  wrong('DependencyUnknown', 'containers.web.dependsOn.prxy', "wait for 'proxy'",
    waiting(main({ dependsOn: [{ container: 'prxy', condition: 'start' }] }), sidecar('proxy'))),
  wrong('DependencyUnknown', 'containers.web.dependsOn.proxy', 'remove the dependency', waiting(main({ dependsOn: [{ container: 'proxy', condition: 'start' }] }))),
  wrong('DependencyTaken', 'containers.web.dependsOn.proxy', 'the stronger',
    waiting(main({ dependsOn: [{ container: 'proxy', condition: 'start' }, { container: 'proxy', condition: 'start' }] }), sidecar('proxy'))),
  wrong('DependencyCycle', 'containers.web.dependsOn', "'web' on 'proxy'",
    waiting(main({ dependsOn: [{ container: 'proxy', condition: 'start' }] }), sidecar('proxy', { dependsOn: [{ container: 'web', condition: 'start' }] }))),
  wrong('DependencyCycle', 'containers.web.dependsOn', "'web' on 'web'", waiting(main({ dependsOn: [{ container: 'web', condition: 'start' }] }))),
  wrong('DependencyHealthUnknown', 'containers.web.dependsOn.proxy', "give 'proxy' a probe",
    waiting(main({ dependsOn: [{ container: 'proxy', condition: 'healthy' }] }), sidecar('proxy'))),
  wrong('DependencyNeverEnds', 'containers.web.dependsOn.proxy', 'make it an init container',
    waiting(main({ dependsOn: [{ container: 'proxy', condition: 'complete' }] }), sidecar('proxy'))),
  wrong('DependencyOfInitContainer', 'containers.migrate.dependsOn.proxy', "make 'migrate' a sidecar",
    waiting(main(), sidecar('proxy', { dependsOn: [{ container: 'migrate', condition: 'start' }] }),
      sidecar('migrate', { role: 'init', dependsOn: [{ container: 'proxy', condition: 'start' }] })), ['DependencyCycle']),

  wrong('ReservationAboveLimit', 'containers.web.resources.memoryReservationMiB', 'raise the limit to 256 MiB',
    withMain({ resources: { memoryLimitMiB: 128, memoryReservationMiB: 256 } })),
  wrong('LinuxOnly', 'containers.web', 'run the workload on Linux',
    { ...withMain({ image: NGINX, readOnlyRoot: true, ulimits: [{ name: 'nofile', soft: 1, hard: 2 }] }), runtime: { os: 'windows-server-2022-core' } }),
  wrong('LinuxOnly', 'containers.web', 'leave them out',
    { ...withMain({ initProcess: true, capabilities: { drop: ['ALL'] } }), runtime: { os: 'windows-server-2022-core' } }),
];

function mounted(...mounts: NonNullable<ContainerDraft['mounts']>): WorkloadDraft {
  return workload({ volumes: [{ kind: 'ephemeral', name: 'data' }], containers: [main({ mounts })] });
}

import { Match } from 'aws-cdk-lib/assertions';
import { container, main, pod, podContainer, refuses, renders, Row, sidecar, task, withMain } from '../matrix';

export const CONTAINERS: readonly Row[] = [
  {
    feature: 'the main container, which stops the task when it stops',
    covers: ['workload.name', 'workload.containers', 'container.name', 'container.role', 'container.essential', 'role.main'],
    given: {},
    ecs: task({ ContainerDefinitions: [Match.objectLike({ Name: 'shop', Essential: true })] }),
    eks: podContainer({ image: 'public.ecr.aws/nginx/nginx:1.29' }),
  },
  {
    feature: 'a sidecar that may stop',
    covers: ['role.sidecar', 'container.essential'],
    given: { containers: [main(), sidecar('agent', { essential: false })] },
    ecs: container({ Essential: false }, 'agent'),
    eks: refuses('KubernetesContainerRestarts'),
  },
  {
    feature: 'an init container, which everything else waits for',
    covers: ['role.init', 'container.dependsOn', 'dependency.success'],
    given: { containers: [main(), sidecar('agent'), sidecar('migrate', { role: 'init' }), sidecar('seed', { role: 'init' })] },
    ecs: task({
      ContainerDefinitions: [
        Match.objectLike({ Name: 'shop', DependsOn: [{ ContainerName: 'migrate', Condition: 'SUCCESS' }, { ContainerName: 'seed', Condition: 'SUCCESS' }] }),
        Match.objectLike({ Name: 'agent', DependsOn: [{ ContainerName: 'migrate', Condition: 'SUCCESS' }, { ContainerName: 'seed', Condition: 'SUCCESS' }] }),
        Match.objectLike({ Name: 'migrate', Essential: false, DependsOn: Match.absent() }),
        Match.objectLike({ Name: 'seed', Essential: false, DependsOn: [{ ContainerName: 'migrate', Condition: 'SUCCESS' }] }),
      ],
    }),
    eks: pod({
      initContainers: [Match.objectLike({ name: 'migrate', restartPolicy: Match.absent() }), Match.objectLike({ name: 'seed', restartPolicy: Match.absent() })],
      containers: [Match.objectLike({ name: 'shop' }), Match.objectLike({ name: 'agent' })],
    }),
  },
  {
    feature: 'dependencies with conditions',
    covers: ['container.dependsOn', 'dependency.start', 'dependency.healthy', 'dependency.complete'],
    given: {
      containers: [
        main({
          dependsOn: [
            { container: 'proxy', condition: 'healthy' }, { container: 'agent', condition: 'start' }, { container: 'fetch', condition: 'complete' },
          ],
        }),
        sidecar('proxy', { probe: { kind: 'command', command: ['true'] } }),
        sidecar('agent'),
        sidecar('fetch', { essential: false }),
      ],
    },
    ecs: container({
      DependsOn: [
        { ContainerName: 'proxy', Condition: 'HEALTHY' }, { ContainerName: 'agent', Condition: 'START' }, { ContainerName: 'fetch', Condition: 'COMPLETE' },
      ],
    }),
    eks: refuses('KubernetesContainerRestarts', 'KubernetesCompletionMustSucceed'),
  },
  {
    feature: 'command, entry point, working directory and user',
    covers: ['container.command', 'container.entryPoint', 'container.workingDirectory', 'container.user'],
    given: withMain({ command: ['serve', '--port', '8080'], entryPoint: ['/bin/app'], workingDirectory: '/srv', user: '1000:1000' }),
    ecs: container({ Command: ['serve', '--port', '8080'], EntryPoint: ['/bin/app'], WorkingDirectory: '/srv', User: '1000:1000' }),
    eks: podContainer({
      command: ['/bin/app'], args: ['serve', '--port', '8080'], workingDir: '/srv', securityContext: Match.objectLike({ runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true }),
    }),
  },
  {
    feature: "the image's own command and user when nobody says otherwise",
    covers: ['container.command', 'container.entryPoint', 'container.workingDirectory', 'container.user'],
    given: {},
    ecs: container({ Command: Match.absent(), EntryPoint: Match.absent(), WorkingDirectory: Match.absent(), User: Match.absent() }),
    eks: podContainer({
      command: Match.absent(), args: Match.absent(), workingDir: Match.absent(), securityContext: Match.objectLike({ runAsUser: Match.absent() }),
    }),
  },
  {
    feature: 'ports with names and protocols',
    covers: ['container.ports', 'port.name', 'port.port', 'port.protocol'],
    given: withMain({ ports: [{ port: 8080, name: 'web' }, { port: 5353, protocol: 'udp' }] }),
    ecs: container({
      PortMappings: [{ ContainerPort: 8080, Name: 'web', Protocol: 'tcp' }, { ContainerPort: 5353, Name: 'port-5353', Protocol: 'udp' }],
    }),
    eks: renders({
      Deployment: {
        spec: {
          template: {
            spec: {
              containers: [Match.objectLike({
                ports: [{ name: 'web', containerPort: 8080, protocol: 'TCP' }, { name: 'port-5353', containerPort: 5353, protocol: 'UDP' }],
              })],
            },
          },
        },
      },
      Service: {
        spec: {
          ports: [
            { name: 'web', port: 8080, targetPort: 'web', protocol: 'TCP' }, { name: 'port-5353', port: 5353, targetPort: 'port-5353', protocol: 'UDP' },
          ],
        },
      },
    }),
  },
  {
    feature: 'what is spoken on a port',
    covers: ['port.application'],
    given: withMain({ ports: [{ port: 8080, application: 'http' }, { port: 8081, application: 'http2' }, { port: 8082, application: 'grpc' }] }),
    ecs: container({
      PortMappings: [
        Match.objectLike({ AppProtocol: 'http' }), Match.objectLike({ AppProtocol: 'http2' }), Match.objectLike({ AppProtocol: 'grpc' }),
      ],
    }),
    eks: renders({
      Service: {
        spec: {
          ports: [
            Match.objectLike({ appProtocol: 'http' }), Match.objectLike({ appProtocol: 'kubernetes.io/h2c' }), Match.objectLike({ appProtocol: 'kubernetes.io/h2c' }),
          ],
        },
      },
    }),
  },
  {
    feature: 'more containers than ECS takes',
    covers: ['workload.containers'],
    given: { containers: [main(), ...Array.from({ length: 10 }, (_, index) => sidecar(`helper-${index}`))] },
    ecs: refuses('EcsTooManyContainers'),
    eks: pod({ containers: Match.arrayWith([Match.objectLike({ name: 'helper-9' })]) }),
  },
];

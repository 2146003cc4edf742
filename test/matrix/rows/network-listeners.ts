import { Match } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import { Handle, NetworkListenerDraft, WorkloadDraft } from '../../../src/model';
import { main, podContainer, refuses, renders, Row, service, sidecar } from '../matrix';

function listening(given: Partial<NetworkListenerDraft> = {}): Partial<WorkloadDraft> {
  return { networkListeners: [{ protocol: 'tcp', listenerPort: 8080, ...given }] };
}

function listener(properties: object) {
  return renders({ 'AWS::ElasticLoadBalancingV2::Listener': properties });
}

function targetGroup(properties: object) {
  return renders({ 'AWS::ElasticLoadBalancingV2::TargetGroup': properties });
}

function attribute(Key: string, Value: string) {
  return targetGroup({ TargetGroupAttributes: Match.arrayWith([{ Key, Value }]) });
}

function both<T>(ecs: T) {
  return { ecs, eks: ecs };
}

const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/0c0ffee0';

const PACKETS: Partial<WorkloadDraft> = {
  containers: [main({ ports: [{ port: 53, protocol: 'udp' }, { port: 8080 }] })],
  networkListeners: [{ protocol: 'udp', listenerPort: 53, health: { kind: 'tcp', port: 8080 } }],
};

export const NETWORK_LISTENERS: readonly Row[] = [
  {
    feature: 'TCP from within the network, to the port of the same number',
    covers: ['workload.networkListeners', 'listener.tcp', 'listener.protocol', 'listener.audience', 'listener.listenerPort', 'listener.port', 'listener.container'],
    given: listening(),
    ecs: renders({
      'AWS::ElasticLoadBalancingV2::LoadBalancer': { Type: 'network', Scheme: 'internal' },
      'AWS::ElasticLoadBalancingV2::Listener': { Protocol: 'TCP', Port: 8080 },
      'AWS::ECS::Service': { LoadBalancers: [{ ContainerName: 'shop', ContainerPort: 8080, TargetGroupArn: Match.anyValue() }] },
    }),
    eks: renders({
      'AWS::ElasticLoadBalancingV2::LoadBalancer': { Type: 'network', Scheme: 'internal' },
      'AWS::ElasticLoadBalancingV2::Listener': { Protocol: 'TCP', Port: 8080 },
      'TargetGroupBinding': { spec: { serviceRef: { name: 'shop', port: 8080 }, targetType: 'ip', targetGroupARN: Match.stringLikeRegexp('Blue') } },
    }),
  },
  {
    feature: 'TCP from the internet, to another port',
    covers: ['listener.audience', 'listener.listenerPort'],
    given: listening({ audience: 'public', listenerPort: 1883, port: 8080 }),
    ecs: renders({
      'AWS::ElasticLoadBalancingV2::LoadBalancer': { Type: 'network', Scheme: 'internet-facing' },
      'AWS::EC2::SecurityGroupIngress': { CidrIp: '0.0.0.0/0', FromPort: 1883 },
    }),
    eks: renders({ 'AWS::ElasticLoadBalancingV2::LoadBalancer': { Type: 'network', Scheme: 'internet-facing' }, 'TargetGroupBinding': { spec: { serviceRef: { port: 8080 } } } }),
  },
  {
    feature: 'to a port of a sidecar',
    covers: ['listener.container', 'listener.port'],
    given: { containers: [main(), sidecar('proxy', { ports: [{ port: 9000 }] })], ...listening({ container: 'proxy', port: 9000 }) },
    ecs: service({ LoadBalancers: [Match.objectLike({ ContainerName: 'proxy', ContainerPort: 9000 })] }),
    eks: renders({ TargetGroupBinding: { spec: { serviceRef: { port: 9000 } } } }),
  },
  {
    feature: 'UDP, with a port that tells how copies are',
    covers: ['listener.udp', 'listener.health'],
    given: PACKETS,
    ecs: renders({
      'AWS::ElasticLoadBalancingV2::TargetGroup': { Protocol: 'UDP', HealthCheckProtocol: 'TCP', HealthCheckPort: '8080' },
      'AWS::ElasticLoadBalancingV2::Listener': { Protocol: 'UDP' },
    }),
    eks: renders({
      'AWS::ElasticLoadBalancingV2::TargetGroup': { Protocol: 'UDP', HealthCheckProtocol: 'TCP', HealthCheckPort: '8080' },
      'NetworkPolicy': { spec: { ingress: Match.arrayWith([Match.objectLike({ ports: [{ port: 8080, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }] })]) } },
    }),
  },
  {
    feature: 'TCP and UDP on one port',
    covers: ['listener.tcpUdp'],
    given: listening({ protocol: 'tcpUdp' }),
    ...both(renders({ 'AWS::ElasticLoadBalancingV2::Listener': { Protocol: 'TCP_UDP' }, 'AWS::ElasticLoadBalancingV2::TargetGroup': { Protocol: 'TCP_UDP' } })),
  },
  {
    feature: 'TCP and UDP by two listeners, to ports of one number',
    covers: ['listener.tcp', 'listener.udp'],
    given: {
      containers: [main({ ports: [{ port: 53, name: 'long' }, { port: 53, name: 'short', protocol: 'udp' }] })],
      networkListeners: [
        { protocol: 'tcp', listenerPort: 53 }, { protocol: 'udp', listenerPort: 53, audience: 'public', health: { kind: 'tcp', port: 53 } },
      ],
    },
    ecs: refuses('EcsPortOfTwoProtocols'),
    eks: renders({ TargetGroupBinding: [{ spec: { serviceRef: { port: 53 } } }, { spec: { serviceRef: { port: 53 } } }] }),
  },
  {
    feature: 'TLS that ends at the load balancer, with the certificate of the domain',
    covers: ['listener.tls'],
    given: listening({ protocol: 'tls', listenerPort: 8883, port: 8080 }),
    ...both(renders({
      'AWS::ElasticLoadBalancingV2::Listener': { Protocol: 'TLS', SslPolicy: Match.stringLikeRegexp('TLS13'), Certificates: [Match.anyValue()] },
      'AWS::ElasticLoadBalancingV2::TargetGroup': { Protocol: 'TCP' },
    })),
  },
  {
    feature: 'certificates, versions and protocols of TLS',
    covers: ['listener.certificates', 'listener.tlsPolicy', 'listener.alpn'],
    given: ({ stack }) => listening({
      protocol: 'tls',
      tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
      alpn: 'HTTP2Only',
      certificates: [new Handle('own', acm.Certificate.fromCertificateArn(stack, 'Own', CERTIFICATE))],
    }),
    ...both(listener({ SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06', AlpnPolicy: ['HTTP2Only'], Certificates: [{ CertificateArn: CERTIFICATE }] })),
  },
  {
    feature: 'TLS to the container too',
    covers: ['listener.encrypted'],
    given: listening({ protocol: 'tls', encrypted: true }),
    ...both(targetGroup({ Protocol: 'TLS' })),
  },
  {
    feature: 'a name of its own',
    covers: ['listener.hostName'],
    given: listening({ hostName: 'broker.example.com' }),
    ...both(renders({ 'AWS::Route53::RecordSet': { Name: 'broker.example.com.', Type: 'A' } })),
  },
  {
    feature: 'few clients',
    covers: ['listener.peers'],
    given: listening({ peers: [new Handle('office', ec2.Peer.ipv4('203.0.113.0/24'))] }),
    ...both(renders({ 'AWS::EC2::SecurityGroupIngress': { CidrIp: '203.0.113.0/24', FromPort: 8080 } })),
  },
  {
    feature: 'health over HTTP',
    covers: ['listener.health'],
    given: listening({ health: { kind: 'http', path: '/ready' } }),
    ecs: targetGroup({ HealthCheckProtocol: 'HTTP', HealthCheckPath: '/ready' }),
    eks: podContainer({ readinessProbe: Match.objectLike({ httpGet: { path: '/ready', port: 8080 } }) }),
  },
  {
    feature: 'addresses of clients',
    covers: ['listener.preserveClientIp'],
    given: listening({ preserveClientIp: true }),
    ...both(attribute('preserve_client_ip.enabled', 'true')),
  },
  {
    feature: 'proxy protocol',
    covers: ['listener.proxyProtocol'],
    given: listening({ proxyProtocol: true }),
    ...both(attribute('proxy_protocol_v2.enabled', 'true')),
  },
  {
    feature: 'clients that stay with a copy',
    covers: ['listener.sticky'],
    given: listening({ sticky: true }),
    ...both(attribute('stickiness.enabled', 'true')),
  },
  {
    feature: 'time to drain, and what becomes of what is left then',
    covers: ['listener.drainTime', 'listener.closeWhenDrained'],
    given: listening({ drainTime: Duration.minutes(2), closeWhenDrained: false }),
    ...both(targetGroup({
      TargetGroupAttributes: Match.arrayWith([
        { Key: 'deregistration_delay.timeout_seconds', Value: '120' }, { Key: 'deregistration_delay.connection_termination.enabled', Value: 'false' },
      ]),
    })),
  },
  {
    feature: 'silent connections',
    covers: ['listener.idleTimeout'],
    given: listening({ idleTimeout: Duration.minutes(20) }),
    ...both(listener({ ListenerAttributes: [{ Key: 'tcp.idle_timeout.seconds', Value: '1200' }] })),
  },
  {
    feature: 'traffic that moves in steps',
    covers: ['workload.networkListeners', 'rollout.shifting', 'rollout.testTraffic', 'test.listener'],
    given: {
      ...listening(),
      rollout: {
        kind: 'shifting',
        shift: { kind: 'canary' },
        testTraffic: { kind: 'listener', port: 2883, peers: [new Handle('us', ec2.Peer.ipv4('203.0.113.0/24'))] },
      },
    },
    ecs: renders({
      'Custom::ContainerTrafficPin': [{ mode: 'shifting', port: '8080' }, { mode: 'shifting', port: '2883', publicPort: '8080' }],
      'AWS::ElasticLoadBalancingV2::Listener': [{ Port: 8080 }, { Port: 2883 }],
      'AWS::EC2::SecurityGroupIngress': { CidrIp: '203.0.113.0/24', FromPort: 2883 },
      'AWS::ECS::Service': {
        DeploymentConfiguration: { Strategy: 'CANARY' },
        LoadBalancers: [{
          AdvancedConfiguration: {
            ProductionListenerRule: { Ref: Match.stringLikeRegexp('Port8080Listener') },
            TestListenerRule: { Ref: Match.stringLikeRegexp('Port8080TestListener') },
          },
        }],
      },
    }),
    eks: refuses('ListenersRollOnly', 'EksRolloutIsNotTested'),
  },
  {
    feature: 'a rolling rollout of listeners whose traffic was moved before',
    covers: ['workload.networkListeners', 'rollout.followTraffic'],
    given: { ...listening(), rollout: { kind: 'rolling', followTraffic: true } },
    ecs: renders({
      'Custom::ContainerTrafficPin': { mode: 'rolling', port: '8080' },
      'AWS::ECS::Service': { LoadBalancers: [{ TargetGroupArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Traffic'), 'LiveTargetGroupArn'] } }] },
    }),
    eks: refuses('ListenersRollOnly'),
  },
  {
    feature: 'listeners whose traffic CodeDeploy would move',
    covers: ['workload.networkListeners', 'rollout.codeDeploy'],
    given: { ...listening(), rollout: { kind: 'codeDeploy' } },
    ecs: refuses('ListenersWithoutCodeDeploy'),
    eks: refuses('ListenersWithoutCodeDeploy', 'EksRollsOnly'),
  },
  {
    feature: 'more listeners than a service has target groups',
    covers: ['workload.networkListeners'],
    given: { networkListeners: [1, 2, 3, 4, 5, 6].map(listenerPort => ({ protocol: 'tcp', listenerPort, port: 8080 })) },
    ecs: refuses('EcsTooManyExposures'),
    eks: renders({ TargetGroupBinding: Array(6).fill({ spec: { targetType: 'ip' } }) }),
  },
];

import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import { Ground, ground, NGINX, refusals, resources, Setting, SETTINGS } from './support';
import { EksWorkload } from '../../src/eks';
import { Audience, NetworkListener, Probe, Rollout } from '../../src/vocabulary';
import { NetworkService, NetworkServiceProps } from '../../src/workloads';

const { tcp, tls, udp, tcpUdp } = NetworkListener;

interface Made extends Ground {
  readonly workload: EksWorkload;
  readonly template: Template;
}

/** One service called Broker on a platform of its own. */
function broker(props: Partial<NetworkServiceProps> = {}, setting?: Setting): Made {
  const on = ground(setting);
  const made = new NetworkService(on.stack, 'Broker', { platform: on.platform(), image: NGINX, listeners: [tcp({ port: 1883 })], ...props });
  return {
    ...on,
    workload: EksWorkload.of(made),
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

function objects({ workload }: Made, kind: string): any[] {
  return workload.manifests.filter(object => object.kind === kind);
}

test.each(SETTINGS)('pods are bound to the target groups of listeners with %s', (_, setting) => {
  const made = broker({ listeners: [tcp({ port: 1883 }), tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC })] }, setting);

  const bindings = objects(made, 'TargetGroupBinding');
  expect(bindings.map(({ spec }) => spec)).toEqual([
    { serviceRef: { name: 'broker', port: 1883 }, targetGroupARN: expect.anything(), targetType: 'ip' },
    { serviceRef: { name: 'broker', port: 1883 }, targetGroupARN: expect.anything(), targetType: 'ip' },
  ]);
  expect(bindings.map(({ metadata }) => metadata.name)).toEqual([
    expect.stringMatching(/^broker-internalport1883-/), expect.stringMatching(/^broker-publicport8883-/),
  ]);
  made.template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 2);
});

test('a binding stays while its target group stays, and goes with it', () => {
  const name = (listener: NetworkListener) => objects(broker({ listeners: [listener] }), 'TargetGroupBinding')[0].metadata.name;
  const certificates = (encrypted: boolean) => tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC, encryptToContainer: encrypted });
  const plain = name(tcp({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC }));

  expect(name(certificates(false))).toBe(plain);
  expect(name(certificates(true))).not.toBe(plain);
});

test('load balancers are let in to the ports of pods, those for packets too', () => {
  const made = broker({ listeners: [udp({ port: 5353, containerPort: 53, probe: Probe.tcp({ port: 8080 }) })] });

  const inbound = resources(made.template, 'AWS::EC2::SecurityGroupIngress').filter(({ Description }) => Description === 'load balancer');
  expect(inbound.map(({ IpProtocol, FromPort }) => `${IpProtocol} ${FromPort}`).sort()).toEqual(['tcp 8080', 'udp 53']);
  const [{ spec }] = objects(made, 'NetworkPolicy');
  expect(made.stack.resolve(spec.ingress)[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }]);
});

test('clients who keep their addresses pass the policy of the pods', () => {
  const from = (listener: NetworkListener) => {
    const made = broker({ listeners: [listener] });
    return made.stack.resolve(objects(made, 'NetworkPolicy')[0].spec.ingress)[0].from.map(({ ipBlock }: any) => ipBlock.cidr);
  };

  expect(from(tcp({ port: 1, audience: Audience.PUBLIC }))).not.toContain('0.0.0.0/0');
  expect(from(tcp({ port: 1, audience: Audience.PUBLIC, preserveClientIp: true }))).toContain('0.0.0.0/0');
  expect(from(tcp({ port: 1, preserveClientIp: true, allowedPeers: [ec2.Peer.ipv4('10.9.0.0/16')] }))).toContain('10.9.0.0/16');
  expect(from(tcp({ port: 1, preserveClientIp: true, allowedPeers: [ec2.Peer.prefixList('pl-1')] }))).toContain('0.0.0.0/0');
  expect(from(tcpUdp({ port: 53 }))).toContain('10.0.0.0/16');
});

test('kubelet asks what the load balancer asks, and no port for packets', () => {
  const made = broker({ listeners: [udp({ port: 53, probe: Probe.http('/ready', { port: 8080 }) })] });

  const [{ spec: { template: { spec: { containers: [{ readinessProbe, livenessProbe }] } } } }] = objects(made, 'Deployment');
  expect(readinessProbe.httpGet).toEqual({ path: '/ready', port: 8080 });
  expect(livenessProbe.httpGet).toEqual({ path: '/ready', port: 8080 });
});

test('pods go on answering as long as connections are drained', () => {
  const made = broker({ listeners: [tcp({ port: 1883, drainTime: Duration.seconds(200) })] });

  const [{ spec: { template: { spec } } }] = objects(made, 'Deployment');
  expect(spec.terminationGracePeriodSeconds).toBe(230);
});

test('traffic is not moved in steps', () => {
  expect(refusals(() => broker({ rollout: Rollout.blueGreen() }))).toContain('ListenersRollOnly rollout');
});

/** What is on a network ingress is called the same whatever else there is: a rename would cut off clients. */
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { Audience, NetworkListener, Probe } from '../../../src/vocabulary';
import { NetworkService } from '../../../src/workloads';
import { ground, IRELAND, NGINX } from '../../ecs/support';

const { tcp, tls, udp, tcpUdp } = NetworkListener;

function idsOf(services: readonly (readonly [string, NetworkListener[]])[], prefix: string): string[] {
  const on = ground({ env: IRELAND });
  const platform = on.platform();
  services.forEach(([id, listeners]) => new NetworkService(on.stack, id, { platform, image: NGINX, listeners }));
  return idsIn(on.stack, prefix);
}

function idsIn(stack: Stack, prefix: string): string[] {
  return Object.keys(Template.fromStack(stack).toJSON().Resources).filter(id => id.startsWith(prefix)).sort();
}

const BROKER = [tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC }), tcp({ port: 1883 })];

test('a service and its load balancers', () => {
  expect(idsOf([['Broker', BROKER]], 'Platform').filter(id => /NetworkIngress/.test(id))).toEqual([
    'PlatformInternalNetworkIngressAccessLogs0F772FCA',
    'PlatformInternalNetworkIngressAccessLogsPolicyC3103710',
    'PlatformInternalNetworkIngressLoadBalancerE45E31CF',
    'PlatformInternalNetworkIngressSecurityGroupCCCCFBB8',
    'PlatformInternalNetworkIngressbrokerinternalexamplecom0315B4ED',
    'PlatformPublicNetworkIngressAccessLogs07031563',
    'PlatformPublicNetworkIngressAccessLogsPolicy2BA3BFA9',
    'PlatformPublicNetworkIngressCertificateF8D89118',
    'PlatformPublicNetworkIngressLoadBalancerBD1EAD2D',
    'PlatformPublicNetworkIngressSecurityGroupC3260C20',
    'PlatformPublicNetworkIngressbrokerexamplecomCB2698B6',
  ]);
  expect(idsOf([['Broker', BROKER]], 'Broker').filter(id => /Port/.test(id))).toEqual([
    'BrokerInternalPort1883Blue481BF98C',
    'BrokerInternalPort1883GreenF5311817',
    'BrokerInternalPort1883Listener7A4A42CD',
    'BrokerInternalPort1883NoneHealthyAlarm42C976BA',
    'BrokerInternalPort1883UnhealthyAlarm89BCEC68',
    'BrokerInternalPort1883tcp1000016BDA2965B',
    'BrokerPublicPort8883BlueEACA8973',
    'BrokerPublicPort8883Green45AB5EE4',
    'BrokerPublicPort8883Listener0866E5CF',
    'BrokerPublicPort8883NoneHealthyAlarm00EA2EF6',
    'BrokerPublicPort8883UnhealthyAlarmADEEAEEE',
    'BrokerPublicPort8883tcp000006177D070',
  ]);
});

test('neither neighbours nor the order of listeners rename anything', () => {
  const alone = idsOf([['Broker', BROKER]], 'Broker');

  const packets = udp({ port: 5683, probe: Probe.tcp({ port: 80 }) });
  expect(idsOf([['Names', [tcpUdp({ port: 53 })]], ['Broker', [...BROKER].reverse()], ['Last', [packets]]], 'Broker')).toEqual(alone);
});

test('another protocol on the same port is the same listener', () => {
  const ids = (listener: NetworkListener) => idsOf([['Broker', [listener]]], 'Broker').filter(id => /Listener|Blue|Green/.test(id));

  expect(ids(tls({ port: 1883 }))).toEqual(ids(tcp({ port: 1883 })));
  expect(ids(tcpUdp({ port: 1883 }))).toEqual(ids(tcp({ port: 1883 })));
});

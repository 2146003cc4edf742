/** What containers ask of a pod, checked as the API server would. */
import { Size } from 'aws-cdk-lib/core';
import { containerOf, NGINX, object, objects, web } from './support';
import { checkObjects } from '../../tools/kubernetes';

test('what containers ask for makes objects that the cluster takes', () => {
  const { template } = web({
    linux: { sharedMemory: Size.mebibytes(128), systemControls: { 'net.ipv4.tcp_keepalive_time': '60' } },
    nameResolution: { hostname: 'shop', dnsServers: ['10.0.0.2'], dnsSearchDomains: ['example.com'], extraHosts: { db: '10.0.0.9' } },
    pseudoTerminal: true,
    interactive: true,
    sidecars: [{ name: 'agent', image: NGINX, essential: false, restartPolicy: {}, linux: { sharedMemory: Size.mebibytes(64) } }],
  });

  expect(checkObjects(objects(template))).toEqual([]);
});

test('each container has shared memory of its own', () => {
  const { template } = web({
    linux: { sharedMemory: Size.mebibytes(128) },
    sidecars: [{ name: 'agent', image: NGINX, linux: { sharedMemory: Size.mebibytes(64) } }, { name: 'other', image: NGINX }],
  });
  const { volumes } = object(template, 'Deployment').spec.template.spec;

  expect(volumes.map(({ name, emptyDir }: any) => `${name} ${emptyDir.sizeLimit}`)).toEqual(['shm-api 128Mi', 'shm-agent 64Mi']);
  expect(containerOf(template, 'agent').volumeMounts).toEqual([{ name: 'shm-agent', mountPath: '/dev/shm' }]);
  expect(containerOf(template, 'other')).not.toHaveProperty('volumeMounts');
});

test('names that containers agree on, or that one of them alone says, are the pod\'s', () => {
  const { template } = web({
    nameResolution: { dnsServers: ['10.0.0.2'], extraHosts: { db: '10.0.0.9' } },
    sidecars: [{ name: 'agent', image: NGINX, nameResolution: { hostname: 'shop', dnsServers: ['10.0.0.2'], extraHosts: { cache: '10.0.0.9', db: '10.0.0.9' } } }],
  });

  expect(object(template, 'Deployment').spec.template.spec).toMatchObject({
    hostname: 'shop', dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.2'] }, hostAliases: [{ ip: '10.0.0.9', hostnames: ['db', 'cache'] }],
  });
});

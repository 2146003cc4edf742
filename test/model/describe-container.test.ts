import { Duration } from 'aws-cdk-lib/core';
import { describe as text, Handle, seal } from '../../src/model';
import { main, PRODUCTION, workload } from '../wrong-inputs/wrong-input';

test('what few containers ask for is described where they do', () => {
  const { spec, findings } = seal(workload({
    containers: [main({
      privileged: true,
      linux: {
        sharedMemoryMiB: 256,
        maxSwapMiB: 512,
        swappiness: 10,
        devices: [{ hostPath: '/dev/neuron0' }, { hostPath: '/dev/fuse', containerPath: '/dev/f', permissions: ['read'] }],
        systemControls: { 'net.core.somaxconn': '1024' },
      },
      names: { hostname: 'shop', dnsServers: ['10.0.0.2'], searchDomains: ['example.com', 'example.org'], extraHosts: { db: '10.0.0.9' } },
      restart: { ignoredExitCodes: [0, 143], attemptPeriod: Duration.minutes(1) },
      pseudoTerminal: true,
      interactive: true,
      labels: { team: 'orders' },
      versionConsistency: false,
      credentialSpec: { kind: 'object', bucket: new Handle('App/Accounts', 0), key: 'shop.json', domainUser: new Handle('App/User', 0) },
    })],
  }), PRODUCTION);
  const lines = text(spec).split('\n');

  expect(findings.map(String)).toEqual([]);
  expect(lines.slice(lines.indexOf('  main web') + 1)).toEqual([
    '    image      public.ecr.aws/nginx/nginx:1.29',
    '               whatever the tag means when a copy starts',
    '    port       port-8080 8080/tcp',
    '    security   privileged, read-only root, init process, drops nothing',
    '    shared     256 MiB memory',
    '    swap       at most 512 MiB, swappiness 10',
    '    device     /dev/neuron0, may read, write',
    '               /dev/fuse at /dev/f, may read',
    '    kernel     net.core.somaxconn=1024',
    '    called     shop',
    '    asks       ["10.0.0.2"]',
    '    searches   ["example.com", "example.org"]',
    '    knows      db at 10.0.0.9',
    '    restarts   where it is, if it has run for 60 s, unless it ended with 0, 143',
    '    terminal   has one',
    '               its input stays open',
    '    label      team=orders',
    '    account    described in shop.json of App/Accounts',
    '               logs in as App/User',
    '',
  ]);
});

import { Duration, Token } from 'aws-cdk-lib/core';
import { complete, describe as tell, DiscoveryDraft, discoveryOf, Handle, WorkloadDraft } from '../../src/model';
import { main, PRODUCTION, workload } from '../wrong-inputs/wrong-input';

function found(...discovery: DiscoveryDraft[]): WorkloadDraft {
  return workload({ containers: [main({ ports: [{ port: 8080 }, { port: 9090 }, { port: 53, protocol: 'udp' }] })], discovery });
}

const told = (draft: WorkloadDraft) => tell(complete(draft, PRODUCTION)).split('\n').filter(line => /Service Connect|DNS|Lattice/.test(line)).map(line => line.trim());

test('Service Connect that names no port means each TCP port of the main container, under the name of the workload', () => {
  const { endpoints } = discoveryOf(complete(found({ kind: 'serviceConnect' }), PRODUCTION), 'serviceConnect')!;

  expect(endpoints).toEqual([{ port: 8080, name: 'shop', clientPort: 8080 }, { port: 9090, name: 'shop', clientPort: 9090 }]);
});

test('a workload that nobody asks about its name says nothing of it', () => {
  expect(complete(workload(), PRODUCTION).discovery).toEqual([]);
  expect(told(workload())).toEqual([]);
});

test('each way is a line that says all there is to know', () => {
  expect(told(found(
    {
      kind: 'serviceConnect',
      endpoints: [{ port: 8080 }, { port: 9090, name: 'admin', clientPort: 80, ingressPort: 15000 }],
      tls: { authorityArn: 'arn:aws:acm-pca:eu-west-1:1:certificate-authority/a', key: new Handle('Stack/Key', {}) },
      idleTimeout: Duration.minutes(5),
      requestTimeout: Duration.seconds(Token.asNumber({ Ref: 'Time' })),
      accessLogs: 'json',
      logQueryParameters: true,
    },
    { kind: 'cloudMap', record: 'SRV', port: 9090 },
    { kind: 'lattice', prefixList: new Handle('Stack/List', {}), openBecause: 'it is public' },
  ))).toEqual([
    expect.stringMatching(/Service Connect as shop:8080, admin:80 to 9090 through 15000; TLS by arn:\S+a, keys encrypted with Stack\/Key; /),
    'DNS with SRV records, port 9090, remembered for 10 s',
    'VPC Lattice from Stack/List, asked for /; open to all, because it is public',
  ]);
});

import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import { DraftWorkload, ground, IRELAND, NGINX, RECOMMENDED } from './support';
import { AccessLogFormat, BackendProtocol, Discovery } from '../../src/vocabulary';
import { BackendService } from '../../src/workloads';
import { findingsIn, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';

test('workloads that find each other in every way leave the packs nothing to say', () => {
  const on = ground({ env: IRELAND, flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });
  const platform = on.platform();
  const backend = (id: string, discovery: Discovery[]) => new BackendService(on.stack, id, {
    platform, image: NGINX, port: 8080, protocol: BackendProtocol.GRPC, discovery,
  });
  const prices = backend('Prices', [Discovery.serviceConnect({
    tls: { certificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d' },
    perRequestTimeout: Duration.seconds(5),
    accessLogs: AccessLogFormat.JSON,
  })]);
  const orders = backend('Orders', [Discovery.cloudMap()]);
  const search = backend('Search', [Discovery.lattice({ prefixList: ec2.PrefixList.fromPrefixListId(on.stack, 'List', 'pl-0123456789abcdef0') })]);
  orders.connectTo(prices);
  orders.connectTo(search);
  new DraftWorkload(on.stack, 'Report', platform, {
    name: 'report', containers: [{ name: 'report', image: NGINX._toSpec() }], job: { trigger: { kind: 'request' } },
  }).connectTo(orders);

  // The subnets of the ground have names that no real one has.
  expect(diagnosticsIn(on.app).filter(told => !told.includes('subnet-private-'))).toEqual([]);
  expect(findingsIn(on.app).map(tell)).toEqual([]);
});

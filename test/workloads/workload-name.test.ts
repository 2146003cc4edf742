import * as fc from 'fast-check';
import { workloadNameOf } from '../../src/workloads/workload-name';
import { refusals, web } from '../ecs/support';

test.each([
  ['Api', 'api'], ['OrdersApi', 'orders-api'], ['orders_api', 'orders-api'], ['HTTPServer2', 'http-server2'], ['V2Api', 'v2-api'], ['a.b@c', 'a-b-c'],
  ['--x--', 'x'], ['Bestellungen für Ödön', 'bestellungen-f-r-d-n'], ['42', '42'], ['注文', ''],
])('%s is called %j', (id, name) => {
  expect(workloadNameOf(id, undefined)).toBe(name);
});

test('a given name is left as it is', () => {
  expect(workloadNameOf('Api', 'My_Api')).toBe('My_Api');
});

test('whatever the id, the name is made of lower-case letters, digits and single hyphens between them', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), id => expect(workloadNameOf(id, undefined)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)));
});

test('an id of which nothing is left is refused, and asked for a name', () => {
  expect(refusals(() => web({ workloadName: '' }))).toEqual(expect.arrayContaining(['WorkloadNameMissing name']));
});

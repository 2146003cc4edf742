import { Template } from 'aws-cdk-lib/assertions';
import { containerOf, ground, NGINX, object, refusals, service } from './support';
import { BackendProtocol, Discovery } from '../../src/vocabulary';
import { BackendService, BackendServiceProps } from '../../src/workloads';

function scene(props: Partial<BackendServiceProps> = {}) {
  const on = ground();
  const platform = on.platform();
  const orders = new BackendService(on.stack, 'Orders', { platform, image: NGINX, port: 8080, ...props });
  return { ...on, orders, shop: service(on.stack, 'Shop', platform, { exposures: [] }) };
}

function variables(template: Template): Record<string, unknown> {
  return Object.fromEntries(containerOf(template, 'shop', 'shop').env.map(({ name, value }: any) => [name, value]));
}

test('a backend is a Service that lets in those who connect, on the ports they name', () => {
  const { stack, shop, orders } = scene({
    protocol: BackendProtocol.GRPC, additionalPorts: [{ port: 9090, name: 'admin' }, { port: 5432, protocol: BackendProtocol.TCP }],
  });
  shop.connectTo(orders);
  shop.connectTo(orders, { port: 9090 });
  const template = Template.fromStack(stack);

  expect(object(template, 'Service', 'orders').spec.ports.map(({ name, port }: any) => [name, port]))
    .toEqual([['grpc', 8080], ['admin', 9090], ['port-5432', 5432]]);
  expect(object(template, 'NetworkPolicy', 'orders').spec.ingress.flatMap(({ ports }: any) => ports).map(({ port }: any) => port)).toEqual([8080, 9090]);
  expect(variables(template)).toMatchObject({ ORDERS_URL: 'grpc://orders:8080', ORDERS_ADMIN_URL: 'http://orders:9090' });
});

test('Service Connect without options means the names of the cluster', () => {
  const { stack, shop, orders } = scene({ discovery: [Discovery.serviceConnect()] });
  shop.connectTo(orders);

  expect(variables(Template.fromStack(stack))).toMatchObject({ ORDERS_URL: 'http://orders:8080' });
});

test('a port that is not there is refused', () => {
  const { shop, orders } = scene();

  expect(refusals(() => shop.connectTo(orders, { port: 1 }))).toEqual(['PortNotOffered connectTo.port']);
});

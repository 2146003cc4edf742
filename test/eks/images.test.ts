import * as path from 'node:path';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { containerOf, web } from './support';
import { Image } from '../../src/vocabulary';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test('an image of any registry is named as it is', () => {
  expect(containerOf(web({ image: Image.fromRegistry('ghcr.io/shop/api:1.2.3') }).template).image).toBe('ghcr.io/shop/api:1.2.3');
});

test.each([[{ tag: '1.2.3' }, ':1.2.3'], [{ digest: DIGEST }, `@${DIGEST}`]])('an image of a repository is named by %j', (which, end) => {
  const { template } = web(({ stack }) => ({ image: Image.fromRepository(ecr.Repository.fromRepositoryName(stack, 'Images', 'shop'), which) }));

  expect(containerOf(template).image).toMatch(/^111122223333\.dkr\.ecr\.eu-west-1\..*\/shop[:@]/);
  expect(containerOf(template).image.endsWith(end)).toBe(true);
});

test.each([
  ['a directory', Image.fromDirectory(path.join(__dirname, '..', 'matrix', 'fixtures', 'build'))],
])('an image of %s is named by what it contains', (_, image) => {
  expect(containerOf(web({ image }).template).image).toMatch(/cdk-hnb659fds-container-assets-.*:[0-9a-f]{64}$/);
});

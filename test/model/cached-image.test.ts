import { CfnParameter, Stack } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { cachedName, ImageCache, seal } from '../../src/model';
import { referenceFault } from '../../src/model/rules/support/image-reference';
import { PRODUCTION, withMain } from '../wrong-inputs/wrong-input';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const CACHES: readonly ImageCache[] = [
  { host: 'registry-1.docker.io', prefix: 'docker-hub' },
  { host: 'public.ecr.aws', prefix: 'ecr-public' },
  { host: 'quay.io', prefix: 'q/uay' },
  { host: 'ghcr.io', prefix: 'github' },
  { host: 'registry.k8s.io', prefix: 'kubernetes' },
  { host: 'registry.gitlab.com', prefix: 'gitlab' },
  { host: 'cgr.dev', prefix: 'chainguard' },
  { host: 'team.azurecr.io', prefix: 'azure' },
  { host: '999988887777.dkr.ecr.us-east-1.amazonaws.com', prefix: 'ecr' },
  { host: 'quay.io', prefix: 'second' },
];

/** What an image is called in the caches, in one piece. */
function cached(reference: string, caches = CACHES): string | undefined {
  const name = cachedName(reference, caches);
  return name && `${name.repository}${name.version}`;
}

test.each([
  ['nginx', 'docker-hub/library/nginx'],
  ['nginx:1.29', 'docker-hub/library/nginx:1.29'],
  ['grafana/grafana:12', 'docker-hub/grafana/grafana:12'],
  ['library/nginx:1', 'docker-hub/library/nginx:1'],
  ['docker.io/nginx:1', 'docker-hub/library/nginx:1'],
  ['index.docker.io/grafana/grafana', 'docker-hub/grafana/grafana'],
  ['registry-1.docker.io/library/nginx:1', 'docker-hub/library/nginx:1'],
  ['public.ecr.aws/nginx/nginx:1.29', 'ecr-public/nginx/nginx:1.29'],
  ['public.ecr.aws/docker/library/alpine:3.22', 'ecr-public/docker/library/alpine:3.22'],
  ['PUBLIC.ECR.AWS/nginx/nginx:1.29', 'ecr-public/nginx/nginx:1.29'],
  ['quay.io/prometheus/prometheus:v3', 'q/uay/prometheus/prometheus:v3'],
  ['ghcr.io/owner/app:7', 'github/owner/app:7'],
  ['registry.k8s.io/pause:3.10', 'kubernetes/pause:3.10'],
  ['registry.gitlab.com/group/sub/project/image:1', 'gitlab/group/sub/project/image:1'],
  ['cgr.dev/chainguard/nginx:1', 'chainguard/chainguard/nginx:1'],
  ['team.azurecr.io/app:1', 'azure/app:1'],
  ['999988887777.dkr.ecr.us-east-1.amazonaws.com/shop/api:1', 'ecr/shop/api:1'],
  ['999988887777.dkr-ecr.us-east-1.on.aws/shop/api:1', 'ecr/shop/api:1'],
])('%s is %s', (reference, expected) => {
  expect(cached(reference)).toBe(expected);
});

test.each([
  ['another registry', 'registry.example.com/app:1'],
  ['a registry on a port', 'registry.example.com:5000/app:1'],
  ['this machine', 'localhost/app:1'],
  ['a port of a registry that is another server', 'quay.io:8443/app:1'],
  ["somebody else's registry on Azure", 'other.azurecr.io/app:1'],
  ['a registry of ECR in another region', '999988887777.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1'],
  ['a registry of ECR of another account', '111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api:1'],
  ['a name that ECR does not take', 'team/app__tools:1'],
  ['a digest', `nginx@${DIGEST}`],
  ['a digest beside a tag', `public.ecr.aws/nginx/nginx:1.29@${DIGEST}`],
  ['nothing', ''],
])('%s has no cache', (_, reference) => {
  expect(cached(reference)).toBeUndefined();
});

test('without a cache of Docker Hub its images come from there', () => {
  expect(cached('nginx:1', CACHES.slice(1))).toBeUndefined();
});

test('a tag may be known at deployment only, neither a name nor a digest may', () => {
  const version = new CfnParameter(new Stack(), 'Version').valueAsString;

  expect(cached(`nginx:${version}`)).toBe(`docker-hub/library/nginx:${version}`);
  expect(cached(`ghcr.io/owner/app@${version}`)).toBeUndefined();
  expect(cached(`ghcr.io/owner/${version}:1`)).toBeUndefined();
  expect(cached(version)).toBeUndefined();
});

const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:[._]|__|-{1,2})[a-z0-9]{1,4}){0,2}$/);
const tag = fc.stringMatching(/^\w[\w.-]{0,20}$/);
const reference = fc.record({
  host: fc.constantFrom('', 'docker.io/', 'public.ecr.aws/', 'quay.io/', 'localhost:5000/', 'registry.example.com/'),
  path: fc.array(component, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/')),
  version: fc.oneof(fc.constant(''), tag.map(given => `:${given}`), fc.constant(`@${DIGEST}`), tag.map(given => `:${given}@${DIGEST}`)),
});

test('a cache never invents a version, and a name in it is one of ECR that ends as the name that was given', () => {
  fc.assert(fc.property(reference, ({ host, path, version }) => {
    const given = `${host}${path}${version}`;
    fc.pre(referenceFault(given) === undefined);
    const name = cachedName(given, CACHES);
    if (name) {
      expect(name.version).toBe(version);
      expect(version).not.toContain('@');
      expect(name.repository).toMatch(/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)+[a-z0-9]+(?:[._-][a-z0-9]+)*$/);
      expect(name.repository.endsWith(`/${path}`)).toBe(true);
      expect(referenceFault(`111122223333.dkr.ecr.eu-west-1.amazonaws.com/${name.repository}${name.version}`)).toBeUndefined();
    }
  }));
});

test('what a cache keeps is the same by whichever name of Docker Hub it is asked for', () => {
  fc.assert(fc.property(reference, ({ path, version }) => {
    fc.pre(!/^[^/]*\.[^/]*\//.test(path));
    expect(cached(`docker.io/${path}${version}`)).toBe(cached(`${path}${version}`));
  }));
});

test('images with a user of their own and those that are to come from there do', () => {
  const image = (given: object) => {
    const { spec } = seal(withMain({ image: { kind: 'registry', reference: 'nginx:1', ...given } }), { ...PRODUCTION, imageCaches: CACHES });
    return spec.containers[0].image;
  };

  expect(image({})).toMatchObject({ reference: 'nginx:1', cachedAs: { repository: 'docker-hub/library/nginx', version: ':1' } });
  expect(image({ direct: true })).not.toHaveProperty('cachedAs');
  expect(image({ credentials: { label: 'login', value: {} } })).not.toHaveProperty('cachedAs');
});

import { App, Stack } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { EcsAccess, EcsPlatform } from '../../src/ecs';
import { Code } from '../../src/findings';
import { AccessGrantee } from '../../src/platform';
import { Image, PlatformProfile } from '../../src/vocabulary';
import { WebService } from '../../src/workloads';

const ME = AccessGrantee.arn('arn:aws:iam::111122223333:role/me');

interface On {
  readonly access: EcsAccess;
  readonly api: WebService;
  readonly foreign: WebService;
  readonly app: App;
}

/** A service on a platform, and one on another. */
function on(): On {
  const app = new App();
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  const platform = new EcsPlatform(stack, 'Platform', { profile: PlatformProfile.DEVELOPMENT });
  const other = new EcsPlatform(stack, 'Other', { profile: PlatformProfile.DEVELOPMENT, network: platform.network });
  const service = (id: string, where: EcsPlatform) => new WebService(stack, id, {
    platform: where, image: Image.fromRegistry('ghcr.io/acme/api:2.4.1'), port: 8080, exposures: [],
  });
  return { app, access: platform.access, api: service('Api', platform), foreign: service('Foreign', other) };
}

function wrong(code: Code, path: string, remedy: string, give: (on: On) => void): WrongInput {
  return { code, path, remedy, findings: () => refused(() => give(on())) };
}

/** Mistakes in who may do what on a platform on ECS. */
export const ECS_ACCESS_MISTAKES: readonly WrongInput[] = [
  wrong('AccessWorkloadsMissing', 'workloads', 'name one', ({ access }) => access.viewer(ME, { workloads: [] })),
  wrong('AccessWorkloadElsewhere', 'workloads[1]', 'on the platform that it is on', ({ access, api, foreign }) => access.deployer(ME, { workloads: [api, foreign] })),
  wrong('AccessTagMalformed', 'resourceTags.team!', 'letters', ({ access }) => access.operator(ME, { resourceTags: { 'team!': 'orders' } })),
  wrong('AccessTagMalformed', 'principalTags.team', 'a value of 1 to 256', ({ access }) => access.exec(ME, { principalTags: { team: '' } })),
  wrong('AccessTagsWithoutWorkloads', 'resourceTags', 'name the workloads', ({ access }) => access.deployer(ME, { resourceTags: { team: 'orders' } })),
  wrong('AccessListEmpty', 'containers', 'leave containers out', ({ access }) => access.exec(ME, { containers: [] })),
  wrong('AccessListEmpty', 'sessionNames', 'leave sessionNames out', ({ access }) => access.exec(ME, { sessionNames: [] })),
  wrong('AccessContainerUnknown', 'containers[0]', "write 'api'", ({ access, api }) => access.exec(ME, { workloads: [api], containers: ['ap'] })),
  wrong('AccessContainerUnknown', 'containers[1]', "choose 'api'", ({ access, api }) => access.exec(ME, { workloads: [api], containers: ['api', 'envoy'] })),
  wrong('AccessSessionNameMalformed', 'sessionNames[0]', 'ana@example.com', ({ access }) => access.exec(ME, { sessionNames: ['Ana Alvarez'] })),
  {
    code: 'AccessPolicyTooLong',
    path: 'workloads',
    remedy: 'fewer workloads or tags',
    findings: () => {
      const { access } = on();
      access.viewer(ME, { resourceTags: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`name-${index}`.padEnd(100, 'x'), 'y'.repeat(200)])) });
      return access._tooLong().slice(0, 1);
    },
  },
];

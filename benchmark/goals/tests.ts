/** G14: tests of users. */
import { mkdirSync, writeFileSync } from 'fs';
import * as path from 'path';
import { Goal, round } from './goal';
import { Build, ROOT } from '../harness/build';
import { median, Rounds } from '../harness/rounds';
import { runCommand, runNode } from '../harness/run';

const g14: Goal = {
  id: 'G14',
  title: 'Unit tests of users',
  measure: ({ build, sizes }) => {
    const rounds = Array.from({ length: sizes.rounds }, () => ({
      library: runNode<Warm>(build, 'template-test.js', ['library', '12'], { CDK_VALIDATION: 'false' }),
      patterns: runNode<Warm>(build, 'template-test.js', ['patterns', '12'], { CDK_VALIDATION: 'false' }),
    }));
    const warm = (name: 'library' | 'patterns') => median(rounds.map(one => one[name].warm));
    const suite = writeSuite(build, sizes.suites);
    const jest = Rounds.of(Math.min(3, sizes.rounds), ['false', 'true'], validation => runCommand(
      [process.execPath, path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--ci', '--silent', '--runInBand', '--rootDir', suite],
      { cwd: suite, env: { CDK_VALIDATION: validation } }));
    const { cpu, wall } = jest.ratio('false', 'true');
    return [
      {
        what: 'Template.fromStack of one service, warm',
        value: round(warm('library'), 1),
        unit: 'ms',
        atMost: 15,
        how: 'CPU of one construction and synthesis, imported VPC, production defaults, median of 11 in a process',
        note: `ecs-patterns ${warm('patterns').toFixed(1)} ms; the first ${median(rounds.map(one => one.library.first)).toFixed(0)} ms`,
      },
      {
        what: 'a suite without validation, to the same with it',
        value: round(cpu),
        unit: 'x',
        atMost: 0.35,
        how: `CPU, jest, ${sizes.suites} files with 2 tests each`,
        note: `wall ${wall.toFixed(2)}x (${(jest.median('false', 'wallMs') / 1000).toFixed(1)} s to ${(jest.median('true', 'wallMs') / 1000).toFixed(1)} s)`,
      },
    ];
  },
};

interface Warm { readonly first: number; readonly warm: number }

/** Tests that a user would write. Plain JavaScript, so that no transformer is measured. */
function writeSuite({ directory }: Build, files: number): string {
  // Jest leaves tests below node_modules alone unless the root is there too.
  const suite = path.join(directory, 'suite');
  mkdirSync(suite, { recursive: true });
  writeFileSync(path.join(suite, 'jest.config.json'), JSON.stringify({
    testMatch: ['**/*.check.js'], testPathIgnorePatterns: [], transform: {}, haste: { retainAllFiles: true }, watchman: false, cacheDirectory: path.join(suite, 'cache'),
  }));
  for (let file = 0; file < files; file++) {
    writeFileSync(path.join(suite, `${file}.check.js`), `
const { App, Stack } = require('aws-cdk-lib/core');
const { Template } = require('aws-cdk-lib/assertions');
const ec2 = require('aws-cdk-lib/aws-ec2');
const { Domain, EcsPlatform, Image, Network, WebService } = require('cdk-container-platform');
const vpc = ${JSON.stringify({
  vpcId: 'vpc-0123456789abcdef0',
  vpcCidrBlock: '10.0.0.0/16',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  publicSubnetIds: ['subnet-0a', 'subnet-0b'],
  privateSubnetIds: ['subnet-0c', 'subnet-0d'],
})};
for (const port of [8080, 3000]) {
  test('listens on ' + port, () => {
    const stack = new Stack(new App(), 'Stack');
    const network = Network.fromVpc(stack, 'Network', ec2.Vpc.fromVpcAttributes(stack, 'Vpc', vpc));
    const platform = new EcsPlatform(stack, 'Platform', { network, domain: Domain.plainHttp('a test') });
    new WebService(stack, 'Service', { platform, image: Image.fromRegistry('nginx:1.29'), port });
    Template.fromStack(stack).resourceCountIs('AWS::ECS::Service', 1);
  });
}
`);
  }
  return suite;
}

export const TESTS: readonly Goal[] = [g14];

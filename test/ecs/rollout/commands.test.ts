/** The commands are run, with a program in the place of the AWS CLI that knows two rollouts and writes down what it is asked for. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { abortRollout, approveRollout, listRollouts, RolloutsOf, skipBake } from '../../../src/ecs/rollout/commands';

const ECS = { engine: 'ecs', region: 'eu-west-1', cluster: 'main', service: 'api' } as const;
const CODE_DEPLOY = { engine: 'codeDeploy', region: 'eu-west-1', application: 'shop', deploymentGroup: 'api' } as const;
const ARN = 'arn:aws:ecs:eu-west-1:111122223333:service-deployment/main/api/1';

/** One argument to a line, so that words that belong together show. */
const CLI = `#!/bin/sh
printf '%s\\n' "$@" >> "$LOG"
echo >> "$LOG"
case "$2" in
  list-service-deployments) echo ${ARN} ;;
  describe-service-deployments) echo ecs-pause-1 ;;
  list-deployments) echo d-1 ;;
esac
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'));
  writeFileSync(join(folder, 'aws'), CLI);
  chmodSync(join(folder, 'aws'), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What the CLI was asked for, the last call last. */
function type(command: string): string[][] {
  const LOG = join(folder, 'log');
  execFileSync('/bin/sh', ['-c', command], { env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, LOG } });
  return readFileSync(LOG, 'utf8').trimEnd().split('\n\n').map(call => call.split('\n'));
}

const last = (command: string) => type(command).at(-1)!.join(' ');

describe('where ECS moves the traffic', () => {
  test('people see what is under way', () => {
    expect(last(listRollouts(ECS))).toBe('ecs list-service-deployments --region eu-west-1 --cluster main --service api --status PENDING IN_PROGRESS');
  });

  test('people approve what waits for them', () => {
    const calls = type(approveRollout(ECS));
    expect(calls.map(([, action]) => action)).toEqual(['list-service-deployments', 'describe-service-deployments', 'continue-service-deployment']);
    expect(calls[0].slice(-4)).toEqual(['--query', 'serviceDeployments[0].serviceDeploymentArn', '--output', 'text']);
    expect(calls[1].slice(-6)).toEqual([
      '--service-deployment-arns', ARN, '--query', 'serviceDeployments[0].lifecycleHookDetails[?status==`AWAITING_ACTION`].hookId | [0]', '--output', 'text',
    ]);
    expect(calls[2].join(' ')).toBe(`ecs continue-service-deployment --region eu-west-1 --service-deployment-arn ${ARN} --hook-id ecs-pause-1 --action CONTINUE`);
  });

  test('people abort what is under way', () => {
    expect(last(abortRollout(ECS))).toBe(`ecs stop-service-deployment --region eu-west-1 --service-deployment-arn ${ARN} --stop-type ROLLBACK`);
  });

  test('what is known is not looked for', () => {
    const known = { deployment: ARN, hook: 'ecs-pause-7' };
    const start = `ecs continue-service-deployment --region eu-west-1 --service-deployment-arn ${ARN} --hook-id ecs-pause-7 --action`;
    expect(type(approveRollout(ECS, known)).map(call => call.join(' '))).toEqual([`${start} CONTINUE`]);
    rmSync(join(folder, 'log'));
    expect(type(abortRollout(ECS, known)).map(call => call.join(' '))).toEqual([`${start} ROLLBACK`]);
  });
});

describe('where CodeDeploy moves the traffic', () => {
  const LIST = 'deploy list-deployments --region eu-west-1 --application-name shop --deployment-group-name api --include-only-statuses';

  test('people see what is under way', () => {
    expect(last(listRollouts(CODE_DEPLOY))).toBe(`${LIST} Created Queued InProgress Baking Ready`);
  });

  test('people approve what waits for them', () => {
    const calls = type(approveRollout(CODE_DEPLOY)).map(call => call.join(' '));
    expect(calls).toEqual([
      `${LIST} Ready --query deployments[0] --output text`,
      'deploy continue-deployment --region eu-west-1 --deployment-id d-1 --deployment-wait-type READY_WAIT',
    ]);
  });

  test('people abort what is under way, and the old version comes back', () => {
    expect(last(abortRollout(CODE_DEPLOY))).toBe('deploy stop-deployment --region eu-west-1 --deployment-id d-1 --auto-rollback-enabled');
  });

  test('people do not wait for the old version to go', () => {
    expect(last(skipBake(CODE_DEPLOY))).toBe('deploy continue-deployment --region eu-west-1 --deployment-id d-1 --deployment-wait-type TERMINATION_WAIT');
  });

  test('what is known is not looked for', () => {
    expect(type(approveRollout(CODE_DEPLOY, { deployment: 'd-7' }))).toHaveLength(1);
  });
});

test.each<RolloutsOf>([ECS, CODE_DEPLOY])('no command has a double quote, which messages would escape', of => {
  expect([listRollouts(of), approveRollout(of), abortRollout(of)].join()).not.toContain('"');
});

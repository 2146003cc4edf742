import { message } from '../message';

/** Rollouts in which two versions run side by side. */
export const rolloutMessages = {
  StageWithoutTestTraffic: message<object>({
    what: () => 'the rollout has no test traffic, so there is no moment after it',
    remedy: () => 'say testTraffic, or choose the stage AFTER_SCALE_UP',
  }),
  TestPathsMissing: message<object>({
    what: () => 'test traffic is told by its path, but no path is named',
    remedy: () => "name one, for example TestTraffic.paths('/preview/*')",
  }),
  NoTrafficToShift: message<{ how: string }>({
    what: p => `${p.how}, but nothing that could do so leads to the workload`,
    remedy: () => 'give the workload an exposure, or on ECS Discovery.serviceConnect(), or choose Rollout.rolling(), or Rollout.blueGreen() without test traffic',
  }),
  TooManyRolloutHooks: message<{ count: number; most: number }>({
    what: p => `a rollout has at most ${p.most} hooks, not ${p.count}`,
    remedy: () => 'let one function do the work of several',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html',
  }),
  RolloutHookTwice: message<{ stage: string; given: string }>({
    what: p => `'${p.given}' is asked at stage ${p.stage} twice`,
    remedy: () => 'remove one of the two',
  }),
  RolloutNeedsPlainForward: message<{ exposure: number }>({
    what: () => 'requests sign in at the load balancer, and a rule that does that as well as forward cannot have its traffic shifted',
    remedy: () => 'choose Rollout.rolling(), or let the application sign people in',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html',
  }),
  RolloutPercentTooFine: message<{ what: string; given: number; nearest: number }>({
    what: p => `${p.what} is ${p.given} %, and ECS moves traffic in tenths of a percent`,
    remedy: p => `choose ${p.nearest} %`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html',
  }),
  RolloutTooLong: message<{ minutes: number; most: number }>({
    what: p => `the steps, the bake time, hooks and approval may take ${p.minutes} minutes together, and CloudFormation waits no more than ${p.most}, which are ${p.most / 60} hours`,
    remedy: p => `shorten bakeTime, interval, the hooks or the approval by ${p.minutes - p.most} minutes together, or take larger steps`,
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-canaryconfiguration.html',
  }),
  CodeDeployWaitTooShort: message<{ expected: number; given: number }>({
    what: p => `the deployment may take ${p.expected} minutes, but is waited for only ${p.given}`,
    remedy: p => `set maxWait to ${p.expected} minutes, shorten the steps, or wait for less`,
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-customresource.html',
  }),
  CodeDeployWaitTooLong: message<{ minutes: number }>({
    what: p => `a stack's deployment would wait up to ${p.minutes} minutes for CodeDeploy, and 360 is the most`,
    remedy: () => 'use Rollout.canary() or Rollout.linear(), for which CloudFormation waits up to 33 hours, or wait for less',
  }),
  CodeDeployOneExposure: message<{ count: number }>({
    what: p => `CodeDeploy moves the traffic of one way in, not of ${p.count}`,
    remedy: () => 'keep one exposure, or choose Rollout.blueGreen(), canary() or linear(), which move all of them',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html',
  }),
  CodeDeployTestsByListener: message<object>({
    what: () => 'CodeDeploy sends test traffic through a listener of its own, not by a header or a path',
    remedy: () => 'use TestTraffic.listener(), or Rollout.blueGreen(), canary() or linear()',
    see: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-create-load-balancer-for-ecs.html',
  }),
  CodeDeployApprovesBeforeTraffic: message<{ given: string }>({
    what: p => `CodeDeploy pauses before production traffic only, not at ${p.given}`,
    remedy: () => 'choose the stage BEFORE_PRODUCTION_TRAFFIC, or Rollout.blueGreen(), canary() or linear()',
  }),
  CodeDeployApprovalRollsBack: message<object>({
    what: () => 'a deployment of CodeDeploy that nobody approves in time is stopped',
    remedy: () => 'leave onTimeout out, or choose Rollout.blueGreen(), canary() or linear()',
  }),
  CodeDeployOneHookPerStage: message<{ stage: string }>({
    what: p => `CodeDeploy asks one function at stage ${p.stage}, not several`,
    remedy: () => 'let one function do the work of both, or choose Rollout.blueGreen(), canary() or linear()',
    see: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html',
  }),
  CodeDeployWithoutDisks: message<{ volume: string }>({
    what: p => `a service that CodeDeploy deploys has no disks of its own, and '${p.volume}' is one`,
    remedy: () => 'use Volume.efs(), or Rollout.rolling(), blueGreen(), canary() or linear()',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html',
  }),
  CodeDeployTooManyAlarms: message<{ count: number }>({
    what: p => `a deployment group of CodeDeploy watches at most 10 alarms, not ${p.count}`,
    remedy: () => 'join some in a composite alarm, or choose Rollout.blueGreen(), canary() or linear()',
    see: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html',
  }),
  CodeDeployWithoutServiceConnect: message<{ workload: string }>({
    what: p => `'${p.workload}' is deployed by CodeDeploy, which knows no Service Connect, so it can neither reach others by name nor be reached`,
    remedy: () => 'choose Rollout.blueGreen(), canary() or linear(), or connect through an internal exposure',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html',
  }),
  CodeDeployRebalancing: message<object>({
    what: () => 'ECS does not rebalance the zones of a service that CodeDeploy deploys',
    remedy: () => 'leave ecs.availabilityZoneRebalancing out, or choose another rollout',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html',
  }),
  CodeDeployHighResolution: message<object>({
    what: () => 'what is measured of a service that CodeDeploy deploys cannot be changed later, so it stays as it is',
    remedy: () => 'leave ecs.highResolutionMetrics out, or choose another rollout',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html',
  }),
  TestListenerOfOthers: message<{ port: number }>({
    what: p => `the load balancer is not the library's, so it gets no listener on port ${p.port}`,
    remedy: () => 'use TestTraffic.header() or TestTraffic.paths()',
  }),
  TestListenerPortTaken: message<{ port: number }>({
    what: p => `the load balancer listens on port ${p.port} already`,
    remedy: () => 'choose another port for test traffic, for example 8443',
  }),
  TestTrafficWithoutRoom: message<object>({
    what: () => 'the exposure has priority 1, and the rule for test traffic has to come before it',
    remedy: () => 'give the exposure a priority from 2 on, or none, or use TestTraffic.listener()',
  }),
  NoAppSpec: message<{ workload: string }>({
    what: p => `'${p.workload}' is not deployed by CodeDeploy, so there is no AppSpec for it`,
    remedy: () => 'choose Rollout.codeDeploy(), with trigger RolloutTrigger.PIPELINE if a pipeline is to start deployments',
  }),
  DashboardWithoutWorkloads: message<object>({
    what: () => 'the dashboard has nothing to show',
    remedy: () => 'name at least one workload',
  }),
  DashboardOfOtherPlatform: message<{ workload: string }>({
    what: p => `'${p.workload}' is not on an ECS platform, whose rollouts the dashboard shows`,
    remedy: () => 'leave it out',
  }),
  DashboardWithoutRoutes: message<{ workload: string }>({
    what: p => `no load balancer leads to '${p.workload}', so there is no traffic to see`,
    remedy: () => 'leave it out, or give it an exposure or a listener',
  }),
};

import { message } from '../message';

const CUSTOM_RESOURCES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html';
const JOB = 'https://kubernetes.io/docs/concepts/workloads/controllers/job/';

/** What is refused about jobs that run during a deployment. */
export const releaseMessages = {
  ReleaseTooLong: message<{ given: string; platform: string; max: number }>({
    what: p => `a run may take ${p.given}, and a deployment on ${p.platform} can wait for ${p.max} minutes at most`,
    remedy: ({ max }) => `set \`timeout\` to \`Duration.minutes(${max})\` or less, and have longer work done by a service or a scheduled job`,
    see: CUSTOM_RESOURCES,
  }),
  ReleaseTooShort: message<{ given: string }>({
    what: ({ given }) => `a run may take ${given}, in which hardly any task has started`,
    remedy: () => 'set `timeout` to `Duration.minutes(1)` or more',
    see: CUSTOM_RESOURCES,
  }),
  ReleaseIdTaken: message<{}>({
    what: () => 'both `releaseId` and `environment` say what RELEASE_ID is',
    remedy: () => 'leave RELEASE_ID out of `environment`',
    see: CUSTOM_RESOURCES,
  }),
  TooManyReleases: message<{ stack: string; max: number }>({
    what: p => `${p.stack} has more than ${p.max} release jobs on ECS, and what runs them can have ${p.max} policies`,
    remedy: () => 'define further release jobs in another stack, or have one job do what several do',
    see: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  }),
  ReleaseHoldsNothing: message<{ workload: string }>({
    what: ({ workload }) => `${workload} runs when somebody asks for it, so no deployment starts a new version of it`,
    remedy: () => 'leave it out of `runBefore()`: runs that are asked for after the deployment are of the new version',
    see: CUSTOM_RESOURCES,
  }),
  ReleaseInLaterStack: message<{ release: string; workload: string; stack: string; before: string }>({
    what: p => `${p.release} is in the stack ${p.stack}, which is deployed after ${p.before}, the one of ${p.workload}`,
    remedy: ({ before }) => `define the release job in the stack ${before}, or in one that is deployed before it`,
    see: 'https://docs.aws.amazon.com/cdk/v2/guide/stacks.html',
  }),
  ReleaseInCircle: message<{ release: string; workload: string }>({
    what: p => p.release === p.workload ? `${p.release} is to run before itself` : `${p.release} is to run before ${p.workload}, which is to run before it`,
    remedy: () => 'say only what has to run first',
    see: CUSTOM_RESOURCES,
  }),
  EksReleaseNotWaitedFor: message<{}>({
    what: () => 'the objects of this platform are written to files, so its deployment cannot wait for a job',
    remedy: () => 'have the tool that applies the files run the job before it applies the rest, or let CloudFormation apply them with ManifestDelivery.APPLY',
    see: JOB,
  }),
  EksReleaseHasNoCommand: message<{ workload: string }>({
    what: ({ workload }) => `${workload} is run by the deployment on EKS, and there is no CronJob to make a run from`,
    remedy: () => 'change `releaseId` and deploy, or define a StandaloneTask beside it',
    see: JOB,
  }),
  EksReleaseNotTakenBack: message<{}>({
    what: () => 'a command that takes a release back is for ECS: on EKS nothing is applied when a stack goes back, so nothing can be run',
    remedy: () => 'leave `onRollback` out',
    see: JOB,
  }),
};

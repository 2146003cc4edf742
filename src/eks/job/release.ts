/** A job that runs during the deployment of a release, which goes on only when the job has ended well. */
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { CfnResource, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { JobSpec, WorkloadSpec } from '../../model';
import { everythingFor } from '../../platform';
import { ReleaseRunner } from '../../rollout';
import { EksGround } from '../ground';
import { REVISION, selectorOf } from '../labels';
import { applyObject, nameAfter } from '../manifest';
import { RenderedPod } from '../pod';
import { Pods } from '../pods';
import { lasting } from '../version';

export interface ReleaseParts {
  readonly ground: EksGround;
  readonly namespace: string;
  readonly spec: WorkloadSpec & { readonly job: JobSpec };
  readonly pods: Pods;
}

export interface RenderedRelease {
  readonly job: Construct;
  /** What is there only when the job has ended well. */
  readonly verdict: Construct;
}

/** The function that asks lives for a quarter of an hour, and has to answer. */
const ASKING = Duration.minutes(14);

/**
 * Each version has a Job of its own, named after what it consists of: the one of the version before is left as it is, so that a stack
 * that goes back runs nothing. Like the Job, whoever asks for its end is named after the version: CloudFormation asks anew
 * for a new one, and never again for the one before.
 *
 * kubectl can wait for an end, but not fail at a bad one; so it is asked how the job has ended, and a function of ours fails. What the
 * containers have written last is part of their status where they end badly, so nobody has to be let into the cluster to read it.
 */
export function renderRelease(scope: Construct, { ground, namespace, spec, pods }: ReleaseParts): RenderedRelease {
  const { cluster } = ground;
  const run = new Construct(scope, 'Run');
  const pod = pods.render();
  const { labels } = lasting(spec);
  const name = `${spec.name}-${pod.revision}`;
  const job = applyObject(run, ground, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, labels },
    spec: { ...onceOnly(spec), template: tellingItsLastLines(pod.template) },
  }, spec.name);
  job.node.addDependency(
    ground._namespace(namespace),
    everythingFor({ scope, waiting: run, roles: [pods.taskRole], securityGroups: [cluster.clusterSecurityGroup] }),
    ...pods.dependables,
  );

  const ask = (id: string, objectType: string, objectName: string, jsonPath: string) => {
    const value = new eks.KubernetesObjectValue(run, id, { cluster, objectNamespace: namespace, objectType, objectName, jsonPath, timeout: ASKING });
    const resource = value.node.findAll().find(child => child instanceof CfnResource) as CfnResource;
    nameAfter(resource, { apiVersion: 'cdk-container-platform', kind: `Release${id}`, metadata: { name, namespace } }, ground);
    return value;
  };
  const outcome = ask('Ended', 'job', name, ['Complete', 'Failed'].map(type => `.status.conditions[?(@.type=="${type}")].type`).join('}{'));
  outcome.node.addDependency(job);
  const details = ask('Details', 'pods', `--selector=${labelsOf(spec, pod)}`, WHAT_IS_LEFT(spec.containers[0].name));
  details.node.addDependency(outcome);
  const verdict = ReleaseRunner.of(scope).judge(run, { job: name, outcome: outcome.value, details: details.value });
  nameAfter(verdict.node.defaultChild as CfnResource, { apiVersion: 'cdk-container-platform', kind: 'Release', metadata: { name, namespace } }, ground);
  verdict.node.addDependency(details);
  return { job, verdict };
}

/** A run that has failed is not repeated, and the object stays: whoever goes back to this version finds that it has been run. */
function onceOnly({ job }: ReleaseParts['spec']): object {
  return { completions: 1, parallelism: 1, backoffLimit: 0, activeDeadlineSeconds: job.timeout!.toSeconds() };
}

function tellingItsLastLines(template: object): object {
  const { spec, ...rest } = template as { spec: { containers: object[] } };
  return { ...rest, spec: { ...spec, containers: spec.containers.map(container => ({ ...container, terminationMessagePolicy: 'FallbackToLogsOnError' })) } };
}

function labelsOf(spec: WorkloadSpec, { revision }: RenderedPod): string {
  return Object.entries({ ...selectorOf(spec), [REVISION]: revision }).map(([label, value]) => `${label}=${value}`).join(',');
}

/** Never empty, even if no pod is left: what is empty would be asked for again. */
const WHAT_IS_LEFT = (container: string): string => {
  const ended = `.items[*].status.containerStatuses[?(@.name=="${container}")].state.terminated`;
  return `.kind}{" exit code "}{${ended}.exitCode}{" "}{${ended}.reason}{" "}{${ended}.message`;
};

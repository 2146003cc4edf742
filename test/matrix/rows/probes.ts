import { Match } from 'aws-cdk-lib/assertions';
import { Duration } from 'aws-cdk-lib/core';
import { container, podContainer, refuses, Row, service, withMain } from '../matrix';

export const PROBES: readonly Row[] = [
  {
    feature: 'a command',
    covers: ['container.probe', 'probe.command', 'probe.interval', 'probe.timeout', 'probe.failures', 'probe.startPeriod'],
    given: withMain({
      probe: {
        kind: 'command', command: ['curl', '-f', 'localhost'], interval: Duration.seconds(20), timeout: Duration.seconds(4), failures: 5, startPeriod: Duration.seconds(90),
      },
    }),
    ecs: container({ HealthCheck: { Command: ['CMD', 'curl', '-f', 'localhost'], Interval: 20, Timeout: 4, Retries: 5, StartPeriod: 90 } }),
    eks: podContainer({
      startupProbe: { exec: { command: ['curl', '-f', 'localhost'] }, periodSeconds: 20, timeoutSeconds: 4, failureThreshold: 5 },
      livenessProbe: { exec: { command: ['curl', '-f', 'localhost'] }, periodSeconds: 20, timeoutSeconds: 4, failureThreshold: 5 },
    }),
  },
  {
    feature: 'a command that is forgiven nothing after the start',
    covers: ['probe.startPeriod'],
    given: withMain({ probe: { kind: 'command', command: ['true'] } }),
    ecs: container({ HealthCheck: { Command: ['CMD', 'true'], Interval: 10, Timeout: 5, Retries: 3 } }),
    eks: podContainer({ livenessProbe: { exec: { command: ['true'] }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 } }),
  },
  {
    feature: 'a question over HTTP to the container itself',
    covers: ['probe.http'],
    given: withMain({ probe: { kind: 'http', path: '/health' } }),
    ecs: refuses('EcsProbeNeedsCommand'),
    eks: podContainer({ livenessProbe: Match.objectLike({ httpGet: { path: '/health', port: 8080 } }) }),
  },
  {
    feature: 'a TCP connection to the container itself',
    covers: ['probe.tcp'],
    given: withMain({ probe: { kind: 'tcp' } }),
    ecs: refuses('EcsProbeNeedsCommand'),
    eks: podContainer({ livenessProbe: Match.objectLike({ tcpSocket: { port: 8080 } }) }),
  },
  {
    feature: 'more than one success in a row',
    covers: ['probe.successes'],
    given: withMain({ probe: { kind: 'command', command: ['true'], successes: 3 } }),
    ecs: refuses('EcsProbeSuccesses'),
    eks: refuses('KubernetesProbeSuccesses'),
  },
  {
    feature: 'a grace period, because a probe can fail',
    covers: ['rollout.healthCheckGracePeriod'],
    given: withMain({ probe: { kind: 'command', command: ['true'] } }),
    ecs: service({ HealthCheckGracePeriodSeconds: 60 }),
    eks: podContainer({ startupProbe: Match.objectLike({ periodSeconds: 10, failureThreshold: 6 }) }),
  },
  {
    feature: 'no grace period where nobody asks',
    covers: ['rollout.healthCheckGracePeriod'],
    given: {},
    ecs: service({ HealthCheckGracePeriodSeconds: Match.absent() }),
    eks: podContainer({ startupProbe: Match.absent(), livenessProbe: Match.absent(), readinessProbe: Match.absent() }),
  },
];

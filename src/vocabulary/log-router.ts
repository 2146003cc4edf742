import { Duration, Size } from 'aws-cdk-lib/core';
import { AGENT_IMAGES } from './agent-images';
import { Image } from './image';
import { ContainerDraft, VolumeDraft } from '../model';

/**
 * A language whose stack traces are put together again, from the many lines in which they are written.
 *
 * @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/multiline-parsing
 */
export enum StackTraces {
  /** Go */
  GO = 'go',
  /** Java */
  JAVA = 'java',
  /** Python */
  PYTHON = 'python',
  /** Ruby */
  RUBY = 'ruby',
}

/**
 * Options of the container that routes logs.
 */
export interface LogRouterOptions {
  /**
   * Lines that are JSON objects become records with their members; other lines stay as they are.
   * @default true
   */
  readonly parseJson?: boolean;

  /**
   * Languages whose stack traces become one record each.
   * @default - each line is a record
   */
  readonly stackTraces?: StackTraces[];

  /**
   * Each record says which cluster, task and task definition it comes from.
   * @default true
   */
  readonly taskMetadata?: boolean;

  /**
   * Lines of each container that wait in memory while the router does not take them, 1 to 536870912. More are dropped: a
   * container is never stalled by its log.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-docker-buffer-limit.html
   * @default 100000
   */
  readonly bufferedLines?: number;

  /**
   * What else the router is told, in the classic syntax of Fluent Bit, for example filters. It comes before the destination.
   * @see https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode
   * @default - nothing
   */
  readonly configuration?: string;

  /**
   * The image of the router: AWS for Fluent Bit, or one that is made from it. Version 3.0.1 is the oldest that has what the health
   * check needs.
   * @default - a version of `public.ecr.aws/aws-observability/aws-for-fluent-bit` that changes with this library only
   */
  readonly image?: Image;

  /**
   * Processor share of the router, in units of which 1024 are one virtual CPU.
   * @default - whatever the other containers leave
   */
  readonly cpu?: number;

  /**
   * Memory the router is promised, part of the memory of the copy.
   * @default Size.mebibytes(64)
   */
  readonly memoryReservation?: Size;
}

/** What the router is called among the containers of a copy. */
export const LOG_ROUTER = 'log-router';

/** Where the router finds what it is told, and keeps what it has not sent yet. The rest of its file system is read-only. */
const SCRATCH = '/tmp';
export const ROUTER_SETTINGS = `${SCRATCH}/router.conf`;

/** Parsers stand in files of their own. The one for JSON that the image brings takes the member `time` for Docker's, and leaves it out. */
const PARSERS = `${SCRATCH}/router-parsers.conf`;
const JSON_PARSER = 'json-as-it-is';

/** On the loopback address only. */
const STATUS_PORT = 2020;

const MEMORY_MIB = 64;

/**
 * The container. ECS writes a file with inputs and the destination, which includes one of ours. Fargate cannot fetch that from a
 * bucket, so it comes as a variable and is written to disk at the start.
 *
 * It is well as soon as it answers. Whether the destination takes its records is not asked: an outage there would otherwise
 * replace all copies of all workloads at once.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
 */
export function routerContainer(options: LogRouterOptions): ContainerDraft {
  return {
    name: LOG_ROUTER,
    role: 'sidecar',
    image: options.image?._toSpec() ?? AGENT_IMAGES.logRouter,
    command: ['/bin/sh', '-c', [
      `printf '[PARSER]\\n    Name ${JSON_PARSER}\\n    Format json\\n' > ${PARSERS}`,
      `printf '%s' "$ROUTER_SETTINGS" > ${ROUTER_SETTINGS}`,
      'exec /entrypoint.sh',
    ].join(' && ')],
    environment: { ROUTER_SETTINGS: settings(options) },
    // The socket that ECS makes for it can be opened by nobody else.
    user: '0',
    initProcess: false,
    mounts: [{ volume: LOG_ROUTER, path: SCRATCH, readOnly: false }],
    resources: { cpuUnits: options.cpu, memoryReservationMiB: options.memoryReservation?.toMebibytes() ?? MEMORY_MIB },
    probe: {
      kind: 'command',
      command: ['curl', '-fsS', '-o', '/dev/null', `http://127.0.0.1:${STATUS_PORT}/api/v1/uptime`],
      // Everybody waits for the first answer.
      interval: Duration.seconds(5),
      timeout: Duration.seconds(2),
      failures: 5,
    },
  };
}

export function routerVolumes(): VolumeDraft[] {
  return [{ kind: 'ephemeral', name: LOG_ROUTER }];
}

/** The grace is shorter than the time after which the container is killed, so that the last lines are sent. */
function settings({ parseJson = true, stackTraces = [], configuration }: LogRouterOptions): string {
  return [
    section('SERVICE', {
      Flush: '1',
      Grace: '25',
      HTTP_Server: 'On',
      HTTP_Listen: '127.0.0.1',
      HTTP_Port: `${STATUS_PORT}`,
    }, ['/fluent-bit/parsers/parsers.conf', PARSERS].map(file => ['Parsers_File', file])),
    // Lines of more than 16 KiB arrive in parts.
    section('FILTER', { 'Name': 'multiline', 'Match': '*', 'Multiline.key_content': 'log', 'Mode': 'partial_message' }),
    ...stackTraces.length > 0 ? [section('FILTER', {
      'Name': 'multiline', 'Match': '*', 'Multiline.key_content': 'log', 'Multiline.parser': stackTraces.join(', '),
    })] : [],
    ...parseJson ? [section('FILTER', { Name: 'parser', Match: '*', Key_Name: 'log', Parser: JSON_PARSER, Reserve_Data: 'True' })] : [],
    ...configuration ? [`${configuration.trimEnd()}\n`] : [],
  ].join('\n');
}

function section(name: string, members: Record<string, string>, repeated: string[][] = []): string {
  return [`[${name}]`, ...[...Object.entries(members), ...repeated].map(([key, value]) => `    ${key} ${value}`), ''].join('\n');
}

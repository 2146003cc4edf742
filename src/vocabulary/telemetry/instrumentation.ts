/**
 * What programs load to say by themselves what they do: an init container copies it to where they find it. Nothing in their images
 * has to change.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-ECS-Sidecar.html
 */
import { ContainerDraft, RegistryImage, TelemetryOfMain } from '../../model';
import { assertNever } from '../../private/assert-never';
import { AGENT_IMAGES } from '../agent-images';
import { Image } from '../image';

/**
 * The language of a program that is to be instrumented without a change to its image.
 */
export enum Instrumentation {
  /** Java */
  JAVA = 'java',
  /** Python, on images with glibc */
  PYTHON = 'python',
  /** Node.js, for programs in CommonJS. Those in ES modules need `NODE_OPTIONS` of their own. */
  NODEJS = 'nodejs',
  /** .NET, on images with glibc */
  DOTNET = 'dotnet',
}

/** Name of the init container and of the volume. */
export const INSTRUMENTATION = 'instrumentation';

interface Loaded {
  readonly image: RegistryImage;
  readonly from: string;
  readonly to: string;
  readonly main: Omit<TelemetryOfMain, 'mounts'>;
}

export function copying(language: Instrumentation, own?: Image): ContainerDraft {
  const { image, from, to } = loaded(language);
  return {
    name: INSTRUMENTATION,
    role: 'init',
    image: own?._toSpec() ?? image,
    command: ['cp', '-a', from, to],
    mounts: [{ volume: INSTRUMENTATION, path: directory(language), readOnly: false }],
  };
}

/** What the main container needs so that the program loads it. */
export function loading(language: Instrumentation): TelemetryOfMain {
  return { ...loaded(language).main, mounts: [{ volume: INSTRUMENTATION, path: directory(language), readOnly: true }] };
}

function directory(language: Instrumentation): string {
  return `/otel-auto-instrumentation-${language === Instrumentation.NODEJS ? 'node' : language}`;
}

function loaded(language: Instrumentation): Loaded {
  const at = directory(language);
  const whole = { from: '/autoinstrumentation/.', to: at };
  switch (language) {
    case Instrumentation.JAVA: return {
      image: AGENT_IMAGES.java,
      from: '/javaagent.jar',
      to: `${at}/javaagent.jar`,
      main: onAnyProcessor({}, { JAVA_TOOL_OPTIONS: { after: `-javaagent:${at}/javaagent.jar`, separator: ' ' } }),
    };
    case Instrumentation.PYTHON: return {
      image: AGENT_IMAGES.python,
      ...whole,
      main: onAnyProcessor({ OTEL_PYTHON_DISTRO: 'aws_distro', OTEL_PYTHON_CONFIGURATOR: 'aws_configurator' }, {
        PYTHONPATH: { before: `${at}/opentelemetry/instrumentation/auto_instrumentation`, after: at, separator: ':' },
      }),
    };
    case Instrumentation.NODEJS: return {
      image: AGENT_IMAGES.node,
      ...whole,
      main: onAnyProcessor({}, { NODE_OPTIONS: { after: `--require ${at}/autoinstrumentation.js`, separator: ' ' } }),
    };
    case Instrumentation.DOTNET: return { image: AGENT_IMAGES.dotnet, ...whole, main: dotnet(at) };
    default: return assertNever(language);
  }
}

function onAnyProcessor(environment: TelemetryOfMain['environment'], lists: TelemetryOfMain['lists']): Loaded['main'] {
  return { environment, lists, byArchitecture: { x86_64: {}, arm64: {} } };
}

/** The profiler is a library for the processor. */
function dotnet(at: string): Loaded['main'] {
  const profiler = (platform: string) => ({ CORECLR_PROFILER_PATH: `${at}/${platform}/OpenTelemetry.AutoInstrumentation.Native.so` });
  return {
    environment: {
      OTEL_DOTNET_DISTRO: 'aws_distro',
      OTEL_DOTNET_CONFIGURATOR: 'aws_configurator',
      OTEL_DOTNET_AUTO_HOME: at,
      OTEL_DOTNET_AUTO_PLUGINS: 'AWS.Distro.OpenTelemetry.AutoInstrumentation.Plugin, AWS.Distro.OpenTelemetry.AutoInstrumentation',
      CORECLR_ENABLE_PROFILING: '1',
      CORECLR_PROFILER: '{918728DD-259F-4A6A-AC2B-B85E1B658318}',
      DOTNET_STARTUP_HOOKS: `${at}/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll`,
      DOTNET_ADDITIONAL_DEPS: `${at}/AdditionalDeps`,
      DOTNET_SHARED_STORE: `${at}/store`,
    },
    byArchitecture: { x86_64: profiler('linux-x64'), arm64: profiler('linux-arm64') },
    lists: {},
  };
}

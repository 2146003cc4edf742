/**
 * The images of all containers that the library adds by itself, each with its version: what runs beside a program may only change
 * with a change of the app. All of them exist for both processor architectures, and their tags are never moved.
 */
import { RegistryImage } from '../model';

const GALLERY = 'public.ecr.aws';

export const AGENT_IMAGES = {
  /** @see https://gallery.ecr.aws/aws-observability/aws-for-fluent-bit */
  logRouter: image('aws-observability/aws-for-fluent-bit:3.4.17'),
  /** @see https://gallery.ecr.aws/aws-observability/aws-otel-collector */
  collector: image('aws-observability/aws-otel-collector:v0.50.0'),
  /** @see https://gallery.ecr.aws/cloudwatch-agent/cloudwatch-agent */
  cloudWatchAgent: image('cloudwatch-agent/cloudwatch-agent:1.300071.0b1720'),
  /** @see https://gallery.ecr.aws/aws-observability/adot-autoinstrumentation-java */
  java: image('aws-observability/adot-autoinstrumentation-java:v2.30.0'),
  /** @see https://gallery.ecr.aws/aws-observability/adot-autoinstrumentation-python */
  python: image('aws-observability/adot-autoinstrumentation-python:v0.19.0'),
  /** @see https://gallery.ecr.aws/aws-observability/adot-autoinstrumentation-node */
  node: image('aws-observability/adot-autoinstrumentation-node:v0.12.0'),
  /** @see https://gallery.ecr.aws/aws-observability/adot-autoinstrumentation-dotnet */
  dotnet: image('aws-observability/adot-autoinstrumentation-dotnet:v1.15.0'),
};

function image(name: string): RegistryImage {
  return { kind: 'registry', reference: `${GALLERY}/${name}` };
}

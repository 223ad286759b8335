import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace-node';
import type { TracingEnv } from './variables.ts';

/** What decides which traces are kept, as the environment names it. */
export function samplerOf({
  OTEL_TRACES_SAMPLER: name,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: TracingEnv): Sampler {
  const inheriting = (root: Sampler) => new ParentBasedSampler({ root });
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler();
    case 'always_off':
      return new AlwaysOffSampler();
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratio);
    case 'parentbased_always_on':
      return inheriting(new AlwaysOnSampler());
    case 'parentbased_always_off':
      return inheriting(new AlwaysOffSampler());
    case 'parentbased_traceidratio':
      return inheriting(new TraceIdRatioBasedSampler(ratio));
  }
}

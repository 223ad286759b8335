import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';

type Resource = ReadableSpan['resource'];
type Raw = ReturnType<Resource['getRawAttributes']>;

/** What the spans of a service are of. The SDK's own makers of this are in a package that it does not hand on. */
export function serviceResource(service: string): Resource {
  const of = (raw: Raw): Resource => ({
    attributes: Object.fromEntries(raw) as Resource['attributes'],
    getRawAttributes: () => raw,
    merge: (other) => of([...raw, ...(other?.getRawAttributes() ?? [])]),
  });
  return of([
    ['service.name', service],
    ['service.namespace', 'arena'],
    ['telemetry.sdk.language', 'nodejs'],
    ['telemetry.sdk.name', 'opentelemetry'],
  ]);
}

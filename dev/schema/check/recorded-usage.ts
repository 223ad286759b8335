import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { z } from 'zod';

const recordedUsage = z.record(
  z.string().regex(/^\w+\.\w+(\.\w+)?$/, 'must be Type.field or Type.field.argument'),
  z.object({
    requests: z.int().min(0),
    clients: z.array(z.string()).default([]),
    lastSeen: z.iso.date().optional(),
  }),
);

/** What Prometheus answers when it is asked for a sum by coordinate and client. */
const prometheusAnswer = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(
      z.object({
        metric: z.object({ coordinate: z.string(), client: z.string() }),
        value: z.tuple([z.number(), z.coerce.number()]),
      }),
    ),
  }),
});

/** How much was asked for what, by `Type.field`; `Type.field.argument`, `Enum.VALUE` and `Input.field` too, if known. */
export type RecordedUsage = z.infer<typeof recordedUsage>;

export type Usage = RecordedUsage[string];

/** The same as it is in a file. */
function fromPrometheus({ data }: z.infer<typeof prometheusAnswer>): RecordedUsage {
  const recorded: RecordedUsage = {};
  for (const { metric, value } of data.result) {
    // what may be a fraction, as Prometheus extrapolates, is still a use
    const requests = Math.ceil(value[1]);
    const usage = (recorded[metric.coordinate] ??= { requests: 0, clients: [] });
    usage.requests += requests;
    if (requests > 0) usage.clients.push(metric.client);
  }
  return recordedUsage.parse(recorded);
}

/**
 * Parses a file of recorded usage, or with an answer of Prometheus about `arena_gateway_deprecated_uses_total`.
 * @throws SyntaxError for what is no JSON, and ZodError for another shape
 */
export function parseRecordedUsage(text: string): RecordedUsage {
  const json: unknown = JSON.parse(text);
  const isPrometheus = typeof json === 'object' && json !== null && 'status' in json;
  return isPrometheus ? fromPrometheus(prometheusAnswer.parse(json)) : recordedUsage.parse(json);
}

/** What must be without requests for a subject to be so. */
function coordinates(subject: string, recorded: RecordedUsage, schema: GraphQLSchema): string[] {
  const [typeName = '', member, argument] = subject.split('.');
  if (argument !== undefined) return [subject in recorded ? subject : `${typeName}.${member}`];
  if (member !== undefined) return [subject];
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${typeName}.${name}`);
  const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
  return hasFields ? Object.keys(type.getFields()).map((name) => `${typeName}.${name}`) : [];
}

/**
 * What is known of the usage of a subject: a member of a type, an argument (which is used as its field is, if nothing
 * else is known), or a whole type. Undefined where it is not known; what is not in the file may well be in use.
 */
export function usageOf(subject: string, recorded: RecordedUsage, schema: GraphQLSchema): Usage | undefined {
  const wanted = coordinates(subject, recorded, schema);
  const known = wanted.flatMap((coordinate) => recorded[coordinate] ?? []);
  const requests = known.reduce((sum, usage) => sum + usage.requests, 0);
  if (requests === 0 && (known.length === 0 || known.length < wanted.length)) return undefined;
  const days = known.flatMap(({ lastSeen }) => lastSeen ?? []).sort();
  return {
    requests,
    clients: [...new Set(known.flatMap(({ clients }) => clients))].sort(),
    lastSeen: days.at(-1),
  };
}

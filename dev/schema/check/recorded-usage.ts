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

/** How much was asked for what, by `Type.field`; `Type.field.argument`, `Enum.VALUE` and `Input.field` too, if known. */
export type RecordedUsage = z.infer<typeof recordedUsage>;

export type Usage = RecordedUsage[string];

/**
 * Parses a file of recorded usage.
 * @throws SyntaxError for what is no JSON, and ZodError for another shape
 */
export const parseRecordedUsage = (text: string): RecordedUsage => recordedUsage.parse(JSON.parse(text));

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

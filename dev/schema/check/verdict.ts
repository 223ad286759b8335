import { parse, type GraphQLSchema } from 'graphql';
import { operationName, type ClientDocument } from '../client-documents.ts';
import type { SchemaChange } from './changes.ts';
import { usageOf, type RecordedUsage, type Usage } from './recorded-usage.ts';
import { usesOf } from './uses.ts';

/** A breaking change, and whom it breaks. */
export type BreakingChange = SchemaChange & {
  /** names of the known operations that use what has changed, sorted */
  operations: string[];
  /** undefined where it is not known */
  usage: Usage | undefined;
  /** whether no known operation uses it and it is known that nobody else does */
  isUnused: boolean;
};

export type Verdict = {
  breaking: BreakingChange[];
  dangerous: SchemaChange[];
  safe: SchemaChange[];
  /** whether no breaking change is in the way */
  passes: boolean;
};

/**
 * Holds changes against what clients run.
 * @param before the schema that the clients know
 */
export function judge(
  changes: readonly SchemaChange[],
  before: GraphQLSchema,
  documents: readonly ClientDocument[],
  recorded: RecordedUsage,
): Verdict {
  const users = documents.map(({ file, text }) => {
    const document = parse(text);
    return { name: operationName(document) ?? file, uses: usesOf(document, before) };
  });
  const breaking = changes
    .filter(({ level }) => level === 'breaking')
    .map((change) => {
      const names = users.filter(({ uses }) => uses.has(change.subject)).map(({ name }) => name);
      const usage = usageOf(change.subject, recorded, before);
      const isUnused = names.length === 0 && usage?.requests === 0;
      return { ...change, operations: [...new Set(names)].sort(), usage, isUnused };
    });
  return {
    breaking,
    dangerous: changes.filter(({ level }) => level === 'dangerous'),
    safe: changes.filter(({ level }) => level === 'safe'),
    passes: breaking.every(({ isUnused }) => isUnused),
  };
}

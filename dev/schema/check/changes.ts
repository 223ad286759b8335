import { CriticalityLevel, diff, DiffRule, type Change } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import { deprecationAdvice } from './deprecation.ts';

/** What a change is to clients: it breaks some, it may surprise some, or none can tell. */
export type Level = 'breaking' | 'dangerous' | 'safe';

export type SchemaChange = {
  level: Level;
  /** where in the schema, as `Type.field.argument` */
  coordinate: string;
  message: string;
  /** what clients must use to be touched: the coordinate, or for something added, what it was added to */
  subject: string;
  /** what to do instead, or first */
  advice?: string | undefined;
};

const LEVELS: Record<CriticalityLevel, Level> = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
};

const parentOf = (path: string): string => path.replace(/\.[^.]*$/, '');

const subjectOf = (type: string, path: string): string => (type.endsWith('_ADDED') ? parentOf(path) : path);

/**
 * What differs between two API schemas. Safe changes are told without descriptions, and without what comes along with
 * an addition; among the others nothing is left out.
 * @param today `YYYY-MM-DD`, which the dates of deprecations are held against
 */
export async function schemaChanges(
  before: GraphQLSchema,
  after: GraphQLSchema,
  today: string,
): Promise<SchemaChange[]> {
  const changes: Change[] = await diff(before, after);
  const isSafe = ({ criticality }: Change) => criticality.level === CriticalityLevel.NonBreaking;
  const safe = changes.filter((change) => isSafe(change) && !String(change.type).includes('_DESCRIPTION_'));
  // of all changes at once it would hide a breaking one beside a description added to the same field
  const toldSafe = await diff(before, after, [() => safe, DiffRule.simplifyChanges]);
  const told = [...changes.filter((change) => !isSafe(change)), ...toldSafe];
  return told.flatMap(({ criticality, type, path, message }) => {
    // a root type that is gone, which is told once more as the type that it was
    if (path === undefined) return [];
    const kind = String(type);
    const advice = kind.endsWith('_REMOVED') ? deprecationAdvice(before, path, today) : undefined;
    return [
      { level: LEVELS[criticality.level], coordinate: path, message, subject: subjectOf(kind, path), advice },
    ];
  });
}

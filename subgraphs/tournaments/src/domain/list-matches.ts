import { instantKeySchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { MatchRow, MatchStatus } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';
import { countIn } from './match-status.ts';

/** A page of matches; the whole list is counted only when asked for. */
export type MatchPage = Connection<MatchRow> & { totalCount: () => Promise<number> };

type ListArguments = PageArguments & { status?: readonly MatchStatus[] | null | undefined };

/** Those without a date come last. */
const matchKeySchema = z.tuple([instantKeySchema.def.items[0].nullable(), instantKeySchema.def.items[1]]);

const list = keyset<MatchRow, typeof matchKeySchema>({
  name: 'matches',
  key: matchKeySchema,
  keyOf: (row) => [row.startsAt?.toISOString() ?? null, row.id],
  defaultFirst: 50,
});

/**
 * A page of the matches of a tournament, those that start soonest first and those without a date last.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listMatches(
  loaders: Loaders,
  tournamentId: string,
  { status, ...args }: ListArguments,
): Promise<MatchPage> {
  const page = list.parse(args);
  // each once: a statement takes 65534 parameters at most
  const statuses = [...new Set(status)];
  const rows = await loaders.matchesOf.load({ id: tournamentId, page: { ...page, statuses } });
  return {
    ...list.connect(rows, page),
    totalCount: async () => countIn(await loaders.matchCountsOf.load(tournamentId), statuses),
  };
}

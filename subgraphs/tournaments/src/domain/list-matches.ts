import { instantKeySchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import type { MatchRow, MatchStatus } from '../db/schema.ts';
import type { Loaders } from '../loaders.ts';
import { countIn } from './match-status.ts';

/** A page of matches; the whole list is counted only when asked for. */
export type MatchPage = Connection<MatchRow> & { totalCount: () => Promise<number> };

type ListArguments = PageArguments & { status?: readonly MatchStatus[] | null | undefined };

const list = keyset<MatchRow, typeof instantKeySchema>({
  name: 'matches',
  key: instantKeySchema,
  keyOf: (row) => [row.startsAt.toISOString(), row.id],
  defaultFirst: 50,
});

/**
 * A page of the matches of a tournament, those that start soonest first.
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

import type { RequestInput } from '@arena/events';
import { BadUserInput, NotFound, type Queryable } from '@arena/subgraph-kit';
import { findMatches } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow, TournamentRow } from '../db/schema.ts';
import { findTournaments } from '../db/tournament-store.ts';

type Db = Queryable<typeof schema>;

/** What a ticket admits to: a tournament, and for viewers a match of it. */
export type SaleSubject = { tournament: TournamentRow; match: MatchRow | null };

/** @throws NotFound where there is no such match */
async function findMatch(db: Db, id: string): Promise<MatchRow> {
  const [match] = await findMatches(db, [id]);
  if (!match) throw new NotFound('Match');
  return match;
}

/**
 * What a ticket that is asked for would admit to.
 * @throws BadUserInput when it is not named; NotFound, also for a match of another tournament
 */
export async function findSaleSubject(
  db: Db,
  { kind, tournamentId, matchId }: RequestInput<'tournaments.sale-terms'>,
): Promise<SaleSubject> {
  if (kind === 'VIEWER' && matchId === null) {
    throw new BadUserInput([{ path: 'matchId', message: 'is needed for a viewer ticket' }]);
  }
  const match = matchId === null ? null : await findMatch(db, matchId);
  const id = tournamentId ?? match?.tournamentId;
  if (id === undefined) {
    throw new BadUserInput([{ path: 'tournamentId', message: 'is needed where no match is given' }]);
  }
  if (match && match.tournamentId !== id) throw new NotFound('Match');
  const [tournament] = await findTournaments(db, [id]);
  if (!tournament) throw new NotFound('Tournament');
  return { tournament, match };
}

import { Conflict, type Queryable } from '@arena/subgraph-kit';
import { findOpponents, updateResults } from '../db/opponent-store.ts';
import type * as schema from '../db/schema.ts';
import type { BracketFormat, OpponentRow, TeamRow } from '../db/schema.ts';
import { findTeams } from '../db/team-store.ts';
import { particulars } from './change-detail.ts';
import { badInput, under, type Fault } from './faults.ts';
import { strangerFaults } from './match-faults.ts';
import type { MatchResult } from './match-schemas.ts';
import { winnerIdOf } from './winner-of.ts';

type Db = Queryable<typeof schema>;

/**
 * Who meets in a match.
 * @throws Conflict OPPONENTS_UNKNOWN while its bracket has not told all of them
 */
export async function requireOpponents(tx: Db, matchId: string): Promise<OpponentRow[]> {
  const [opponents = []] = await findOpponents(tx, [matchId]);
  if (opponents.every(({ teamId }) => teamId !== null)) return opponents;
  throw new Conflict('OPPONENTS_UNKNOWN', 'The opponents of the match are not known yet');
}

/** An elimination has to know who goes on. */
const drawFaults = ({ outcome }: MatchResult, format: BracketFormat | undefined): Fault[] =>
  outcome === 'DRAW' && (format === 'SINGLE_ELIMINATION' || format === 'DOUBLE_ELIMINATION')
    ? [{ path: ['outcome'], message: 'must not be DRAW in an elimination bracket' }]
    : [];

const withResult = (opponent: OpponentRow, { winnerTeamId, scores }: MatchResult): OpponentRow => ({
  ...opponent,
  score: scores?.find(({ teamId }) => teamId === opponent.teamId)?.score ?? null,
  isWinner: opponent.teamId === winnerTeamId,
});

/**
 * Writes down how the opponents came out of their match. The tournament must be locked.
 * @param format of the bracket that the match is part of
 * @throws BadUserInput for a team that is none of the opponents, and for a draw in an elimination bracket
 */
export async function settleResult(
  tx: Db,
  opponents: readonly OpponentRow[],
  result: MatchResult,
  format: BracketFormat | undefined,
): Promise<OpponentRow[]> {
  const faults = [...strangerFaults(result, opponents), ...drawFaults(result, format)];
  if (faults.length > 0) throw badInput(under('input', faults));
  const settled = opponents.map((opponent) => withResult(opponent, result));
  await updateResults(tx, settled);
  return settled;
}

/** The team that has won among these opponents; null where none has. */
export async function winningTeam(tx: Db, opponents: readonly OpponentRow[]): Promise<TeamRow | null> {
  const id = winnerIdOf(opponents);
  if (id === null) return null;
  const [team] = await findTeams(tx, [id]);
  return team ?? null;
}

/** A result for the history of the tournament. */
export const resultDetail = (
  { matchId, outcome, winnerTeamId }: MatchResult,
  name: string,
  opponents: readonly OpponentRow[],
  facts: { reason?: string } = {},
): string =>
  particulars({
    matchId,
    name,
    outcome: outcome ?? 'PLAYED',
    winnerTeamId: winnerTeamId ?? null,
    scores: opponents.map(({ score }) => score ?? '?').join(':'),
    ...facts,
  });

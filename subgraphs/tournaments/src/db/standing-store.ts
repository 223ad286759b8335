import { grouped, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import {
  bracketGroups,
  bracketMatches,
  bracketRounds,
  brackets,
  matches,
  matchOpponents,
  type BracketRow,
} from './schema.ts';

type Db = Queryable<typeof schema>;

/** A bracket, and once for each round of a SWISS one that a team had no opponent in, that team. */
export type ContestBracket = Pick<BracketRow, 'id' | 'format' | 'seedTeamIds' | 'roundCount'> & {
  byeTeamIds: string[];
};

/** A team's part in a match. */
export type Part = { teamId: string; score: number | null; isWinner: boolean };

/** The round of a bracket that a match is part of. */
export type ContestRound = { bracketId: string; groupNumber: number; number: number };

/** A match that is not called off, with the teams in it that are known; in a round of a bracket or in none. */
export type ContestMatch = { isFinished: boolean; round: ContestRound | null; parts: Part[] };

/** All that has happened in a tournament as far as it tells how its teams stand: its brackets as they are played. */
export type Contest = { brackets: ContestBracket[]; matches: ContestMatch[] };

function findContestBrackets(db: Db, tournamentIds: readonly string[]) {
  const { opponent1, opponent2 } = bracketMatches;
  const byes = db
    .select({
      teamIds: sql<string[]>`array_agg(coalesce(${opponent1}, ${opponent2}) ->> 'id')`.as('team_ids'),
    })
    .from(bracketMatches)
    .where(
      and(
        eq(bracketMatches.bracketId, brackets.id),
        eq(brackets.format, 'SWISS'),
        sql`(${opponent1} is null) <> (${opponent2} is null)`,
      ),
    )
    .as('byes');
  return db
    .select({
      tournamentId: brackets.tournamentId,
      id: brackets.id,
      format: brackets.format,
      seedTeamIds: brackets.seedTeamIds,
      roundCount: brackets.roundCount,
      byeTeamIds: sql<string[]>`coalesce(${byes.teamIds}, '{}')`,
    })
    .from(brackets)
    .leftJoinLateral(byes, sql`true`)
    .where(isOneOf(brackets.tournamentId, tournamentIds))
    .orderBy(asc(brackets.number));
}

/** The parts that known teams have in matches that are not called off, those of one match in a row. */
const findParts = (db: Db, tournamentIds: readonly string[]) =>
  db
    .select({
      tournamentId: matches.tournamentId,
      matchId: matches.id,
      status: matches.status,
      bracketId: bracketRounds.bracketId,
      groupNumber: bracketGroups.number,
      roundNumber: bracketRounds.number,
      teamId: sql<string>`${matchOpponents.teamId}`,
      score: matchOpponents.score,
      isWinner: matchOpponents.isWinner,
    })
    .from(matches)
    .innerJoin(matchOpponents, eq(matchOpponents.matchId, matches.id))
    .leftJoin(bracketRounds, eq(bracketRounds.id, matches.roundId))
    .leftJoin(bracketGroups, eq(bracketGroups.id, bracketRounds.groupId))
    .where(
      and(
        isOneOf(matches.tournamentId, tournamentIds),
        ne(matches.status, 'CANCELED'),
        isNotNull(matchOpponents.teamId),
      ),
    )
    .orderBy(asc(matches.id), asc(matchOpponents.position));

type PartRow = Awaited<ReturnType<typeof findParts>>[number];

const roundOf = ({ bracketId, groupNumber, roundNumber: number }: PartRow): ContestRound | null =>
  bracketId === null || groupNumber === null || number === null ? null : { bracketId, groupNumber, number };

function toMatches(rows: readonly PartRow[]): ContestMatch[] {
  const byId = new Map<string, ContestMatch>();
  for (const row of rows) {
    const { matchId, status, teamId, score, isWinner } = row;
    const match: ContestMatch = byId.get(matchId) ?? {
      isFinished: status === 'FINISHED',
      round: roundOf(row),
      parts: [],
    };
    match.parts.push({ teamId, score, isWinner });
    byId.set(matchId, match);
  }
  return [...byId.values()];
}

/** What has happened in each tournament, in the ids' order. */
export async function findContests(db: Db, tournamentIds: readonly string[]): Promise<Contest[]> {
  const bracketRows = await findContestBrackets(db, tournamentIds);
  const partRows = await findParts(db, tournamentIds);
  const bracketsOf = grouped(tournamentIds, bracketRows, (row) => row.tournamentId);
  return grouped(tournamentIds, partRows, (row) => row.tournamentId).map((rows, index) => ({
    brackets: bracketsOf[index] ?? [],
    matches: toMatches(rows),
  }));
}

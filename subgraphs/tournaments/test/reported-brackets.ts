import { Conflict, type Caller } from '@arena/subgraph-kit';
import type { App } from '../src/app.ts';
import { findMatchesOfBracket } from '../src/db/match-store.ts';
import { findOpponents } from '../src/db/opponent-store.ts';
import type { BracketRow, MatchRow } from '../src/db/schema.ts';
import { correctMatchResult } from '../src/domain/correct-match-result.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { addBracket, contestOf, start, type BracketInput, type Contest } from './played-brackets.ts';

/** A bracket under way, whose matches are reported by their names. */
export type Played = { app: App; contest: Contest; bracket: BracketRow };

/** A bracket of so many teams, of a tournament that has started. */
export async function begin(app: App, count: number, input: Partial<BracketInput> = {}): Promise<Played> {
  const contest = await contestOf(app, count);
  const bracket = await addBracket(app, contest, input);
  await start(app, contest);
  return { app, contest, bracket };
}

/** The match of a bracket whose name ends so. */
export async function matchNamed({ app, bracket }: Played, title: string): Promise<MatchRow> {
  const match = (await findMatchesOfBracket(app.db, bracket.id)).find(({ name }) => name.endsWith(title));
  if (!match) throw new Error(`There is no match ${title}`);
  return match;
}

/** The teams that meet in the match whose name ends so; null for one that is not known yet. */
export async function sidesOf(played: Played, title: string): Promise<(string | null)[]> {
  const { id } = await matchNamed(played, title);
  const [opponents = []] = await findOpponents(played.app.db, [id]);
  return opponents.map(({ teamId }) => teamId);
}

/** Reports that the opponent at home, or the other, has won. */
export async function report(played: Played, title: string, side: 0 | 1 = 0): Promise<void> {
  const { id: matchId } = await matchNamed(played, title);
  const winnerTeamId = (await sidesOf(played, title))[side] ?? null;
  await reportMatchResult(played.app, played.contest.organizer, { matchId, winnerTeamId });
}

/** Says that the other opponent, or the one at home, has won after all. */
export async function correct(
  played: Played,
  title: string,
  side: 0 | 1 = 1,
  by?: Caller,
): Promise<MatchRow> {
  const { id: matchId } = await matchNamed(played, title);
  const winnerTeamId = (await sidesOf(played, title))[side] ?? null;
  const reason = 'The referee saw it wrong';
  return correctMatchResult(played.app, by ?? played.contest.organizer, { matchId, winnerTeamId, reason });
}

/** Which matches an attempt is told to stand in the way. */
export const inTheWay = async (attempt: Promise<unknown>): Promise<unknown> => {
  const error = await attempt.catch((caught: unknown) => caught);
  if (!(error instanceof Conflict)) throw new Error('Nothing stood in the way', { cause: error });
  return ({ ...error.extensions } as { matchIds?: unknown }).matchIds;
};

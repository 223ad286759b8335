import type { App } from '../src/app.ts';
import { findBracketsOf } from '../src/db/bracket-store.ts';
import type { BracketRow } from '../src/db/schema.ts';
import { generateBracket } from '../src/domain/generate-bracket.ts';
import type { BracketInput, Contest } from './played-brackets.ts';
import { takeToldEvents } from './told-events.ts';

/** Makes an elimination of a contest, unless told otherwise. */
export const generate = (
  app: App,
  contest: Contest,
  changes: Partial<BracketInput> = {},
  by = contest.organizer,
): ReturnType<typeof generateBracket> =>
  generateBracket(app, by, {
    tournamentId: contest.tournament.id,
    format: 'SINGLE_ELIMINATION',
    name: 'Play-off',
    ...changes,
  });

/** The brackets of a contest, in their order. */
export const bracketsOf = async (app: App, { tournament }: Contest): Promise<BracketRow[]> =>
  (await findBracketsOf(app.db, [tournament.id]))[0] ?? [];

export type ToldMatch = { matchId: string; teamIds: string[] };

/** What others have been told of matches. */
export async function toldOf(app: App, event: 'created' | 'canceled'): Promise<ToldMatch[]> {
  const told = await takeToldEvents(app);
  return told
    .filter(({ routingKey }) => routingKey === `matches.${event}.v1`)
    .map(({ payload }) => payload as ToldMatch);
}

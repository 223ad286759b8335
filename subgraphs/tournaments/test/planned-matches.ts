import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../src/app.ts';
import { findOpponents } from '../src/db/opponent-store.ts';
import type { MatchRow, TeamRow, TournamentRow } from '../src/db/schema.ts';
import { createMatch } from '../src/domain/create-match.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { addCatalogue, addTournament, DAY_MS, teamsOf, type Catalogue } from './fixtures.ts';

/** An instant so many days after the start of the tournament. */
export const daysIn = ({ startsAt }: TournamentRow, days: number): Date =>
  new Date(startsAt.getTime() + days * DAY_MS);

/** The input of a sound match between all teams, a day into the tournament. */
export const matchInput = (tournament: TournamentRow, teams: readonly TeamRow[], changes: object = {}) => ({
  tournamentId: tournament.id,
  name: 'Final',
  startsAt: daysIn(tournament, 1),
  teamIds: teams.map(({ id }) => id),
  ...changes,
});

export type Planning = { tournament: TournamentRow; teams: TeamRow[]; organizer: Caller };

/** A tournament of two days, its teams, and who runs it. */
export async function planTournament(app: App, organizer: Caller, catalogue?: Catalogue): Promise<Planning> {
  const tournament = await addTournament(app, catalogue ?? (await addCatalogue(app)), {}, organizer);
  return { tournament, teams: await teamsOf(app, tournament.id), organizer };
}

/** Plans a match between all teams of a tournament. */
export const addMatch = (
  app: App,
  { tournament, teams, organizer }: Planning,
  changes: object = {},
): Promise<MatchRow> => createMatch(app, organizer, matchInput(tournament, teams, changes));

/** Has the tournament under way. */
export const startPlanned = (app: App, { tournament, organizer }: Planning): Promise<TournamentRow> =>
  startTournament(app, organizer, tournament.id);

/** The score of each opponent of a match, and which have won. */
export async function resultOf(app: App, matchId: string) {
  const [opponents = []] = await findOpponents(app.db, [matchId]);
  return {
    scores: opponents.map(({ score }) => score),
    winners: opponents.filter(({ isWinner }) => isWinner).map(({ teamId }) => teamId),
  };
}

import { newId, type Caller } from '@arena/subgraph-kit';
import { asc, eq } from 'drizzle-orm';
import type { App } from '../src/app.ts';
import { insertCategory, insertGame } from '../src/db/catalogue-store.ts';
import { teamMembers, teams, type CategoryRow, type GameRow, type TeamRow } from '../src/db/schema.ts';
import { createTournament } from '../src/domain/create-tournament.ts';
import type { CreateTournamentInput } from '../src/domain/tournament-schemas.ts';
import { callerOf } from './started-tournaments.ts';

export const DAY_MS = 86_400_000;

export type Catalogue = { category: CategoryRow; game: GameRow };

/** A category of 20 free participants unless said otherwise, and a game of two teams of five likewise. */
export async function addCatalogue(
  app: App,
  participantLimit = 20,
  [maxTeams, maxPlayersPerTeam] = [2, 5],
): Promise<Catalogue> {
  const suffix = newId().slice(-12).toUpperCase();
  const category = {
    id: newId(),
    code: `C-${suffix}`,
    name: 'Strategy',
    alias: 'strat',
    participantLimit,
  };
  const game = {
    id: newId(),
    code: `G-${suffix}`,
    name: 'League Of Legends',
    players: maxTeams * maxPlayersPerTeam,
    maxTeams,
    maxPlayersPerTeam,
    isCooperative: true,
  };
  await insertCategory(app.db, category);
  await insertGame(app.db, game);
  return { category, game };
}

export const cop = (amount: number) => ({ amount, currency: 'COP' });

/** An instant relative to the clock of the app. */
export const daysAhead = (app: App, days: number): Date => new Date(app.now().getTime() + days * DAY_MS);

/** The input of a sound tournament that is not free, a week ahead. */
export const tournamentInput = (
  app: App,
  { category, game }: Catalogue,
  changes: Partial<CreateTournamentInput> = {},
): CreateTournamentInput => ({
  name: 'Bogota Open',
  description: 'Everybody may come',
  categoryId: category.id,
  gameId: game.id,
  isFree: false,
  startsAt: daysAhead(app, 7),
  endsAt: daysAhead(app, 9),
  prize: { description: 'A cup', total: cop(100_000_000) },
  ...changes,
});

/** Creates a tournament; a new organiser's unless a caller is given. */
export const addTournament = async (
  app: App,
  catalogue: Catalogue,
  changes: Partial<CreateTournamentInput> = {},
  organizer: Caller = callerOf(),
) => createTournament(app, organizer, tournamentInput(app, catalogue, changes));

/** The teams of a tournament by number. */
export const teamsOf = (app: App, tournamentId: string): Promise<TeamRow[]> =>
  app.db.select().from(teams).where(eq(teams.tournamentId, tournamentId)).orderBy(asc(teams.number));

/** The team of a tournament with this number. */
export async function teamOf(app: App, tournamentId: string, number: number): Promise<TeamRow> {
  const team = (await teamsOf(app, tournamentId)).find((row) => row.number === number);
  if (!team) throw new Error(`There is no team ${number}`);
  return team;
}

/** Puts a person into a team. */
export async function addMember(
  app: App,
  team: TeamRow,
  userId: string,
  joinedAt = app.now(),
): Promise<void> {
  const { id: teamId, tournamentId } = team;
  await app.db
    .insert(teamMembers)
    .values({ id: newId(), teamId, tournamentId, userId, ticketId: newId(), joinedAt });
}

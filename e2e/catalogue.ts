import { grantPlatformAdmin } from '@arena/users';
import { registerMember, type Member, type StartedArena } from './started-arena.ts';

export type Catalogue = { categoryId: string; gameId: string };

const DAY_MS = 86_400_000;

/** A category and a game of four seats, as a platform administrator makes them. */
export async function makeCatalogue(arena: StartedArena): Promise<Catalogue> {
  const { username } = await registerMember(arena, 'administrator');
  await grantPlatformAdmin(arena.databaseUrls.users, username);
  const { data: session } = await arena.ask(
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { login: username, password: 'correct horse battery' } },
  );
  const { data } = await arena.askWith(session.login.accessToken)(
    `mutation ($category: CreateCategoryInput!, $game: CreateGameInput!) {
      createCategory(input: $category) { id } createGame(input: $game) { id }
    }`,
    {
      category: { code: '0235', name: 'Racing', alias: 'RC', participantLimit: 20 },
      game: {
        code: 'DUEL',
        name: 'Duel',
        players: 4,
        maxTeams: 4,
        maxPlayersPerTeam: 1,
        isCooperative: false,
      },
    },
  );
  return { categoryId: data.createCategory.id, gameId: data.createGame.id };
}

/** Creates "Cup n", which starts n + 1 days from now; returns its id. */
export async function organizeTournament(
  organizer: Member,
  catalogue: Catalogue,
  n: number,
): Promise<string> {
  const startsAt = Date.now() + (n + 1) * DAY_MS;
  const { data } = await organizer.ask(
    'mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { id } }',
    {
      input: {
        ...catalogue,
        name: `Cup ${n}`,
        description: 'A cup',
        isFree: false,
        startsAt: new Date(startsAt),
        endsAt: new Date(startsAt + DAY_MS),
        prize: { description: 'A cup', total: { amount: 1, currency: 'COP' } },
      },
    },
  );
  return data.createTournament.id;
}

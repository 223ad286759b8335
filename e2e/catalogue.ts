import { grantPlatformAdmin } from '@arena/users';
import { registerMember, signIn, type Member, type StartedArena } from './started-arena.ts';

export type Catalogue = { categoryId: string; gameId: string };

const DAY_MS = 86_400_000;

/** Registers a platform administrator and signs them in. */
export async function registerAdministrator(arena: StartedArena): Promise<Member> {
  const member = await registerMember(arena, 'administrator');
  await grantPlatformAdmin(arena.databaseUrls.users, member.username);
  // the scope is in the tokens of the next session
  return { ...member, ...(await signIn(arena, member.username)) };
}

/** A category and a game of four seats, or as many, as a platform administrator makes them. */
export async function makeCatalogue(
  arena: StartedArena,
  administrator?: Member,
  seats = 4,
): Promise<Catalogue> {
  const { ask } = administrator ?? (await registerAdministrator(arena));
  const { data } = await ask(
    `mutation ($category: CreateCategoryInput!, $game: CreateGameInput!) {
      createCategory(input: $category) { id } createGame(input: $game) { id }
    }`,
    {
      category: { code: '0235', name: 'Racing', alias: 'RC', participantLimit: 20 },
      game: {
        code: 'DUEL',
        name: 'Duel',
        players: seats,
        maxTeams: seats,
        maxPlayersPerTeam: 1,
        isCooperative: false,
      },
    },
  );
  return { categoryId: data.createCategory.id, gameId: data.createGame.id };
}

/** Creates "Cup n", which starts n + 1 days from now and is not free unless told otherwise; returns its id. */
export async function organizeTournament(
  organizer: Member,
  catalogue: Catalogue,
  n: number,
  changes: Record<string, unknown> = {},
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
        ...changes,
      },
    },
  );
  return data.createTournament.id;
}

/** When a tournament starts, and all its teams. */
export async function startAndTeams(
  { ask }: Member,
  tournamentId: string,
): Promise<{ startsAt: string; teamIds: string[] }> {
  const { data } = await ask('query ($id: ID!) { tournament(id: $id) { startsAt teams { id } } }', {
    id: tournamentId,
  });
  const { startsAt, teams } = data.tournament;
  return { startsAt, teamIds: teams.map(({ id }: { id: string }) => id) };
}

/** Plans "Match n" of a tournament, between all its teams and at its start; returns its id. */
export async function planMatch(organizer: Member, tournamentId: string, n: number): Promise<string> {
  const input = { tournamentId, name: `Match ${n}`, ...(await startAndTeams(organizer, tournamentId)) };
  const { data } = await organizer.ask(
    'mutation ($input: CreateMatchInput!) { createMatch(input: $input) { id } }',
    { input },
  );
  return data.createMatch.id;
}

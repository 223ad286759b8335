import { askAs, graphqlClient, person, type Ask, type GraphQLAnswer } from '@arena/testing';
import { nowMs } from './clock.ts';
import type { Platform } from './platform.ts';
import { nameOf } from './subscribers/marker.ts';

const DAY_MS = 86_400_000;
const POLL_MS = 50;

/** When the rename that bears a number was sent, and when its answer came. The commit lies between. */
export type Renamed = { number: number; sentAtMs: number; answeredAtMs: number };

/** A tournament that all watch. */
export type WatchedTournament = {
  id: string;
  /** Renames it, by asking its subgraph itself, so that the gateway is left to its subscribers. */
  rename: () => Promise<Renamed>;
};

function dataOf({ data, errors }: GraphQLAnswer): GraphQLAnswer['data'] {
  if (errors) throw new Error(errors[0]?.message);
  return data;
}

async function registerOrganizer(url: string): Promise<string> {
  const answer = await graphqlClient(url)(
    'mutation ($input: RegisterInput!) { register(input: $input) { account { id } } }',
    {
      input: {
        email: 'organizer@arena.example',
        username: 'organizer',
        displayName: 'The Organizer',
        password: 'correct horse battery',
      },
    },
  );
  return (dataOf(answer) as { register: { account: { id: string } } }).register.account.id;
}

async function createTournament(url: string, organizer: Ask): Promise<string> {
  const administrator = askAs(url, 'tournaments', person(undefined, ['platform:admin']));
  const made = await administrator(
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
  const { createCategory, createGame } = dataOf(made) as Record<
    'createCategory' | 'createGame',
    { id: string }
  >;
  const startsAt = new Date(Date.now() + 7 * DAY_MS);
  const answer = await organizer(
    'mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { id } }',
    {
      input: {
        categoryId: createCategory.id,
        gameId: createGame.id,
        name: nameOf(0),
        description: 'A cup',
        isFree: false,
        startsAt,
        endsAt: new Date(startsAt.getTime() + DAY_MS),
        prize: { description: 'A cup', total: { amount: 1, currency: 'COP' } },
      },
    },
  );
  return (dataOf(answer) as { createTournament: { id: string } }).createTournament.id;
}

/** Waits until tickets knows of the tournament. */
async function untilSold(url: string, tournamentId: string): Promise<void> {
  const ask = graphqlClient(url);
  for (;;) {
    const answer = await ask(
      'query ($id: ID!) { tournament(id: $id) { ticketAvailability { available } organizer { displayName } } }',
      { id: tournamentId },
    );
    const { tournament } = dataOf(answer) as {
      tournament: { ticketAvailability: { available: number } | null };
    };
    if (tournament.ticketAvailability?.available === 4) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Makes an organizer and a tournament with four seats. */
export async function makeTournament(
  { subgraphs }: Platform,
  gatewayUrl: string,
): Promise<WatchedTournament> {
  const { url } = subgraphs.tournaments;
  const organizer = askAs(url, 'tournaments', person(await registerOrganizer(gatewayUrl)));
  const id = await createTournament(url, organizer);
  await untilSold(gatewayUrl, id);
  let number = 0;
  const rename = async (): Promise<Renamed> => {
    const renamed = ++number;
    const sentAtMs = nowMs();
    const answer = await organizer(
      'mutation ($input: UpdateTournamentInput!) { updateTournament(input: $input) { id } }',
      { input: { tournamentId: id, name: nameOf(renamed) } },
    );
    const answeredAtMs = nowMs();
    dataOf(answer);
    return { number: renamed, sentAtMs, answeredAtMs };
  };
  return { id, rename };
}

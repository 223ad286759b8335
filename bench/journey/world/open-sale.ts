import { between, oneOf } from '../chance.ts';
import type { Actor } from '../client/actor.ts';
import { until } from '../../../dev/seed/until.ts';
import type { Sale, World } from './world.ts';

const DAY_MS = 86_400_000;
const MATCHES = 3;
/** As many are sold at a time; the oldest is sold no more by the clients when another is opened. */
const SALES = 10;

type Made = { id: string; capacity: number; teams: { id: string }[] };

export type TournamentOptions = {
  name: string;
  /** by its code */
  game: string;
  viewerPriceMinor?: number;
  /** from now */
  startsInMs: number;
};

/** Creates a tournament with seats that cost something. */
export async function createTournament(
  { ask }: Actor,
  world: World,
  { name, game, viewerPriceMinor, startsInMs }: TournamentOptions,
): Promise<Made> {
  const startsAtMs = Date.now() + startsInMs;
  const input = {
    name,
    description: `${name}: who is the best this year?`,
    categoryId: oneOf(world.categoryIds),
    gameId: world.games.get(game),
    isFree: false,
    prize: { description: 'A cup', total: { amount: 50_000_000, currency: 'COP' } },
    startsAt: new Date(startsAtMs).toISOString(),
    endsAt: new Date(startsAtMs + DAY_MS).toISOString(),
    ...(viewerPriceMinor !== undefined && { viewerPrice: { amount: viewerPriceMinor, currency: 'COP' } }),
  };
  const { createTournament: made } = await ask<{ createTournament: Made }>({
    operation: 'create-tournament',
    variables: { input },
  });
  world.tournamentIds.push(made.id);
  return made;
}

type Known = { ticketAvailability: { total: number } | null; donationSummary: object | null };

/** Waits until tickets and payments know a tournament. */
export async function untilForSale({ ask }: Actor, id: string): Promise<void> {
  await until(
    'a new tournament is for sale',
    async () => (await ask<{ tournament: Known }>({ operation: 'sale', variables: { id } })).tournament,
    ({ ticketAvailability, donationSummary }) =>
      (ticketAvailability?.total ?? 0) > 0 && donationSummary !== null,
  );
}

/** Opens a tournament of 64 seats with a few matches, once it is for sale. */
export async function openSale(organizer: Actor, world: World): Promise<void> {
  const startsInMs = between(2, 60) * DAY_MS;
  const name = `Open ${world.tournamentIds.length + 1}`;
  const { id, capacity, teams } = await createTournament(organizer, world, { name, game: 'SF6', startsInMs });
  const startsAtMs = Date.now() + startsInMs;
  const sale: Sale = {
    id,
    name,
    organizer: organizer.person,
    matchIds: [],
    startsAtMs,
    endsAtMs: startsAtMs + DAY_MS - 60_000,
    left: capacity,
  };
  for (let match = 0; match < MATCHES; match += 1) {
    const input = {
      tournamentId: id,
      name: `Match ${match + 1}`,
      startsAt: new Date(startsAtMs + (match + 1) * 3_600_000).toISOString(),
      teamIds: teams.slice(match * 2, match * 2 + 2).map((team) => team.id),
    };
    const { createMatch } = await organizer.ask<{ createMatch: { id: string } }>({
      operation: 'create-match',
      variables: { input },
    });
    sale.matchIds.push(createMatch.id);
  }
  await untilForSale(organizer, id);
  world.sales.push(sale);
  if (world.sales.length > SALES) world.sales.shift();
}

import { makeBracket, playMatches } from './bracket.ts';
import type { Cast } from './cast.ts';
import { DEMO_TOURNAMENTS, type DemoStatus, type DemoTournament } from './demo-tournaments.ts';
import type { Graph } from './graph-client.ts';
import { takeFreeSeat } from './seats.ts';
import { openStreams } from './streams.ts';

const DAY_MS = 86_400_000;

const cop = (amount: number) => ({ amount, currency: 'COP' });

type Found = { id: string; status: DemoStatus };

async function find(graph: Graph, name: string): Promise<Found | undefined> {
  const { organizer } = await graph<{ organizer: { id: string } }>(
    `{ organizer: userByUsername(username: "organizer") { id } }`,
  );
  const { tournaments } = await graph<{ tournaments: { nodes: Found[] } }>(
    `query ($filter: TournamentFilter) { tournaments(filter: $filter) { nodes { id status } } }`,
    { filter: { search: name, organizerId: organizer.id } },
  );
  return tournaments.nodes[0];
}

async function create(graph: Graph, demo: DemoTournament, ids: Map<string, string>): Promise<Found> {
  const startsAt = Date.now() + demo.startsInDays * DAY_MS;
  const input = {
    name: demo.name,
    description: demo.description,
    categoryId: ids.get(demo.category),
    gameId: ids.get(demo.game),
    isFree: demo.isFree,
    prize: { description: 'To the winning team', total: cop(demo.prizeMinor) },
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(startsAt + DAY_MS).toISOString(),
  };
  const { createTournament } = await graph<{ createTournament: Found }>(
    `mutation ($input: CreateTournamentInput!) { createTournament(input: $input) { id status } }`,
    { input },
  );
  return createTournament;
}

const OPERATIONS = {
  start: 'mutation ($id: ID!) { startTournament(tournamentId: $id) { status } }',
  finish: 'mutation ($id: ID!) { finishTournament(tournamentId: $id) { status } }',
  cancel:
    'mutation ($id: ID!) { cancelTournament(tournamentId: $id, reason: "The venue closed") { status } }',
};

const isOver = ({ status }: Found): boolean => status === 'FINISHED' || status === 'CANCELED';

/** Fills the seats of a tournament, lays out its matches and starts it. */
async function begin(cast: Cast, id: string, { contest }: DemoTournament, returnUrl: string): Promise<void> {
  const graph = await cast('organizer');
  for (const player of contest?.players ?? []) await takeFreeSeat(await cast(player), id, returnUrl);
  if (contest) await makeBracket(graph, id, contest.format);
  await graph(OPERATIONS.start, { id });
}

/** Takes a tournament on to the status of the demo; one that somebody has taken further stays where it is. */
async function bringOn(
  cast: Cast,
  tournament: Found,
  demo: DemoTournament,
  returnUrl: string,
): Promise<void> {
  const { id, status } = tournament;
  if (isOver(tournament) || demo.status === 'PENDING' || demo.status === status) return;
  const graph = await cast('organizer');
  if (demo.status === 'CANCELED') {
    await graph(OPERATIONS.cancel, { id });
    return;
  }
  if (status === 'PENDING') await begin(cast, id, demo, returnUrl);
  if (demo.status === 'ONGOING') return;
  await playMatches(graph, id);
  await graph(OPERATIONS.finish, { id });
}

/**
 * Makes the demo tournaments and brings each to its status, going on where an earlier seed stopped.
 * @param graph as anybody
 * @param returnUrl where a buyer may be sent
 */
export async function seedTournaments(graph: Graph, cast: Cast, returnUrl: string): Promise<void> {
  const { categories, games } = await graph<Record<'categories' | 'games', { id: string; code: string }[]>>(
    `{ categories { id code } games { id code } }`,
  );
  const ids = new Map([...categories, ...games].map(({ code, id }) => [code, id]));
  for (const demo of DEMO_TOURNAMENTS) {
    const found = await find(graph, demo.name);
    const tournament = found ?? (await create(await cast('organizer'), demo, ids));
    await bringOn(cast, tournament, demo, returnUrl);
    if (demo.status === 'ONGOING') await openStreams(await cast('organizer'), tournament.id);
  }
}

import type { Graph } from './graph-client.ts';

type Status = 'PENDING' | 'ONGOING' | 'FINISHED' | 'CANCELED';

type DemoTournament = {
  name: string;
  description: string;
  category: string;
  game: string;
  isFree: boolean;
  prizeMinor: number;
  startsInDays: number;
  status: Status;
};

const cop = (amount: number) => ({ amount, currency: 'COP' });

/** One tournament in each status. */
const TOURNAMENTS: DemoTournament[] = [
  {
    name: 'Bogotá Night Race',
    description: 'Ten drivers, one night, the ring road of Bogotá.',
    category: '0235',
    game: 'NFS',
    isFree: false,
    prizeMinor: 150_000_000,
    startsInDays: 14,
    status: 'PENDING',
  },
  {
    name: 'Andes Clash',
    description: 'Two teams of five meet on the Rift.',
    category: '0236',
    game: 'LOL',
    isFree: true,
    prizeMinor: 50_000_000,
    startsInDays: 1,
    status: 'ONGOING',
  },
  {
    name: 'Caribbean Cup',
    description: 'Sixteen teams of three, one ball.',
    category: '0235',
    game: 'RL',
    isFree: false,
    prizeMinor: 300_000_000,
    startsInDays: 2,
    status: 'FINISHED',
  },
  {
    name: 'Medellín Open',
    description: 'Sixty-four players and a long Sunday.',
    category: '0236',
    game: 'SF6',
    isFree: false,
    prizeMinor: 200_000_000,
    startsInDays: 30,
    status: 'CANCELED',
  },
];

const STEPS: Record<Status, ('start' | 'finish' | 'cancel')[]> = {
  PENDING: [],
  ONGOING: ['start'],
  FINISHED: ['start', 'finish'],
  CANCELED: ['cancel'],
};

const OPERATIONS = {
  start: 'mutation ($id: ID!) { startTournament(tournamentId: $id) { status } }',
  finish: 'mutation ($id: ID!) { finishTournament(tournamentId: $id) { status } }',
  cancel:
    'mutation ($id: ID!) { cancelTournament(tournamentId: $id, reason: "The venue closed") { status } }',
};

const DAY_MS = 86_400_000;

type Found = { id: string; status: Status };

async function find(graph: Graph, name: string, organizerId: string): Promise<Found | undefined> {
  const { tournaments } = await graph<{ tournaments: { nodes: Found[] } }>(
    `query ($filter: TournamentFilter) { tournaments(filter: $filter) { nodes { id status } } }`,
    { filter: { search: name, organizerId } },
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

/**
 * Makes the demo tournaments and brings each to its status, going on where an earlier seed stopped.
 * @param graph as the organiser
 */
export async function seedTournaments(graph: Graph, organizerId: string): Promise<void> {
  const { categories, games } = await graph<Record<'categories' | 'games', { id: string; code: string }[]>>(
    `{ categories { id code } games { id code } }`,
  );
  const ids = new Map([...categories, ...games].map(({ code, id }) => [code, id]));
  for (const demo of TOURNAMENTS) {
    const tournament = (await find(graph, demo.name, organizerId)) ?? (await create(graph, demo, ids));
    const done = tournament.status === 'PENDING' ? 0 : tournament.status === 'ONGOING' ? 1 : 2;
    for (const step of STEPS[demo.status].slice(done)) await graph(OPERATIONS[step], { id: tournament.id });
  }
}

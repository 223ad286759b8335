import { oneOf } from '../chance.ts';
import { actorOf, type Actor } from '../client/actor.ts';
import type { Act, Stage } from './act.ts';

const FILTERS = [{}, { status: ['PENDING'] }, { status: ['ONGOING'] }, { search: 'cup' }, { isFree: false }];
const ORDERS = ['STARTS_AT_ASC', 'STARTS_AT_ASC', 'STARTS_AT_DESC', 'CREATED_AT_DESC'];
const GOES_ON = 0.3;

type Variables = (actor: Actor, stage: Stage) => Record<string, unknown> | undefined;

/** A query, asked unless there is nothing to ask about. */
const read = (weight: number, operation: string, variables: Variables = () => ({})): Act => ({
  name: operation,
  weight,
  perform: async (actor, stage) => {
    const given = variables(actor, stage);
    if (given) await actor.ask({ operation, variables: given });
  },
});

type Listed = { tournaments: { pageInfo: { hasNextPage: boolean; endCursor: string } } };

/** Looks at a list, and by and by at its next page. */
const browse: Act = {
  name: 'tournaments',
  weight: 16,
  perform: async ({ ask }) => {
    const variables = { filter: oneOf(FILTERS), orderBy: oneOf(ORDERS) };
    const { tournaments } = await ask<Listed>({ operation: 'tournaments', variables });
    const { hasNextPage, endCursor } = tournaments.pageInfo;
    if (!hasNextPage || Math.random() > GOES_ON) return;
    await ask({ operation: 'tournaments', variables: { ...variables, after: endCursor } });
  },
};

/** Opens a tournament's page: what everybody sees, and what the caller has to do with it. */
const openPage: Act = {
  name: 'tournament',
  weight: 13,
  perform: async ({ ask }, { world }) => {
    const id = world.someTournament();
    await ask({ operation: 'tournament', variables: { id } });
    if (Math.random() < 0.5) await ask({ operation: 'my-part-in-tournament', variables: { id } });
  },
};

const ofTournament: Variables = (_actor, { world }) => ({ tournamentId: world.someTournament() });
const ofContest: Variables = (_actor, { world }) => {
  const id = oneOf(world.contests)?.id;
  return id === undefined ? undefined : { tournamentId: id };
};

/** What only those who run a tournament are shown. */
const staffReads: Act = {
  name: 'staff',
  weight: 2,
  perform: async ({ connection }, { world }) => {
    const sale = oneOf(world.sales);
    if (!sale) return;
    const { ask } = actorOf(sale.organizer, connection);
    const operation = Math.random() < 0.5 ? 'earnings' : 'tournament-history';
    await ask({ operation, variables: { tournamentId: sale.id } });
  },
};

/** What people look at. */
export const READS: Act[] = [
  browse,
  openPage,
  read(6, 'matches', ofTournament),
  read(6, 'match', (_actor, { world }) => ({ id: world.someMatch() })),
  read(2, 'brackets', ofContest),
  read(3, 'standings', ofContest),
  read(2, 'donations', ofTournament),
  read(4, 'user', (_actor, { world }) => ({ username: oneOf(world.people)?.username })),
  read(2, 'catalogue'),
  read(4, 'me'),
  read(5, 'my-tickets'),
  read(2, 'my-transactions'),
  read(6, 'notifications', () => ({ unreadOnly: Math.random() < 0.3, first: 20 })),
  read(2, 'checkout', ({ person: { checkout: id } }) => (id === undefined ? undefined : { id })),
  staffReads,
];

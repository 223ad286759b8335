import { routingKey, type ArenaEvent, type Delivery, type EventBus } from '@arena/events';
import { createMetrics, newId } from '@arena/subgraph-kit';
import { register, testBus } from '@arena/testing';
import { asc, eq } from 'drizzle-orm';
import type { App } from '../src/app.ts';
import { teamMembers, teams } from '../src/db/schema.ts';
import { consumeEvents } from '../src/events/index.ts';

/** A participant ticket of a tournament, new unless an id is given. */
export const ticketOf = (tournamentId: string, ticketId: string = newId()) => ({
  ticketId,
  type: 'PARTICIPANT' as const,
  tournamentId,
  matchId: null,
});

export type Ticket = ReturnType<typeof ticketOf>;

export const issued = (ticket: Ticket, ownerId: string): ArenaEvent => ({
  name: 'tickets.issued',
  payload: { ...ticket, ownerId, checkoutId: null },
});

export const invalidated = (ticket: Ticket, ownerId: string): ArenaEvent => ({
  name: 'tickets.invalidated',
  payload: { ...ticket, ownerId, reason: 'REFUNDED' },
});

export const transferred = (ticket: Ticket, fromUserId: string, toUserId: string): ArenaEvent => ({
  name: 'tickets.transferred',
  payload: { ...ticket, fromUserId, toUserId },
});

const messageOf = ({ name, payload }: ArenaEvent): Delivery => ({
  id: newId(),
  routingKey: routingKey(name),
  content: JSON.stringify(payload),
  headers: { requestId: 'request-0815' },
  attempt: 1,
});

/** Something told, which may be delivered as often as one likes. */
export type News = { deliver: () => Promise<void> };

/** The consumer of an app, to which the test delivers in the order it chooses. */
export async function ticketNews({ app, databaseUrl }: { app: App; databaseUrl: string }) {
  const bus = await testBus(databaseUrl);
  const handlers = new Map<string, (delivery: Delivery) => Promise<void>>();
  const byHand: EventBus = {
    ...bus,
    consume: async (queue, handle) => {
      handlers.set(queue, handle);
      return { stop: async () => {} };
    },
  };
  const consumer = await consumeEvents(app, {
    bus: byHand,
    logger: app.logger,
    metrics: createMetrics(),
    now: app.now,
  });
  const news = (event: ArenaEvent): News => {
    const message = messageOf(event);
    return { deliver: async () => handlers.get(`tournaments.${event.name}`)?.(message) };
  };
  const tell = (event: ArenaEvent): Promise<void> => news(event).deliver();
  return register('ticket news', { news, tell }, async () => {
    await consumer.stop();
    await bus[Symbol.asyncDispose]();
  });
}

/** Who plays in a tournament in which team by which ticket, in the order of the teams and of joining. */
export const playersOf = ({ db }: App, tournamentId: string) =>
  db
    .select({ team: teams.number, userId: teamMembers.userId, ticketId: teamMembers.ticketId })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(eq(teamMembers.tournamentId, tournamentId))
    .orderBy(asc(teams.number), asc(teamMembers.joinedAt), asc(teamMembers.id));

/** How many members each team of a tournament has, by number; without the empty ones. */
export async function teamSizes(app: App, tournamentId: string): Promise<number[]> {
  const sizes: number[] = [];
  for (const { team } of await playersOf(app, tournamentId)) sizes[team - 1] = (sizes[team - 1] ?? 0) + 1;
  return sizes;
}

import type { AfterCommit, ArenaEvent, ConsumedBy, EventPayload } from '@arena/events';
import type { LatestQueue } from '@arena/live';
import { newId, type Caller } from '@arena/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import type { App } from '../src/app.ts';
import { attendances, outbox, platforms, type AttendanceRow, type StreamRow } from '../src/db/schema.ts';
import { createStream } from '../src/domain/create-stream.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { watchStream } from '../src/domain/watch-stream.ts';
import type { SessionEvent } from '../src/domain/watching/session-event.ts';
import { eventHandlers } from '../src/events/index.ts';
import type { FakeTicket, FakeTickets } from './fake-tickets.ts';
import { callerOf } from './streams-app.ts';

export type Told = {
  [Name in ConsumedBy<'streams'>]: { name: Name; payload: EventPayload<Name> };
}[ConsumedBy<'streams'>];

/** Has the subgraph handle an event, as if no inbox remembered an earlier delivery; its effect alone if so wished. */
export async function tell(app: App, event: Told, { follow = true } = {}): Promise<void> {
  const handle = eventHandlers(app)[event.name] as (
    tx: unknown,
    payload: unknown,
    headers: object,
  ) => Promise<AfterCommit | void>;
  const afterCommit = await app.transact((tx) => handle(tx, event.payload, {}));
  if (follow) await afterCommit?.();
}

export const createdEvent = (
  changes: Partial<EventPayload<'tournaments.created'>> = {},
): Extract<Told, { name: 'tournaments.created' }> => ({
  name: 'tournaments.created',
  payload: {
    tournamentId: newId(),
    organizerId: newId(),
    capacity: 10,
    currency: 'COP',
    participantPriceMinor: 2_000_000,
    viewerPriceMinor: 500_000,
    startsAt: '2030-01-10T10:00:00.000Z',
    endsAt: '2030-01-12T10:00:00.000Z',
    ...changes,
  },
});

/** A match of a tournament, and who runs it. */
export type Scene = { tournamentId: string; matchId: string; organizer: Caller & { userId: string } };

export const matchEvent = (
  { tournamentId, matchId }: Pick<Scene, 'tournamentId' | 'matchId'>,
  what: 'created' | 'started' | 'finished' | 'canceled',
): Told => {
  const match = { tournamentId, matchId };
  switch (what) {
    case 'created':
      return { name: 'matches.created', payload: { ...match, startsAt: null } };
    case 'finished':
      return { name: 'matches.finished', payload: { ...match, winnerTeamId: null } };
    default:
      return { name: `matches.${what}`, payload: match };
  }
};

/** A match that is planned, of a tournament of its own unless one is given. */
export async function addMatch(
  app: App,
  { isFree = false, ...given }: Partial<Scene> & { isFree?: boolean } = {},
): Promise<Scene> {
  const { tournamentId = newId(), organizer = callerOf() } = given;
  if (!given.tournamentId) {
    const viewerPriceMinor = isFree ? 0 : 500_000;
    await tell(app, createdEvent({ tournamentId, organizerId: organizer.userId, viewerPriceMinor }));
  }
  const scene = { tournamentId, organizer, matchId: newId() };
  await tell(app, matchEvent(scene, 'created'));
  return scene;
}

/** The id of a platform. */
export async function platformId({ db }: Pick<App, 'db'>, name: string): Promise<string> {
  const [row] = await db.select().from(platforms).where(eq(platforms.name, name));
  if (!row) throw new Error(`There is no platform ${name}`);
  return row.id;
}

/** A match that can be watched on YouTube. */
export async function addStreamed(
  app: App,
  given: Partial<Scene> & { isFree?: boolean } = {},
): Promise<Scene & { stream: StreamRow }> {
  const scene = await addMatch(app, given);
  const stream = await createStream(app, scene.organizer, {
    matchId: scene.matchId,
    platformId: await platformId(app, 'YouTube'),
    url: new URL('https://youtu.be/first'),
  });
  return { ...scene, stream };
}

/** A ticket by which somebody may watch a match. */
export const viewerTicket = (tickets: FakeTickets, scene: Scene, userId: string): FakeTicket =>
  tickets.issue({ type: 'VIEWER', tournamentId: scene.tournamentId, matchId: scene.matchId, userId });

/** Somebody, new unless given, who has joined a match by a ticket. */
export async function joined(app: App, tickets: FakeTickets, scene: Scene, caller = callerOf()) {
  const ticket = viewerTicket(tickets, scene, caller.userId);
  const access = await joinStream(app, caller, { matchId: scene.matchId, ticketCode: ticket.code });
  return { caller, ticket, access };
}

/** What happens to somebody who watches, one after the other. */
export type Watched = {
  /** the next event, without the match and the time */
  next: () => Promise<{ type: string; reason: string | null; viewerCount?: number } | 'over'>;
  /** the next event that tells no count */
  nextOther: () => Promise<{ type: string; reason: string | null } | 'over'>;
  leave: () => Promise<unknown>;
};

export const watched = (events: AsyncIterableIterator<SessionEvent>): Watched => {
  const next: Watched['next'] = async () => {
    const { done, value } = (await events.next()) as IteratorResult<SessionEvent, undefined>;
    if (done) return 'over';
    const { viewerCount } = value.match;
    return { type: value.type, reason: value.reason, ...(viewerCount !== undefined && { viewerCount }) };
  };
  const nextOther: Watched['nextOther'] = async () => {
    const event = await next();
    return event !== 'over' && event.type === 'VIEWER_COUNT' ? nextOther() : event;
  };
  return { next, nextOther, leave: async () => events.return?.() };
};

/** Somebody who watches a match, having been told that they do. */
export async function watching(app: App, caller: Caller, matchId: string): Promise<Watched> {
  const one = watched(await watchStream(app, caller, matchId));
  await one.next();
  return one;
}

/** All that has been told until now. */
export async function allOf<Payload>(told: LatestQueue<Payload>): Promise<Payload[]> {
  told.end();
  const all: Payload[] = [];
  for await (const one of told) all.push(one);
  return all;
}

/** What is stored of somebody's attendance. */
export async function attendanceOf(
  { db }: Pick<App, 'db'>,
  matchId: string,
  userId: string,
): Promise<AttendanceRow | undefined> {
  const [row] = await db
    .select()
    .from(attendances)
    .where(and(eq(attendances.matchId, matchId), eq(attendances.userId, userId)));
  return row;
}

/** How many watch a match. */
export const countOf = async ({ presence }: App, match: Scene): Promise<number | undefined> =>
  (await presence.counts([match]))[0];

/** Takes the events out of the outbox, in the order they were told. */
export async function takeEvents(
  app: Pick<App, 'db'>,
): Promise<{ name: string; payload: ArenaEvent['payload'] }[]> {
  const rows = await app.db.delete(outbox).returning();
  return rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ routingKey, payload }) => ({
      name: routingKey.replace(/\.v\d+$/, ''),
      payload: payload as ArenaEvent['payload'],
    }));
}

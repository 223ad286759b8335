import type { AfterCommit } from '@arena/events';
import { activeTraceparent, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { insertFanOut } from '../db/fan-out-store.ts';
import type * as schema from '../db/schema.ts';
import type { FanOutRow } from '../db/schema.ts';
import type { News } from './news.ts';
import type { Telling } from './telling.ts';

/** Groups of people. */
export type Groups = Pick<
  FanOutRow,
  'toParticipants' | 'toViewers' | 'toStaff' | 'toSubscribers' | 'toTeams'
>;

export const NOBODY: Groups = {
  toParticipants: false,
  toViewers: false,
  toStaff: false,
  toSubscribers: false,
  toTeams: [],
};

/**
 * Has many told something, step by step, whoever of these groups was there when it happened. The tournament must be
 * locked. The same event is told once.
 * @param dueAt when that begins; at once if left out
 */
export async function startFanOut(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  telling: Telling,
  groups: Partial<Groups>,
  dueAt?: Date,
): Promise<AfterCommit> {
  const now = app.now();
  const { kind, params, eventKey } = telling;
  const { tournamentId = null, matchId = null, ticketId = null } = telling;
  const isNew = await insertFanOut(tx, {
    ...{ ...NOBODY, ...groups },
    ...{ id: news.id, kind, params, eventKey, tournamentId, matchId, ticketId },
    at: news.at,
    createdAt: now,
    traceparent: activeTraceparent() ?? null,
    dueAt: dueAt ?? now,
    begunAt: null,
    toldUntil: null,
    finishedAt: null,
  });
  return () => {
    if (isNew) app.wake.fanOuts();
  };
}

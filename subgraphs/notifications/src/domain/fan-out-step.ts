import type { AfterCommit } from '@arena/events';
import { inSpan, traceOf, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { nextOfAudience } from '../db/audience-store.ts';
import { findDueFanOut, lockUnfinished, updateFanOut } from '../db/fan-out-store.ts';
import type * as schema from '../db/schema.ts';
import type { FanOutRow } from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { isOvertaken } from './is-overtaken.ts';
import { notify } from './notify.ts';
import { tellingOf } from './telling.ts';

type Tx = Queryable<typeof schema>;

/** So many people a step tells. */
const STEP = 1_000;

/** Tells the next people, and notes how far that has come. */
async function tellSome(app: App, tx: Tx, due: FanOutRow): Promise<AfterCommit> {
  // waits for whoever is coming or going: whoever has come is told here, and whoever comes later by their own news
  if (due.tournamentId !== null) await lockTournament(tx, due.tournamentId);
  const fanOut = await lockUnfinished(tx, due.id);
  if (!fanOut) return () => {};
  const now = app.now();
  const begunAt = fanOut.begunAt ?? now;
  if (await isOvertaken(app, tx, fanOut)) {
    await updateFanOut(tx, fanOut.id, { begunAt, finishedAt: now });
    return () => {};
  }
  const userIds = await nextOfAudience(tx, fanOut, { after: fanOut.toldUntil, limit: STEP });
  const afterCommit = await notify(app, tx, tellingOf(fanOut), userIds, begunAt);
  await updateFanOut(tx, fanOut.id, {
    begunAt,
    toldUntil: userIds.at(-1) ?? fanOut.toldUntil,
    finishedAt: userIds.length < STEP ? now : null,
  });
  return afterCommit;
}

/** How long something that cannot be told makes way for the rest. */
const AGAIN_MS = 60_000;

/** Tells the next people; where that fails, whatever else is due goes before it for a while. */
async function tryToTell(app: App, due: FanOutRow): Promise<AfterCommit> {
  try {
    return await app.transact((tx) => tellSome(app, tx, due));
  } catch (error) {
    app.logger.error(
      { err: error, fanOutId: due.id, kind: due.kind },
      'many are not told, and will be later',
    );
    await updateFanOut(app.db, due.id, { dueAt: new Date(app.now().getTime() + AGAIN_MS) });
    return () => {};
  }
}

/**
 * Goes one step on with what is to be told to many. A process that dies leaves either the whole step done or none of it.
 * @returns whether there was one to go
 */
export async function fanOutStep(app: App): Promise<boolean> {
  const due = await findDueFanOut(app.db, app.now());
  if (!due) return false;
  const settings = { name: `tell many ${due.kind}`, parent: traceOf(due.traceparent) };
  const afterCommit = await inSpan(app.tracer, settings, () => tryToTell(app, due));
  app.failpoint('after-fan-out-step');
  await afterCommit();
  return true;
}

/** Tells all that is due to be told to many. */
export async function fanOutDue(app: App): Promise<void> {
  while (!app.isStopping() && (await fanOutStep(app)));
}

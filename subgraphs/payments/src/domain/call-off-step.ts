import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockAffected, type Affected } from '../db/affected-checkout-store.ts';
import { deleteCallOff, insertCallOff, lockNextCallOff, updateReached } from '../db/call-off-store.ts';
import type * as schema from '../db/schema.ts';
import type { CallOffRow } from '../db/schema.ts';
import { followChanges, type Change } from './change-checkout.ts';
import { callOff } from './pay-back.ts';

type Tx = Queryable<typeof schema>;

/** How many checkouts are locked and changed in one transaction. */
const STEP = 200;

const REASONS = { TOURNAMENT: 'TOURNAMENT_CANCELED', MATCH: 'MATCH_CANCELED' };

/** What was paid to watch the matches of a tournament goes back match by match. */
const affectedBy = ({ id, kind }: CallOffRow): Affected =>
  kind === 'TOURNAMENT'
    ? { types: ['PARTICIPANT_SALE', 'DONATION'], tournamentId: id }
    : { types: ['VIEWER_SALE'], matchId: id };

/** Calls the next checkouts off of what has been called off, which is locked; how far that is, is remembered with it. */
async function takeStep(
  app: App,
  tx: Tx,
  { reachedId, ...called }: CallOffRow,
  headers: MessageHeaders,
): Promise<Change[]> {
  const affected = affectedBy({ reachedId, ...called });
  const checkouts = await lockAffected(tx, affected, { after: reachedId, limit: STEP });
  const last = checkouts.at(-1);
  if (last && checkouts.length === STEP) await updateReached(tx, called.id, last.id);
  else await deleteCallOff(tx, called.id);
  return callOff(app, tx, checkouts, REASONS[called.kind], headers);
}

/**
 * Calls the checkouts of a tournament or match off: the first of them at once, and those that are left over, in
 * transactions of their own, by whoever continues. That it is called off must be known to all that is paid or ordered
 * from then on.
 */
export async function beginCallOff(
  app: App,
  tx: Tx,
  called: Pick<CallOffRow, 'id' | 'kind'>,
  headers: MessageHeaders,
): Promise<Change[]> {
  const row = { ...called, reachedId: null };
  await insertCallOff(tx, row);
  return takeStep(app, tx, row, headers);
}

/** Goes through what is left over of all that has been called off. A step that has been taken is not taken again. */
export async function continueCallOffs(app: App): Promise<void> {
  for (;;) {
    const changes = await app.transact(async (tx) => {
      const next = await lockNextCallOff(tx);
      return next && takeStep(app, tx, next, {});
    });
    if (!changes) return;
    followChanges(app, changes);
    app.failpoint('after-call-off-step');
  }
}

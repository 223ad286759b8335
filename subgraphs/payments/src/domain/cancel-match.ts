import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockAffected } from '../db/affected-checkout-store.ts';
import { insertCanceled } from '../db/canceled-match-store.ts';
import type * as schema from '../db/schema.ts';
import type { Change } from './change-checkout.ts';
import { callOff } from './pay-back.ts';

/** Has the money go back that was paid to watch a match that will not take place. */
export async function cancelMatch(
  app: App,
  tx: Queryable<typeof schema>,
  matchId: string,
  headers: MessageHeaders,
): Promise<Change[]> {
  await insertCanceled(tx, matchId);
  const affected = await lockAffected(tx, { types: ['VIEWER_SALE'], matchId });
  return callOff(app, tx, affected, 'MATCH_CANCELED', headers);
}

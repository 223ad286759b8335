import type { AfterCommit } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { isInAudience } from '../db/audience-store.ts';
import { findBegunSince } from '../db/fan-out-store.ts';
import type * as schema from '../db/schema.ts';
import { inTurn } from './in-turn.ts';
import { isOvertaken } from './is-overtaken.ts';
import { notify } from './notify.ts';
import { tellingOf } from './telling.ts';

/**
 * Tells somebody what others have been told already, since the news that they were one of them has come late; not what has
 * been overtaken since. The tournament must be locked.
 * @param since when they became one of them
 */
export async function catchUp(
  app: App,
  tx: Queryable<typeof schema>,
  { tournamentId, userId, since }: { tournamentId: string; userId: string; since: Date },
): Promise<AfterCommit> {
  const told: AfterCommit[] = [];
  for (const fanOut of await findBegunSince(tx, tournamentId, since)) {
    if ((await isInAudience(tx, fanOut, userId)) && !(await isOvertaken(app, tx, fanOut))) {
      told.push(await notify(app, tx, tellingOf(fanOut), [userId], fanOut.begunAt));
    }
  }
  return inTurn(told);
}

import { newId, type Queryable } from '@arena/subgraph-kit';
import { renameSlot } from '../../db/bracket-store.ts';
import { findMatches } from '../../db/match-store.ts';
import type * as schema from '../../db/schema.ts';
import type { BracketMatchRow, BracketRow } from '../../db/schema.ts';
import { newOpponents } from '../new-opponents.ts';
import { NO_CHANGE, type BracketChange } from './bracket-change.ts';
import { matchOf, sidesOf } from './plan-matches.ts';
import { storeMatches } from './store-matches.ts';
import { takeOut } from './take-out.ts';

type Db = Queryable<typeof schema>;

const NOT_NEEDED = 'The first grand final has decided the bracket';
const SECOND = { group: 'GRAND_FINAL', round: 2, number: 1, lastRound: 2 } as const;

/** Calls the second grand final off, if it was planned. One that is needed later is another match. */
async function dropSecondFinal(tx: Db, slot: BracketMatchRow): Promise<BracketChange> {
  const [planned] = await findMatches(tx, [slot.id]);
  if (!planned) return NO_CHANGE;
  await renameSlot(tx, slot.id, newId());
  return takeOut(tx, [planned], NOT_NEEDED);
}

/**
 * Plans the second grand final of a double elimination where the first was lost by the unbeaten; calls it off where a
 * corrected result has no need of it any more.
 */
export async function settleSecondFinal(
  tx: Db,
  bracket: BracketRow,
  slot: BracketMatchRow,
  creatorId: string,
  needed: boolean,
): Promise<BracketChange> {
  if (!needed) return dropSecondFinal(tx, slot);
  const match = matchOf(slot, bracket, SECOND, { creatorId, startsAt: null });
  const planned = { matches: [match], opponents: newOpponents(match, sidesOf(slot)) };
  return { matches: [match], events: await storeMatches(tx, planned) };
}

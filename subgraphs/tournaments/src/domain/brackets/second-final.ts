import type { Queryable } from '@arena/subgraph-kit';
import { findMatches, updateMatch } from '../../db/match-store.ts';
import { findOpponents, updateTeams } from '../../db/opponent-store.ts';
import type * as schema from '../../db/schema.ts';
import type { BracketMatchRow, BracketRow, MatchRow } from '../../db/schema.ts';
import { callOff } from '../call-off.ts';
import { matchCreated } from '../match-events.ts';
import { newOpponents } from '../new-opponents.ts';
import { NO_CHANGE, type BracketChange } from './bracket-change.ts';
import { matchOf, sidesOf } from './plan-matches.ts';
import { storeMatches } from './store-matches.ts';

type Db = Queryable<typeof schema>;

const NOT_NEEDED = 'The first grand final has decided the bracket';
const SECOND = { group: 'GRAND_FINAL', round: 2, number: 1, lastRound: 2 } as const;

/** Brings a second grand final back that was called off. */
async function bringBack(tx: Db, match: MatchRow, slot: BracketMatchRow): Promise<BracketChange> {
  const { roundId, number: numberInRound } = slot;
  const again = await updateMatch(tx, match.id, {
    status: 'PENDING',
    cancelReason: null,
    roundId,
    numberInRound,
  });
  const [opponents = []] = await findOpponents(tx, [match.id]);
  const sides = sidesOf(slot);
  await updateTeams(
    tx,
    opponents.map((opponent) => ({ ...opponent, teamId: sides[opponent.position - 1] ?? null })),
  );
  return { matches: [again], events: [matchCreated(again)] };
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
  const [existing] = await findMatches(tx, [slot.id]);
  if (!needed) {
    if (existing?.status !== 'PENDING') return NO_CHANGE;
    return { matches: [existing], events: await callOff(tx, [existing], NOT_NEEDED) };
  }
  if (existing) return bringBack(tx, existing, slot);
  const match = matchOf(slot, bracket, SECOND, { creatorId, startsAt: null });
  const planned = { matches: [match], opponents: newOpponents(match, sidesOf(slot)) };
  return { matches: [match], events: await storeMatches(tx, planned) };
}

import type { Queryable } from '@arena/subgraph-kit';
import { BracketsManager } from 'brackets-manager';
import type { Match } from 'brackets-model';
import { isEngineBracket, openBracket, toSlot, type EngineBracket } from '../../db/bracket-engine-store.ts';
import { findMatches, findMatchesAfter } from '../../db/match-store.ts';
import type * as schema from '../../db/schema.ts';
import type { BracketMatchRow, MatchRow } from '../../db/schema.ts';
import { STARTED_MATCH_STATUSES } from '../match-status.ts';
import type { BracketMatch } from './advance.ts';
import { isBye } from './plan-matches.ts';

type Db = Queryable<typeof schema>;

/** What of a bracket hangs on the result of a match: whether anything does, and the matches that were begun since. */
export type Followers = { any: boolean; started: MatchRow[] };

const isStarted = (match: MatchRow | null | undefined): match is MatchRow =>
  match != null && STARTED_MATCH_STATUSES.includes(match.status);

/** Follows the winner and the loser of a match from slot to slot, through byes too, as far as play has come. */
async function followersInElimination(tx: Db, bracket: EngineBracket, matchId: string): Promise<Followers> {
  const { storage } = await openBracket(tx, bracket);
  const { find } = new BracketsManager(storage);
  const nextOf = async (id: string): Promise<BracketMatchRow[]> =>
    (await find.nextMatches(id)).flatMap((match: Match | null) => (match ? [toSlot(match)] : []));
  const first = await nextOf(matchId);
  const seen = new Map<string, MatchRow | null>();
  const queue = [...first];
  for (let slot = queue.shift(); slot; slot = queue.shift()) {
    if (seen.has(slot.id)) continue;
    const [match = null] = await findMatches(tx, [slot.id]);
    seen.set(slot.id, match);
    if (isBye(slot) || isStarted(match)) queue.push(...(await nextOf(slot.id)));
  }
  return { any: first.length > 0, started: [...seen.values()].filter(isStarted) };
}

/** What hangs on the result of a match of a bracket. */
export async function followersOf(tx: Db, { bracket, round, match }: BracketMatch): Promise<Followers> {
  if (bracket.format === 'ROUND_ROBIN') return { any: false, started: [] };
  if (isEngineBracket(bracket)) return followersInElimination(tx, bracket, match.id);
  const later = await findMatchesAfter(tx, round);
  return { any: later.length > 0, started: later.filter(isStarted) };
}

import { newId, type Queryable } from '@arena/subgraph-kit';
import { Status } from 'brackets-model';
import {
  deleteRoundsAfter,
  findSlots,
  insertLayout,
  type BracketLayout,
  type PlacedRound,
} from '../../db/bracket-store.ts';
import { countUndecidedInRound, findMatchesAfter } from '../../db/match-store.ts';
import { findOpponents } from '../../db/opponent-store.ts';
import type * as schema from '../../db/schema.ts';
import type { BracketMatchRow, BracketRoundRow, BracketRow, MatchRow } from '../../db/schema.ts';
import type { BracketInput } from '../bracket-schemas.ts';
import { winnerIdOf } from '../winner-of.ts';
import { pairSwissRound, swissRoundCount, type SwissResult, type SwissRound } from '../pair-swiss-round.ts';
import { NO_CHANGE, type BracketChange } from './bracket-change.ts';
import { planMatches } from './plan-matches.ts';
import { storeMatches } from './store-matches.ts';
import { takeOut } from './take-out.ts';

type Db = Queryable<typeof schema>;

const PAIRED_ANEW = 'The round was paired again';

/** How many rounds a bracket is to have; null where its format tells. */
export const roundCountOf = ({ format, roundCount }: BracketInput, teams: number): number | null =>
  format === 'SWISS' ? (roundCount ?? swissRoundCount(teams)) : null;

/** The slots of a round as it is paired, the bye last. */
function slotsOf(
  { id: roundId, bracketId, groupId }: BracketRoundRow,
  { pairs, byeTeamId }: SwissRound,
): BracketMatchRow[] {
  const sides: (readonly [string, string | null])[] =
    byeTeamId === null ? pairs : [...pairs, [byeTeamId, null]];
  return sides.map(([home, away], index) => ({
    id: newId(),
    bracketId,
    groupId,
    roundId,
    number: index + 1,
    status: Status.Ready,
    opponent1: { id: home },
    opponent2: away === null ? null : { id: away },
  }));
}

/** Lays the first round of a Swiss bracket out; each other follows from the results of those before. */
export function layOutSwiss(bracket: BracketRow): BracketLayout {
  const { id: bracketId, seedTeamIds } = bracket;
  const group = { id: newId(), bracketId, number: 1 };
  const round = { id: newId(), bracketId, groupId: group.id, number: 1 };
  const slots = slotsOf(round, pairSwissRound(seedTeamIds, [], 1));
  return { bracket, groups: [group], rounds: [round], slots };
}

/** What came of the slots of a Swiss bracket, all of which are over. */
async function resultsOf(tx: Db, bracketId: string): Promise<SwissResult[]> {
  const slots = await findSlots(tx, bracketId);
  const opponents = await findOpponents(
    tx,
    slots.map(({ id }) => id),
  );
  return slots.map(({ opponent1, opponent2 }, index) => ({
    homeTeamId: opponent1?.id ?? '',
    awayTeamId: opponent2?.id ?? null,
    winnerTeamId: winnerIdOf(opponents[index] ?? []),
  }));
}

/** Pairs the next round of a Swiss bracket once all matches of this one are over. */
export async function advanceSwiss(
  tx: Db,
  bracket: BracketRow,
  { bracketId, groupId, number }: PlacedRound,
  match: MatchRow,
): Promise<BracketChange> {
  if (number >= (bracket.roundCount ?? 0)) return NO_CHANGE;
  if ((await countUndecidedInRound(tx, match.roundId ?? '')) > 0) return NO_CHANGE;
  const next = { id: newId(), bracketId, groupId, number: number + 1 };
  const paired = pairSwissRound(bracket.seedTeamIds, await resultsOf(tx, bracketId), next.number);
  const layout = { groups: [], rounds: [next], slots: slotsOf(next, paired) };
  await insertLayout(tx, layout);
  const planned = planMatches({ bracket, ...layout }, { creatorId: match.creatorId, firstAt: null });
  return { matches: planned.matches, events: await storeMatches(tx, planned) };
}

/** Undoes the rounds of a Swiss bracket that follow this one, none of whose matches has started. */
export async function undoLaterRounds(tx: Db, round: PlacedRound): Promise<BracketChange> {
  const later = await findMatchesAfter(tx, round);
  await deleteRoundsAfter(tx, round);
  return takeOut(tx, later, PAIRED_ANEW);
}

import type { BracketMatchRow, BracketRow, MatchRow, OpponentRow } from '../../db/schema.ts';
import type { BracketLayout } from '../../db/bracket-store.ts';
import { newOpponents } from '../new-opponents.ts';
import { groupOf, type BracketGroup } from './bracket-groups.ts';

/** Where a slot lies in its bracket. */
export type Place = { group: BracketGroup; round: number; number: number; lastRound: number };

/** New matches and who meets in them. */
export type Planned = { matches: MatchRow[]; opponents: OpponentRow[] };

const FINALS = ['Final', 'Semi-final', 'Quarter-final'];

function mainTitle({ round, number, lastRound }: Place): string {
  const final = FINALS[lastRound - round];
  if (final === undefined) return `Round ${round}, match ${number}`;
  return round === lastRound ? final : `${final} ${number}`;
}

/** What a match is called within its bracket. */
function titleOf({ format }: BracketRow, place: Place): string {
  const { group, round, number } = place;
  switch (group) {
    case 'MAIN':
      return format === 'SINGLE_ELIMINATION' ? mainTitle(place) : `Round ${round}, match ${number}`;
    case 'THIRD_PLACE':
      return 'Third place';
    case 'WINNERS':
      return `Winners, round ${round}, match ${number}`;
    case 'LOSERS':
      return `Losers, round ${round}, match ${number}`;
    case 'GRAND_FINAL':
      return round === 1 ? 'Grand final' : 'Grand final, second match';
  }
}

/** Whether a slot has no opponent for one of its sides. */
export const isBye = ({ opponent1, opponent2 }: BracketMatchRow): boolean =>
  opponent1 === null || opponent2 === null;

/** Whether a slot is played whatever happens; the second grand final is only when the first is lost by the unbeaten. */
const isSurelyPlayed = (slot: BracketMatchRow, { group, round }: Place): boolean =>
  !isBye(slot) && !(group === 'GRAND_FINAL' && round > 1);

/** The match that a slot is played as, which begins in an open tournament. */
export function matchOf(
  slot: BracketMatchRow,
  bracket: BracketRow,
  place: Place,
  { creatorId, startsAt }: { creatorId: string; startsAt: Date | null },
): MatchRow {
  return {
    id: slot.id,
    tournamentId: bracket.tournamentId,
    name: `${bracket.name}: ${titleOf(bracket, place)}`,
    status: 'PENDING',
    cancelReason: null,
    startsAt,
    outcome: null,
    roundId: slot.roundId,
    numberInRound: slot.number,
    creatorId,
    idempotencyKey: null,
    inputHash: null,
  };
}

/** The teams on both sides of a slot; null for one that is not known yet. */
export const sidesOf = ({ opponent1, opponent2 }: BracketMatchRow): (string | null)[] => [
  opponent1?.id ?? null,
  opponent2?.id ?? null,
];

/** The matches that a layout is played as; those of the first round start at `firstAt`, the others have no date. */
export function planMatches(
  { bracket, groups, rounds, slots }: BracketLayout,
  { creatorId, firstAt }: { creatorId: string; firstAt: Date | null },
): Planned {
  const numberOf = new Map(groups.map(({ id, number }) => [id, number]));
  const lastRound = Math.max(...rounds.map(({ number }) => number));
  const roundOf = new Map(rounds.map((round) => [round.id, round]));
  const planned = slots.flatMap((slot) => {
    const groupNumber = numberOf.get(slot.groupId) ?? 1;
    const round = roundOf.get(slot.roundId)?.number ?? 1;
    const place = { group: groupOf(bracket.format, groupNumber), round, number: slot.number, lastRound };
    if (!isSurelyPlayed(slot, place)) return [];
    const startsAt = groupNumber === 1 && round === 1 ? firstAt : null;
    return [{ match: matchOf(slot, bracket, place, { creatorId, startsAt }), sides: sidesOf(slot) }];
  });
  return {
    matches: planned.map(({ match }) => match),
    opponents: planned.flatMap(({ match, sides }) => newOpponents(match, sides)),
  };
}

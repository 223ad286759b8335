import type { ContestMatch, Part } from '../../db/standing-store.ts';
import { POINTS } from './points.ts';

/** What a team has brought together in a number of matches. */
export type Tally = {
  played: number;
  won: number;
  drawn: number;
  lost: number;
  points: number;
  /** by how much it outscored the best of its opponents in all, in the matches whose scores are all known */
  difference: number;
  /** what it scored in those matches */
  scored: number;
};

/** What each team has brought together; zero throughout for one that has not played. */
export type TallyOf = (teamId: string) => Tally;

const NOTHING: Tally = { played: 0, won: 0, drawn: 0, lost: 0, points: 0, difference: 0, scored: 0 };

function resultOf({ isWinner }: Part, parts: readonly Part[]): 'won' | 'drawn' | 'lost' {
  if (isWinner) return 'won';
  return parts.some((part) => part.isWinner) ? 'lost' : 'drawn';
}

/** What a part adds in scores; nothing where not all are known. */
function scoresOf(own: Part, parts: readonly Part[]): Pick<Tally, 'difference' | 'scored'> {
  const others = parts.filter((part) => part !== own).map(({ score }) => score ?? NaN);
  const difference = (own.score ?? NaN) - Math.max(...others);
  return Number.isFinite(difference) ? { difference, scored: own.score ?? 0 } : { difference: 0, scored: 0 };
}

function addPart(tally: Tally, own: Part, parts: readonly Part[]): void {
  const result = resultOf(own, parts);
  const { difference, scored } = scoresOf(own, parts);
  tally.played += 1;
  tally[result] += 1;
  tally.points += POINTS[result];
  tally.difference += difference;
  tally.scored += scored;
}

/**
 * What teams have brought together in those of the matches that are FINISHED. One that nobody won is drawn, a
 * forfeit counts as any other.
 * @param byeTeamIds a team for each time that it had no opponent, which brings points but is no match played
 */
export function tally(matches: readonly ContestMatch[], byeTeamIds: readonly string[] = []): TallyOf {
  const tallies = new Map<string, Tally>();
  const tallyFor = (teamId: string): Tally => {
    const tally = tallies.get(teamId) ?? { ...NOTHING };
    tallies.set(teamId, tally);
    return tally;
  };
  for (const { isFinished, parts } of matches) {
    if (isFinished) parts.forEach((own) => addPart(tallyFor(own.teamId), own, parts));
  }
  for (const teamId of byeTeamIds) tallyFor(teamId).points += POINTS.bye;
  return (teamId) => tallies.get(teamId) ?? NOTHING;
}

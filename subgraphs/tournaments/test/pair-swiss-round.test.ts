import { describe, expect, test } from 'vitest';
import { pairSwissRound, swissRoundCount, type SwissResult } from '../src/domain/pair-swiss-round.ts';
import { chance } from './chance.ts';

const teams = (count: number): string[] => Array.from({ length: count }, (_, index) => `team-${index + 1}`);

/** Plays a whole bracket with random results; each round with what went before it. */
function playBracket(count: number, rounds: number, seed: number) {
  const below = chance(seed);
  const results: SwissResult[] = [];
  return Array.from({ length: rounds }, (_, index) => {
    const before = [...results];
    const paired = pairSwissRound(teams(count), before, index + 1);
    for (const [homeTeamId, awayTeamId] of paired.pairs) {
      const winnerTeamId = [homeTeamId, awayTeamId, null][below(3)] ?? null;
      results.push({ homeTeamId, awayTeamId, winnerTeamId });
    }
    if (paired.byeTeamId !== null) {
      results.push({ homeTeamId: paired.byeTeamId, awayTeamId: null, winnerTeamId: paired.byeTeamId });
    }
    return { before, paired };
  });
}

/** What a pairing costs: how many have met before, a bye like a team; then how far they are apart in points. */
function costs(results: readonly SwissResult[]) {
  const points = new Map<string | null, number>();
  const add = (id: string | null, more: number) => points.set(id, (points.get(id) ?? 0) + more);
  for (const { homeTeamId, awayTeamId, winnerTeamId } of results) {
    if (winnerTeamId === null) [homeTeamId, awayTeamId].forEach((id) => add(id, 1));
    else add(winnerTeamId, 3);
  }
  return (a: string | null, b: string | null) => ({
    meetings: results.filter(
      ({ homeTeamId: home, awayTeamId: away }) => (home === a && away === b) || (home === b && away === a),
    ).length,
    spread: ((points.get(a) ?? 0) - (points.get(b) ?? 0)) ** 2,
  });
}

type Cost = ReturnType<ReturnType<typeof costs>>;

const plus = (a: Cost, b: Cost): Cost => ({ meetings: a.meetings + b.meetings, spread: a.spread + b.spread });
const cheaper = (a: Cost, b: Cost): Cost =>
  a.meetings < b.meetings || (a.meetings === b.meetings && a.spread <= b.spread) ? a : b;

/** The least that any pairing costs, found by trying all. */
function leastCost(sides: (string | null)[], costOf: ReturnType<typeof costs>): Cost {
  const [first, ...others] = sides;
  if (first === undefined) return { meetings: 0, spread: 0 };
  return others
    .map((other) =>
      plus(
        costOf(first, other),
        leastCost(
          others.filter((side) => side !== other),
          costOf,
        ),
      ),
    )
    .reduce(cheaper);
}

describe('the first round', () => {
  test('sets the upper half of the seeds against the lower', () => {
    expect(pairSwissRound(teams(8), [], 1)).toEqual({
      pairs: [
        ['team-1', 'team-5'],
        ['team-2', 'team-6'],
        ['team-3', 'team-7'],
        ['team-4', 'team-8'],
      ],
      byeTeamId: null,
    });
  });

  test('leaves the last of an odd number without an opponent', () => {
    expect(pairSwissRound(teams(5), [], 1)).toEqual({
      pairs: [
        ['team-1', 'team-3'],
        ['team-2', 'team-4'],
      ],
      byeTeamId: 'team-5',
    });
  });
});

describe('later rounds', () => {
  test('the winners of the first round meet, and so do the losers', () => {
    const results = pairSwissRound(teams(8), [], 1).pairs.map(([homeTeamId, awayTeamId]) => ({
      homeTeamId,
      awayTeamId,
      winnerTeamId: homeTeamId,
    }));
    const winners = new Set(results.map(({ winnerTeamId }) => winnerTeamId));
    const { pairs } = pairSwissRound(teams(8), results, 2);
    expect(pairs).toHaveLength(4);
    for (const [home, away] of pairs) expect(winners.has(home)).toBe(winners.has(away));
  });

  test('a bye counts as a match won', () => {
    const results: SwissResult[] = [
      { homeTeamId: 'team-1', awayTeamId: 'team-2', winnerTeamId: 'team-1' },
      { homeTeamId: 'team-3', awayTeamId: null, winnerTeamId: 'team-3' },
    ];
    expect(pairSwissRound(teams(3), results, 2)).toEqual({
      pairs: [['team-1', 'team-3']],
      byeTeamId: 'team-2',
    });
  });

  test('two teams who alone are left to meet do so again', () => {
    const met = { homeTeamId: 'team-1', awayTeamId: 'team-2', winnerTeamId: null };
    expect(pairSwissRound(teams(2), [met], 2)).toEqual({
      pairs: [['team-1', 'team-2']],
      byeTeamId: null,
    });
  });

  test('no pairing has fewer rematches and second byes, nor among those teams that are closer in points', () => {
    const below = chance(1);
    for (let seed = 0; seed < 120; seed += 1) {
      const count = 2 + below(7);
      for (const { before, paired } of playBracket(count, count, seed).slice(1)) {
        const costOf = costs(before);
        const { pairs, byeTeamId } = paired;
        const chosen = [...pairs, ...(byeTeamId === null ? [] : [[byeTeamId, null] as const])];
        const sides = count % 2 === 0 ? teams(count) : [...teams(count), null];
        const cost = chosen
          .map(([home, away]) => costOf(home, away))
          .reduce(plus, { meetings: 0, spread: 0 });
        expect(cost).toEqual(leastCost(sides, costOf));
      }
    }
  });

  test.each([
    [128, 7],
    [127, 7],
    [65, 12],
    [20, 9],
  ])('among %i teams nobody meets again nor is left out twice in %i rounds', (count, rounds) => {
    const played = playBracket(count, rounds, count);
    const meetings = played.flatMap(({ paired }) => paired.pairs.map((pair) => pair.toSorted().join(' ')));
    const byes = played.flatMap(({ paired }) => paired.byeTeamId ?? []);
    expect(meetings).toHaveLength(rounds * Math.floor(count / 2));
    expect(new Set(meetings).size).toBe(meetings.length);
    expect(byes).toHaveLength(count % 2 === 0 ? 0 : rounds);
    expect(new Set(byes).size).toBe(byes.length);
  });

  test('everybody is in each round exactly once', () => {
    for (const { paired } of playBracket(33, 8, 5)) {
      expect([...paired.pairs.flat(), paired.byeTeamId].toSorted()).toEqual(teams(33).toSorted());
    }
  });

  test('the same facts make the same pairs', () => {
    expect(playBracket(31, 6, 9)).toEqual(playBracket(31, 6, 9));
  });
});

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
  [5, 3],
  [16, 4],
  [17, 5],
  [64, 6],
  [128, 7],
])('%i teams play %i rounds', (count, rounds) => {
  expect(swissRoundCount(count)).toBe(rounds);
});

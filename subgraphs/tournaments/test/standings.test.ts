import { describe, expect, test } from 'vitest';
import type { BracketFormat } from '../src/db/schema.ts';
import type { Contest, ContestMatch } from '../src/db/standing-store.ts';
import { championOf } from '../src/domain/standings/champion.ts';
import { standingsOf } from '../src/domain/standings/standings.ts';
import { chance } from './chance.ts';
import { bracketOf, matchOf, openMatchOf, ranksOf, roundsOf, rowOf } from './recorded-matches.ts';

const withoutBrackets = (...lines: string[]): Contest => ({
  brackets: [],
  matches: lines.map((line) => matchOf(line)),
});

describe('outside of brackets', () => {
  test('teams stand by points, then matches won, then score difference, then scores made', () => {
    const contest = withoutBrackets(
      ...['Ants 1:1 Bees', 'Ants 1:1 Bees', 'Ants 1:1 Bees', 'Cats 1:0 Dogs'],
      ...['Eels 3:1 Foxes', 'Gnus 2:0 Hares'],
    );
    expect(ranksOf(contest)).toEqual([
      ...['1 Eels', '2 Gnus', '3 Cats', '4 Ants', '4 Bees', '6 Dogs', '7 Foxes', '8 Hares'],
    ]);
  });

  test('teams that have done equally well share their rank', () => {
    expect(ranksOf(withoutBrackets('Ants 1:1 Bees', 'Cats 1:1 Dogs', 'Ants 0:1 Eels'))).toEqual([
      ...['1 Eels', '2 Bees', '2 Cats', '2 Dogs', '5 Ants'],
    ]);
  });

  test('of many opponents one wins and all others lose; a draw is one for all', () => {
    const part = (teamId: string, score: number | null, isWinner = false) => ({ teamId, score, isWinner });
    const won = {
      isFinished: true,
      round: null,
      parts: [part('Ants', 9, true), part('Bees', 7), part('Cats', 5)],
    };
    const drawn = { ...won, parts: [part('Ants', 1), part('Bees', 1), part('Cats', 1)] };
    const contest = { brackets: [], matches: [won, drawn] };
    expect(ranksOf(contest)).toEqual(['1 Ants', '2 Bees', '3 Cats']);
    expect(rowOf(contest, 'Ants')).toEqual([2, 1, 1, 0, 4]);
    expect(rowOf(contest, 'Cats')).toEqual([2, 0, 1, 1, 1]);
  });

  test('scores that are known of some opponents only tell nothing', () => {
    const half = matchOf('Cats 9:0 Dogs');
    const parts = half.parts.map((part) => (part.teamId === 'Dogs' ? { ...part, score: null } : part));
    const contest = { brackets: [], matches: [matchOf('Ants 1:0 Bees'), { ...half, parts }] };
    expect(ranksOf(contest)).toEqual(['1 Ants', '2 Cats', '3 Dogs', '4 Bees']);
  });

  test('a team whose match is still to be played stands with nothing', () => {
    const contest = { brackets: [], matches: [matchOf('Ants 1:0 Bees'), openMatchOf(['Cats', 'Ants'])] };
    expect(ranksOf(contest)).toEqual(['1 Ants', '2 Cats', '3 Bees']);
    expect(rowOf(contest, 'Cats')).toEqual([0, 0, 0, 0, 0]);
  });

  test('nobody stands where nobody plays', () => {
    expect(ranksOf({ brackets: [], matches: [] })).toEqual([]);
  });
});

describe('over several brackets', () => {
  const groups = bracketOf('ROUND_ROBIN', ['Ants', 'Bees', 'Cats', 'Dogs'], { id: 'groups' });
  const playOff = bracketOf('SINGLE_ELIMINATION', ['Bees', 'Ants'], { id: 'play-off' });
  const contest: Contest = {
    brackets: [groups, playOff],
    matches: [
      ...roundsOf(groups, [
        ['Ants 1:0 Bees', 'Ants 1:0 Cats', 'Ants 1:0 Dogs'],
        ['Bees 1:0 Cats', 'Bees 1:0 Dogs', 'Cats 0:1 Dogs'],
      ]),
      ...roundsOf(playOff, [['Bees 1:0 Ants']]),
      matchOf('Eels 8:0 Foxes'),
      matchOf('Cats 8:0 Foxes'),
    ],
  };

  test('the last one decides first, then the one before, then matches outside of brackets', () => {
    expect(ranksOf(contest)).toEqual(['1 Bees', '2 Ants', '3 Dogs', '4 Cats', '5 Eels', '6 Foxes']);
  });

  test('a row tells of all matches of a team, those outside of brackets too', () => {
    expect(rowOf(contest, 'Ants')).toEqual([4, 3, 0, 1, 9]);
    expect(rowOf(contest, 'Cats')).toEqual([4, 1, 0, 3, 3]);
  });

  test('only the matches of a bracket tell how teams stand in it', () => {
    const { brackets, matches } = contest;
    const friendlies = Array.from({ length: 5 }, () => matchOf('Cats 9:0 Dogs'));
    expect(ranksOf({ brackets, matches: [...matches, ...friendlies] })).toEqual(ranksOf(contest));
  });

  test('groups beside each other rank together by place, and have no winner until a play-off', () => {
    const groupA = bracketOf('ROUND_ROBIN', ['Ants', 'Bees'], { id: 'a' });
    const groupB = bracketOf('ROUND_ROBIN', ['Cats', 'Dogs'], { id: 'b' });
    const beside: Contest = {
      brackets: [groupA, groupB],
      matches: [...roundsOf(groupA, [['Ants 1:0 Bees']]), ...roundsOf(groupB, [['Cats 0:1 Dogs']])],
    };
    expect(ranksOf(beside)).toEqual(['1 Ants', '1 Dogs', '3 Bees', '3 Cats']);
    expect(championOf(beside, 'FINISHED')).toBeNull();
    const final = bracketOf('SINGLE_ELIMINATION', ['Ants', 'Dogs'], { id: 'final' });
    const decided = {
      brackets: [...beside.brackets, final],
      matches: [...beside.matches, ...roundsOf(final, [['Ants 0:1 Dogs']])],
    };
    expect(ranksOf(decided)).toEqual(['1 Dogs', '2 Ants', '3 Bees', '3 Cats']);
    expect(championOf(decided, 'ONGOING')).toBe('Dogs');
  });

  test('a consolation beside the play-off stands behind it, and does not decide', () => {
    const cup = bracketOf('SINGLE_ELIMINATION', ['Ants', 'Bees'], { id: 'cup' });
    const plate = bracketOf('SINGLE_ELIMINATION', ['Cats', 'Dogs'], { id: 'plate' });
    const played = {
      brackets: [groups, cup, plate],
      matches: [
        ...contest.matches.slice(0, 6),
        ...roundsOf(cup, [['Ants 1:0 Bees']]),
        ...roundsOf(plate, [['Cats 0:1 Dogs']]),
      ],
    };
    expect(ranksOf(played)).toEqual(['1 Ants', '2 Bees', '3 Dogs', '4 Cats']);
    expect(championOf(played, 'ONGOING')).toBe('Ants');
  });

  test('a bracket that was not played to its end is won by whoever is first when all is over', () => {
    const unfinished = { brackets: [groups], matches: contest.matches.slice(0, 3) };
    expect(championOf(unfinished, 'ONGOING')).toBeNull();
    expect(championOf(unfinished, 'FINISHED')).toBe('Ants');
    expect(championOf({ ...unfinished, matches: [] }, 'FINISHED')).toBeNull();
  });

  test('each row has an id of its own, which stays the same', () => {
    const ids = standingsOf('tournament', contest).map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(standingsOf('other', contest).map(({ id }) => id)).not.toContain(ids[0]);
    expect(standingsOf('tournament', { ...contest, matches: [] })[0]?.id).toBe(ids[0]);
  });
});

const FORMATS: BracketFormat[] = ['SINGLE_ELIMINATION', 'DOUBLE_ELIMINATION', 'ROUND_ROBIN', 'SWISS'];
const GROUPS = { SINGLE_ELIMINATION: 2, DOUBLE_ELIMINATION: 3, ROUND_ROBIN: 1, SWISS: 1 };

/** A tournament of random brackets and matches, which need not follow from each other. */
function randomContest(below: (limit: number) => number): Contest {
  const teams = Array.from({ length: 2 + below(12) }, (_, index) => `team-${index + 1}`);
  const some = () => teams.filter(() => below(3) > 0);
  const brackets = Array.from({ length: below(4) }, (_, index) => {
    const format = FORMATS[below(4)] ?? 'SWISS';
    const seeds = some();
    const byeTeamIds = format === 'SWISS' ? seeds.slice(0, below(3)) : [];
    return bracketOf(format, seeds, { id: String(index), roundCount: 5, byeTeamIds });
  });
  const randomMatch = (): ContestMatch => {
    const bracket = brackets[below(brackets.length + 2)];
    const among = bracket ? bracket.seedTeamIds : teams;
    const players = bracket ? among.slice(below(among.length)).slice(0, 2) : some();
    const winner = below(4) === 0 ? undefined : players[below(Math.max(1, players.length))];
    const isFinished = below(4) > 0;
    const round = bracket && {
      bracketId: bracket.id,
      groupNumber: 1 + below(GROUPS[bracket.format]),
      number: 1 + below(4),
    };
    const score = () => (below(4) === 0 ? null : below(5));
    const parts = players.map((teamId) => ({
      teamId,
      score: score(),
      isWinner: isFinished && teamId === winner,
    }));
    return { isFinished, round: round ?? null, parts };
  };
  return { brackets, matches: Array.from({ length: below(40) }, randomMatch) };
}

describe('any tournament', () => {
  const contests = Array.from({ length: 400 }, (_, seed) => randomContest(chance(seed)));

  test('places each team that plays in it exactly once, and nobody else', () => {
    for (const contest of contests) {
      const playing = new Set([
        ...contest.brackets.flatMap(({ seedTeamIds }) => seedTeamIds),
        ...contest.matches.flatMap(({ parts }) => parts.map(({ teamId }) => teamId)),
      ]);
      const placed = standingsOf('t', contest).map(({ teamId }) => teamId);
      expect(placed.toSorted()).toEqual([...playing].toSorted());
    }
  });

  test('ranks from 1 on, each as many places down as teams stand before it', () => {
    for (const contest of contests) {
      const ranks = standingsOf('t', contest).map(({ rank }) => rank);
      expect(ranks).toEqual(ranks.map((rank) => 1 + ranks.filter((other) => other < rank).length));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });

  test('counts what its matches add up to', () => {
    for (const { brackets, matches } of contests) {
      const rows = standingsOf('t', { brackets, matches });
      const sum = (key: 'played' | 'won' | 'drawn' | 'lost' | 'points') =>
        rows.reduce((total, row) => total + row[key], 0);
      const finished = matches.filter(({ isFinished }) => isFinished);
      const won = finished.filter(({ parts }) => parts.some(({ isWinner }) => isWinner));
      const sides = (some: ContestMatch[]) => some.flatMap(({ parts }) => parts).length;
      for (const row of rows) expect(row.played).toBe(row.won + row.drawn + row.lost);
      expect(sum('played')).toBe(sides(finished));
      expect(sum('won')).toBe(won.length);
      expect(sum('lost')).toBe(sides(won) - won.length);
      const byes = brackets.flatMap(({ byeTeamIds }) => byeTeamIds).length;
      expect(sum('points')).toBe(3 * (sum('won') + byes) + sum('drawn'));
    }
  });
});

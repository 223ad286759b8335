import { describe, expect, test } from 'vitest';
import type { Contest } from '../src/db/standing-store.ts';
import { championOf } from '../src/domain/standings/champion.ts';
import { bracketOf, matchOf, openMatchOf, roundsOf } from './recorded-matches.ts';
import { groupF, knockout } from './world-cup-2018.ts';

describe('of a tournament with brackets', () => {
  test('who is left alone in an elimination has won, even before the third place is played for', () => {
    expect(championOf(knockout(3), 'ONGOING')).toBeNull();
    expect(championOf(knockout(4, []), 'ONGOING')).toBe('France');
    expect(championOf(knockout(), 'FINISHED')).toBe('France');
  });

  test('the first of a round robin has won once everybody has met everybody', () => {
    const { brackets, matches } = groupF;
    expect(championOf({ brackets, matches: matches.slice(1) }, 'ONGOING')).toBeNull();
    expect(championOf(groupF, 'ONGOING')).toBe('Sweden');
  });

  test('the first of a Swiss bracket has won once all its rounds are played', () => {
    const bracket = bracketOf('SWISS', ['Ants', 'Bees', 'Cats'], {
      roundCount: 2,
      byeTeamIds: ['Cats', 'Bees'],
    });
    const after = (...rounds: string[][]) => ({ brackets: [bracket], matches: roundsOf(bracket, rounds) });
    expect(championOf(after(['Ants 1:0 Bees']), 'ONGOING')).toBeNull();
    expect(championOf(after(['Ants 1:0 Bees'], ['Ants 0:1 Cats']), 'ONGOING')).toBe('Cats');
  });

  test('the unbeaten team of a double elimination has not won before the final that it may lose', () => {
    const bracket = bracketOf('DOUBLE_ELIMINATION', ['Ants', 'Bees', 'Cats']);
    const sides = [
      ...roundsOf(bracket, [['Bees 1:0 Cats'], ['Ants 1:0 Bees']]),
      ...roundsOf(bracket, [[], ['Bees 1:0 Cats']], 2),
    ];
    const after = (...finals: string[]): Contest => ({
      brackets: [bracket],
      matches: [
        ...sides,
        ...roundsOf(
          bracket,
          finals.map((line) => [line]),
          3,
        ),
      ],
    });
    expect(championOf(after(), 'ONGOING')).toBeNull();
    expect(championOf(after('Ants 1:0 Bees'), 'ONGOING')).toBe('Ants');
    expect(championOf(after('Ants 0:1 Bees'), 'ONGOING')).toBeNull();
    expect(championOf(after('Ants 0:1 Bees', 'Ants 0:1 Bees'), 'ONGOING')).toBe('Bees');
  });

  test('the last bracket alone decides', () => {
    const playOff = bracketOf('SINGLE_ELIMINATION', ['Mexico', 'Sweden']);
    const round = { bracketId: playOff.id, groupNumber: 1, number: 1 };
    const brackets = [...groupF.brackets, playOff];
    const open = [...groupF.matches, openMatchOf(['Mexico', 'Sweden'], round)];
    expect(championOf({ brackets, matches: open }, 'ONGOING')).toBeNull();
    const over = [...groupF.matches, matchOf('Mexico 1:0 Sweden', round)];
    expect(championOf({ brackets, matches: over }, 'ONGOING')).toBe('Mexico');
  });

  test('a bracket that was left unfinished has no winner', () => {
    expect(championOf(knockout(2, []), 'FINISHED')).toBeNull();
  });
});

describe('of a tournament without brackets', () => {
  const contest: Contest = { brackets: [], matches: [matchOf('Ants 1:0 Bees'), matchOf('Ants 1:0 Cats')] };

  test('the first in the standings has won once it is FINISHED', () => {
    expect(championOf(contest, 'ONGOING')).toBeNull();
    expect(championOf(contest, 'FINISHED')).toBe('Ants');
  });

  test('nobody has won where several share the first rank, nor where nothing was played', () => {
    expect(championOf({ brackets: [], matches: [matchOf('Ants 1:1 Bees')] }, 'FINISHED')).toBeNull();
    expect(championOf({ brackets: [], matches: [] }, 'FINISHED')).toBeNull();
  });
});

test('a tournament that was called off has no winner', () => {
  expect(championOf(knockout(), 'CANCELED')).toBeNull();
  const contest = { brackets: [], matches: [matchOf('Ants 1:0 Bees')] };
  expect(championOf(contest, 'CANCELED')).toBeNull();
});

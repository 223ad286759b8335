import { describe, expect, test } from 'vitest';
import type { ContestBracket } from '../src/db/standing-store.ts';
import { bracketOf, openMatchOf, ranksOf, roundsOf, rowOf } from './recorded-matches.ts';
import { groupF } from './world-cup-2018.ts';

const roundRobin = (teams: string[], rounds: string[][]) => {
  const bracket = bracketOf('ROUND_ROBIN', teams);
  return { brackets: [bracket], matches: roundsOf(bracket, rounds) };
};

const swiss = (teams: string[], rounds: string[][], changes: Partial<ContestBracket>) => {
  const bracket = bracketOf('SWISS', teams, { roundCount: rounds.length, ...changes });
  return { brackets: [bracket], matches: roundsOf(bracket, rounds) };
};

describe('a round robin', () => {
  test('group F of the World Cup 2018 ends as published', () => {
    expect(ranksOf(groupF)).toEqual(['1 Sweden', '2 Mexico', '3 South Korea', '4 Germany']);
    expect(rowOf(groupF, 'Sweden')).toEqual([3, 2, 0, 1, 6]);
    expect(rowOf(groupF, 'Germany')).toEqual([3, 1, 0, 2, 3]);
  });

  test('group A of the Euro 2012 ends as published: who won their match goes before who scored more', () => {
    const groupA = roundRobin(
      ['Russia', 'Greece', 'Poland', 'Czech Republic'],
      [
        ['Poland 1:1 Greece', 'Russia 4:1 Czech Republic'],
        ['Greece 1:2 Czech Republic', 'Poland 1:1 Russia'],
        ['Czech Republic 1:0 Poland', 'Greece 1:0 Russia'],
      ],
    );
    expect(ranksOf(groupA)).toEqual(['1 Czech Republic', '2 Greece', '3 Russia', '4 Poland']);
  });

  test('group C of the Euro 2004 ends as published: three drew with each other, and scores among them decide', () => {
    const groupC = roundRobin(
      ['Italy', 'Denmark', 'Sweden', 'Bulgaria'],
      [
        ['Denmark 0:0 Italy', 'Sweden 5:0 Bulgaria'],
        ['Bulgaria 0:2 Denmark', 'Italy 1:1 Sweden'],
        ['Italy 2:1 Bulgaria', 'Denmark 2:2 Sweden'],
      ],
    );
    expect(ranksOf(groupC)).toEqual(['1 Sweden', '2 Denmark', '3 Italy', '4 Bulgaria']);
    expect(rowOf(groupC, 'Sweden')).toEqual([3, 1, 2, 0, 5]);
  });

  test('two who are left equal of three are told apart by their own match', () => {
    // among the three: Ants and Cats 2:2 each, Bees 1:1; beyond them Ants have scored most
    const contest = roundRobin(
      ['Ants', 'Bees', 'Cats', 'Dogs'],
      [
        ['Ants 1:0 Bees', 'Cats 1:0 Dogs'],
        ['Bees 1:0 Cats', 'Ants 9:0 Dogs'],
        ['Cats 2:1 Ants', 'Bees 5:0 Dogs'],
      ],
    );
    expect(ranksOf(contest)).toEqual(['1 Cats', '2 Ants', '3 Bees', '4 Dogs']);
  });

  test('three who beat each other alike are told apart by all their matches, then by seed', () => {
    const circle = ['Ants 1:0 Bees', 'Bees 1:0 Cats', 'Cats 1:0 Ants'];
    const teams = ['Ants', 'Bees', 'Cats', 'Dogs'];
    const apart = [...circle, 'Ants 2:0 Dogs', 'Bees 2:1 Dogs', 'Cats 3:1 Dogs'];
    expect(ranksOf(roundRobin(teams, [apart]))).toEqual(['1 Cats', '2 Ants', '3 Bees', '4 Dogs']);
    const alike = [...circle, 'Ants 2:0 Dogs', 'Bees 2:0 Dogs', 'Cats 2:0 Dogs'];
    expect(ranksOf(roundRobin(teams, [alike]))).toEqual(['1 Ants', '2 Bees', '3 Cats', '4 Dogs']);
  });

  test('its teams stand as seeded until a match is over', () => {
    const bracket = bracketOf('ROUND_ROBIN', ['Bees', 'Ants']);
    const round = { bracketId: bracket.id, groupNumber: 1, number: 1 };
    const contest = { brackets: [bracket], matches: [openMatchOf(['Ants', 'Bees'], round)] };
    expect(ranksOf(contest)).toEqual(['1 Bees', '2 Ants']);
    expect(rowOf(contest, 'Ants')).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a Swiss bracket', () => {
  const threeRounds = swiss(
    ['Ants', 'Bees', 'Cats', 'Dogs', 'Eels'],
    [
      ['Ants 2:0 Cats', 'Bees 1:0 Dogs'],
      ['Ants 1:0 Eels', 'Bees 2:0 Cats'],
      ['Ants 1:1 Bees', 'Eels 3:0 Dogs'],
    ],
    { byeTeamIds: ['Eels', 'Dogs', 'Cats'] },
  );

  test('teams equal in points stand by the points of whom they have met', () => {
    // Buchholz: Ants 16 before Bees 13, Cats 17 before Dogs 16
    expect(ranksOf(threeRounds)).toEqual(['1 Ants', '2 Bees', '3 Eels', '4 Cats', '5 Dogs']);
  });

  test('a round without an opponent brings three points and is no match', () => {
    expect(rowOf(threeRounds, 'Eels')).toEqual([2, 1, 0, 1, 6]);
    expect(rowOf(threeRounds, 'Cats')).toEqual([2, 0, 0, 2, 3]);
  });

  test('a bye is worth no stronger an opponent than one that drew all its matches', () => {
    // Buchholz: Wasps 9, Xerus 2 + 6, which would be 9 with its own points in full and put it before the Wasps
    const contest = swiss(
      ['Quails', 'Xerus', 'Yaks', 'Wasps', 'Zebras'],
      [
        ['Yaks 1:0 Zebras', 'Quails 3:0 Wasps'],
        ['Quails 1:0 Xerus', 'Wasps 1:0 Yaks'],
      ],
      { byeTeamIds: ['Xerus', 'Zebras'] },
    );
    expect(ranksOf(contest)).toEqual(['1 Quails', '2 Wasps', '3 Xerus', '4 Yaks', '5 Zebras']);
  });

  test('teams equal in that too stand by score difference, then by seed', () => {
    const oneRound = (line: string) => swiss(['Ants', 'Bees', 'Cats', 'Dogs'], [['Ants 1:0 Cats', line]], {});
    expect(ranksOf(oneRound('Bees 2:0 Dogs'))).toEqual(['1 Bees', '2 Ants', '3 Cats', '4 Dogs']);
    expect(ranksOf(oneRound('Bees 1:0 Dogs'))).toEqual(['1 Ants', '2 Bees', '3 Cats', '4 Dogs']);
  });
});

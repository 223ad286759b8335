import { BracketsManager } from 'brackets-manager';
import { Status, type Match } from 'brackets-model';
import { describe, expect, test } from 'vitest';
import { bracketTables } from '../src/db/bracket-engine-store.ts';
import type { ContestBracket, ContestMatch } from '../src/db/standing-store.ts';
import { rankElimination } from '../src/domain/standings/rank-elimination.ts';
import { chance } from './chance.ts';
import { bracketOf, openMatchOf, ranksOf, roundsOf, rowOf } from './recorded-matches.ts';
import { knockout } from './world-cup-2018.ts';

describe('a single elimination', () => {
  test('the knockout stage of the World Cup 2018 ends as published', () => {
    expect(ranksOf(knockout())).toEqual([
      ...['1 France', '2 Croatia', '3 Belgium', '4 England'],
      ...['5 Uruguay', '5 Brazil', '5 Russia', '5 Sweden'],
      ...['9 Portugal', '9 Argentina', '9 Mexico', '9 Japan'],
      ...['9 Spain', '9 Denmark', '9 Switzerland', '9 Colombia'],
    ]);
    expect(rowOf(knockout(), 'Belgium')).toEqual([4, 3, 0, 1, 9]);
    expect(rowOf(knockout(), 'Croatia')).toEqual([4, 3, 0, 1, 9]);
  });

  test('the losers of the semi-finals share the third place until they have met', () => {
    expect(ranksOf(knockout(4, [])).slice(0, 5)).toEqual([
      ...['1 France', '2 Croatia', '3 Belgium', '3 England', '5 Uruguay'],
    ]);
    expect(ranksOf(knockout(3)).slice(0, 4)).toEqual(['1 France', '1 Croatia', '3 Belgium', '4 England']);
  });

  test('those who are still in share the first place', () => {
    expect(ranksOf(knockout(1, []))).toEqual([
      ...['1 Uruguay', '1 France', '1 Brazil', '1 Belgium', '1 Russia', '1 Croatia', '1 Sweden', '1 England'],
      ...['9 Portugal', '9 Argentina', '9 Mexico', '9 Japan'],
      ...['9 Spain', '9 Denmark', '9 Switzerland', '9 Colombia'],
    ]);
  });

  test('a team that enters in the second round is in until it loses there', () => {
    const bracket = bracketOf('SINGLE_ELIMINATION', ['Ants', 'Bees', 'Cats']);
    const final = openMatchOf(['Ants', 'Cats'], { bracketId: bracket.id, groupNumber: 1, number: 2 });
    const semi = roundsOf(bracket, [['Bees 0:1 Cats']]);
    const ranks = (matches: ContestMatch[]) => ranksOf({ brackets: [bracket], matches });
    expect(ranks([...semi, final])).toEqual(['1 Ants', '1 Cats', '3 Bees']);
    expect(ranks(roundsOf(bracket, [['Bees 0:1 Cats'], ['Ants 0:1 Cats']]))).toEqual([
      ...['1 Cats', '2 Ants', '3 Bees'],
    ]);
  });
});

describe('a double elimination', () => {
  const bracket = bracketOf('DOUBLE_ELIMINATION', ['Ants', 'Bees', 'Cats', 'Dogs']);
  const sides = [
    ...roundsOf(bracket, [['Ants 1:0 Dogs', 'Bees 1:0 Cats'], ['Ants 1:0 Bees']]),
    ...roundsOf(bracket, [['Dogs 0:1 Cats'], ['Bees 0:1 Cats']], 2),
  ];
  const ranks = (...finals: string[]) =>
    ranksOf({
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

  test('a first defeat puts nobody out', () => {
    const matches = roundsOf(bracket, [['Ants 1:0 Dogs', 'Bees 1:0 Cats']]);
    expect(ranksOf({ brackets: [bracket], matches })).toEqual(['1 Ants', '1 Bees', '1 Cats', '1 Dogs']);
  });

  test('who comes through the losers’ side is second after one lost final', () => {
    expect(ranks()).toEqual(['1 Ants', '1 Cats', '3 Bees', '4 Dogs']);
    expect(ranks('Ants 1:0 Cats')).toEqual(['1 Ants', '2 Cats', '3 Bees', '4 Dogs']);
  });

  test('and must win twice to be first', () => {
    expect(ranks('Ants 0:1 Cats')).toEqual(['1 Ants', '1 Cats', '3 Bees', '4 Dogs']);
    expect(ranks('Ants 0:1 Cats', 'Ants 0:1 Cats')).toEqual(['1 Cats', '2 Ants', '3 Bees', '4 Dogs']);
    expect(ranks('Ants 0:1 Cats', 'Ants 1:0 Cats')).toEqual(['1 Ants', '2 Cats', '3 Bees', '4 Dogs']);
  });

  test('of two teams the loser of their one match is out', () => {
    const two = bracketOf('DOUBLE_ELIMINATION', ['Ants', 'Bees']);
    const contest = { brackets: [two], matches: roundsOf(two, [['Ants 0:1 Bees']]) };
    expect(ranksOf(contest)).toEqual(['1 Bees', '2 Ants']);
  });
});

/** The library's matches as what is told of them here; those that have lost a side to a bye are none. */
const toContestMatches = (bracketId: string, matches: Match[], groupNumbers: Map<unknown, number>) =>
  matches.flatMap(({ opponent1, opponent2, group_id, round_id }): ContestMatch[] => {
    if (!opponent1?.result || !opponent2?.result) return [];
    const round = {
      bracketId,
      groupNumber: groupNumbers.get(group_id) ?? 0,
      number: groupNumbers.get(round_id) ?? 0,
    };
    const parts = [opponent1, opponent2].map(({ id, result }) => ({
      teamId: String(id),
      score: null,
      isWinner: result === 'win',
    }));
    return [{ isFinished: true, round, parts }];
  });

/** Has the library for brackets play a bracket with random results; what came of it, and how it ranks the teams. */
async function playByLibrary(
  { id, seedTeamIds, format }: ContestBracket,
  thirdPlace: boolean,
  below: (limit: number) => number,
) {
  const tables = {
    participant: seedTeamIds.map((team) => ({ id: team, tournament_id: 't', name: team })),
    ...{ stage: [], group: [], round: [], match: [], match_game: [] },
  };
  const manager = new BracketsManager(bracketTables(tables));
  const size = 2 ** Math.ceil(Math.log2(seedTeamIds.length));
  const stage = await manager.create.stage({
    tournamentId: 't',
    name: id,
    type: format === 'SINGLE_ELIMINATION' ? 'single_elimination' : 'double_elimination',
    seedingIds: [...seedTeamIds, ...Array<null>(size - seedTeamIds.length).fill(null)],
    settings: { grandFinal: 'double', consolationFinal: thirdPlace },
  });
  for (;;) {
    const { match: slots } = await manager.get.stageData(stage.id);
    const ready = slots.filter(({ status }) => status === Status.Ready);
    const match = ready[below(Math.max(1, ready.length))];
    if (!match) break;
    const [first, second] = below(2) === 0 ? (['win', 'loss'] as const) : (['loss', 'win'] as const);
    await manager.update.match({ id: match.id, opponent1: { result: first }, opponent2: { result: second } });
  }
  const { group, round, match } = await manager.get.stageData(stage.id);
  const numbers = new Map([...group, ...round].map((row) => [row.id as unknown, row.number]));
  return {
    matches: toContestMatches(id, match, numbers),
    standings: await manager.get.finalStandings(stage.id),
  };
}

describe.each(['SINGLE_ELIMINATION', 'DOUBLE_ELIMINATION'] as const)('any %s', (format) => {
  test('ends as the library for brackets ranks it', async () => {
    const below = chance(7);
    for (let size = format === 'DOUBLE_ELIMINATION' ? 3 : 2; size <= 20; size += 1) {
      const teams = Array.from({ length: size }, (_, index) => `team-${index + 1}`);
      const bracket = bracketOf(format, teams);
      const thirdPlace = format === 'SINGLE_ELIMINATION' && size > 3 && below(2) === 0;
      const { matches, standings } = await playByLibrary(bracket, thirdPlace, below);
      const tiers = rankElimination(bracket, matches).map((tier) => tier.toSorted());
      const expected = standings.reduce<string[][]>((groups, { rank, id }) => {
        (groups[rank - 1] ??= []).push(String(id));
        return groups;
      }, []);
      expect(tiers).toEqual(expected.map((group) => group.toSorted()));
    }
  });
});

import { newId } from '@arena/subgraph-kit';
import { describe, expect, test } from 'vitest';
import { isEngineBracket } from '../src/db/bracket-engine-store.ts';
import type { BracketFormat, BracketRow } from '../src/db/schema.ts';
import { layOut } from '../src/domain/brackets/lay-out.ts';
import { planMatches } from '../src/domain/brackets/plan-matches.ts';

const bracketOf = (format: BracketFormat, teams: number): BracketRow => ({
  id: newId(),
  tournamentId: newId(),
  number: 1,
  name: 'Main',
  nameKey: 'main',
  format,
  seedTeamIds: Array.from({ length: teams }, newId),
  drawSeed: null,
  roundCount: null,
  settings: {},
  createdAt: new Date(),
  creatorId: newId(),
  idempotencyKey: null,
  inputHash: null,
});

/** The matches that a bracket of so many teams is played as, and who meets in them. */
async function plan(format: BracketFormat, teams: number, thirdPlace = false) {
  const bracket = bracketOf(format, teams);
  if (!isEngineBracket(bracket)) throw new Error(`${format} is not laid out by the library`);
  const layout = await layOut(bracket, thirdPlace);
  return { bracket, ...planMatches(layout, { creatorId: newId(), firstAt: null }) };
}

const sizes = Array.from({ length: 127 }, (_, index) => index + 2);

describe('from 2 to 128 teams', () => {
  test.each([
    ['SINGLE_ELIMINATION', (teams: number) => teams - 1],
    // without the second grand final, which is planned when it is needed
    ['DOUBLE_ELIMINATION', (teams: number) => (teams === 2 ? 1 : 2 * teams - 2)],
  ] as const)('a %s has as many matches as theory says', async (format, inTheory) => {
    for (const teams of sizes) {
      const { matches } = await plan(format, teams);
      expect([teams, matches.length]).toEqual([teams, inTheory(teams)]);
    }
  });

  test.each([2, 3, 4, 7, 16, 33, 128])(
    'in a round robin of %i everybody meets everybody once',
    async (teams) => {
      const { matches, opponents } = await plan('ROUND_ROBIN', teams);
      const pairs = matches.map(({ id }) => {
        const met = opponents.filter(({ matchId }) => matchId === id).map(({ teamId }) => teamId ?? '');
        return met.sort().join();
      });
      expect(new Set(pairs).size).toBe((teams * (teams - 1)) / 2);
      expect(pairs).toHaveLength((teams * (teams - 1)) / 2);
    },
    60_000,
  );

  test('every team of an elimination is in it once at first', async () => {
    for (const teams of sizes) {
      const { bracket, opponents } = await plan('DOUBLE_ELIMINATION', teams);
      const placed = opponents.flatMap(({ teamId }) => (teamId === null ? [] : [teamId]));
      expect(placed.sort()).toEqual([...bracket.seedTeamIds].sort());
    }
  });
});

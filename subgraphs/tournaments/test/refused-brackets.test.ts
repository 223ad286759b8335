import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { addMember } from './fixtures.ts';
import { bracketsOf, generate } from './generated-brackets.ts';
import { daysIn } from './planned-matches.ts';
import { contestOf, type BracketInput, type Contest } from './played-brackets.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let contest: Contest;

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  contest = await contestOf(opened.app, 6);
  await takeToldEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

describe('a bracket that cannot be', () => {
  const ids = () => contest.teams.map(({ id }) => id);
  test.each<[string, () => Partial<BracketInput>, string[]]>([
    ['one team', () => ({ seedTeamIds: ids().slice(1, 2) }), ['input.seedTeamIds']],
    ['129 teams', () => ({ seedTeamIds: Array.from({ length: 129 }, newId) }), ['input.seedTeamIds']],
    ['a team twice', () => ({ seedTeamIds: [...ids(), ids()[0] as string] }), ['input.seedTeamIds.6']],
    ['a team of another tournament', () => ({ seedTeamIds: [...ids(), newId()] }), ['input.seedTeamIds.6']],
    ['a name of nothing', () => ({ name: ' ' }), ['input.name']],
    ['rounds of an elimination', () => ({ roundCount: 3 }), ['input.roundCount']],
    ['no round', () => ({ format: 'SWISS', roundCount: 0 }), ['input.roundCount']],
    ['more rounds than opponents', () => ({ format: 'SWISS', roundCount: 6 }), ['input.roundCount']],
    [
      'a third place of a round robin',
      () => ({ format: 'ROUND_ROBIN', thirdPlace: true }),
      ['input.thirdPlace'],
    ],
    [
      'a third place of three',
      () => ({ thirdPlace: true, seedTeamIds: ids().slice(0, 3) }),
      ['input.thirdPlace'],
    ],
    [
      'a start before the tournament',
      () => ({ firstMatchAt: daysIn(contest.tournament, -1) }),
      ['input.firstMatchAt'],
    ],
    ['a start at its end', () => ({ firstMatchAt: contest.tournament.endsAt }), ['input.firstMatchAt']],
  ])('%s', async (_, changes, fields) => {
    expect(await faultsOf(generate(opened.app, contest, changes()))).toEqual(fields);
    expect(await bracketsOf(opened.app, contest)).toEqual([]);
    expect(await takeToldEvents(opened.app)).toEqual([]);
  });

  test('an empty team', async () => {
    contest = await contestOf(opened.app, 3, 2);
    expect(await faultsOf(generate(opened.app, contest, { seedTeamIds: ids() }))).toEqual([
      'input.seedTeamIds.2',
    ]);
  });

  test('more than 128 teams to be drawn', async () => {
    contest = await contestOf(opened.app, 129);
    expect(await refusalOf(generate(opened.app, contest))).toBe('CONFLICT TOO_MANY_TEAMS');
  });

  test('one of a tournament that is over', async () => {
    const { id: tournamentId } = contest.tournament;
    await cancelTournament(opened.app, contest.organizer, { tournamentId, reason: 'Rain' });
    expect(await refusalOf(generate(opened.app, contest))).toBe('CONFLICT INVALID_STATE');
  });

  test('one by a stranger, by a player, by nobody', async () => {
    const player = callerOf();
    const [team] = contest.teams;
    if (team) await addMember(opened.app, team, player.userId ?? '');
    expect(await refusalOf(generate(opened.app, contest, {}, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(generate(opened.app, contest, {}, player))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(generate(opened.app, contest, {}, { ...callerOf(), userId: null }))).toBe(
      'UNAUTHENTICATED',
    );
  });
});

import { refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findMatches, findMatchesOfBracket } from '../src/db/match-store.ts';
import { deleteBracket } from '../src/domain/delete-bracket.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { bracketsOf, generate, toldOf } from './generated-brackets.ts';
import { addBracket, bracketNamed, contestOf, readyMatches, start, type Contest } from './played-brackets.ts';
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

/** The matches that others have been told will not take place. */
const calledOff = async () => new Set((await toldOf(opened.app, 'canceled')).map(({ matchId }) => matchId));

describe('a bracket that bears the name already', () => {
  test('is made anew in its place while none of its matches has started; its matches go', async () => {
    const first = await addBracket(opened.app, contest, { name: 'Play-off' });
    await addBracket(opened.app, contest, { name: 'Consolation' });
    const ids = (await findMatchesOfBracket(opened.app.db, first.id)).map(({ id }) => id);
    await takeToldEvents(opened.app);
    const second = await addBracket(opened.app, contest, { name: 'PLAY-OFF', format: 'ROUND_ROBIN' });
    expect((await bracketsOf(opened.app, contest)).map(({ id, number }) => [id, number])).toContainEqual([
      second.id,
      1,
    ]);
    expect(await bracketsOf(opened.app, contest)).toHaveLength(2);
    expect(await findMatches(opened.app.db, ids)).toEqual(ids.map(() => null));
    expect(await calledOff()).toEqual(new Set(ids));
  });

  test('stays once one of them has started', async () => {
    const { id } = await addBracket(opened.app, contest);
    await start(opened.app, contest);
    const [ready] = await readyMatches(opened.app, id);
    await startMatch(opened.app, contest.organizer, ready?.match.id ?? '');
    expect(await refusalOf(generate(opened.app, contest, { name: 'play-off' }))).toBe(
      'CONFLICT BRACKET_STARTED',
    );
    expect((await bracketNamed(opened.app, contest.tournament.id, 'Play-off')).id).toBe(id);
  });
});

describe('a call that a network repeats', () => {
  const key = { idempotencyKey: 'k1' };

  test('makes one bracket, drawn once', async () => {
    await generate(opened.app, contest, key);
    const [first] = await bracketsOf(opened.app, contest);
    await takeToldEvents(opened.app);
    await generate(opened.app, contest, key);
    expect(await bracketsOf(opened.app, contest)).toEqual([first]);
    expect(await takeToldEvents(opened.app)).toEqual([]);
  });

  test('makes one bracket when it comes twice at once', async () => {
    await Promise.all([generate(opened.app, contest, key), generate(opened.app, contest, key)]);
    const told = await takeToldEvents(opened.app);
    expect(told.filter(({ routingKey }) => routingKey === 'matches.created.v1')).toHaveLength(5);
    expect(await bracketsOf(opened.app, contest)).toHaveLength(1);
  });

  test('asks for something else under its key: a conflict', async () => {
    await generate(opened.app, contest, key);
    expect(await refusalOf(generate(opened.app, contest, { ...key, name: 'Other' }))).toBe(
      'CONFLICT IDEMPOTENCY_KEY_REUSED',
    );
    expect(await bracketsOf(opened.app, contest)).toHaveLength(1);
  });
});

describe('a bracket taken back', () => {
  test('goes with its matches while none of them has started', async () => {
    const { id } = await addBracket(opened.app, contest);
    const matches = await findMatchesOfBracket(opened.app.db, id);
    await takeToldEvents(opened.app);
    await deleteBracket(opened.app, contest.organizer, id);
    expect(await bracketsOf(opened.app, contest)).toEqual([]);
    expect(await calledOff()).toEqual(new Set(matches.map((match) => match.id)));
    expect(await refusalOf(deleteBracket(opened.app, contest.organizer, id))).toBe('NOT_FOUND');
  });

  test('stays once a match of it has started, and for whoever is not staff', async () => {
    const { id } = await addBracket(opened.app, contest);
    expect(await refusalOf(deleteBracket(opened.app, callerOf(), id))).toBe('FORBIDDEN NOT_STAFF');
    await start(opened.app, contest);
    const [ready] = await readyMatches(opened.app, id);
    await startMatch(opened.app, contest.organizer, ready?.match.id ?? '');
    expect(await refusalOf(deleteBracket(opened.app, contest.organizer, id))).toBe(
      'CONFLICT BRACKET_STARTED',
    );
  });
});

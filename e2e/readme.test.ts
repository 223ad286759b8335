import { readFileSync } from 'node:fs';
import { graphqlClient } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../dev/seed/seed.ts';
import { fillIn, likeWritten, readSteps } from './readme-session.ts';
import { startedArena, type StartedArena } from './started-arena.ts';

const steps = readSteps(readFileSync(new URL('../README.md', import.meta.url), 'utf8'));

let arena: StartedArena;
beforeAll(async () => {
  arena = await startedArena();
  await seed(arena.url, arena.databaseUrls.users);
});
afterAll(() => arena[Symbol.asyncDispose]());

const seen: unknown[] = [];
let accessToken: string | undefined;

test('the README has a first session', () => expect(steps.length).toBeGreaterThan(3));

test.each(steps)('the README’s answer is real: $operation', async ({ operation, variables, answer }) => {
  const ask = accessToken ? arena.askWith(accessToken) : graphqlClient(arena.url);
  const { data, errors } = await ask(operation, variables ? fillIn(variables, seen) : {});
  seen.push(data);
  accessToken = data?.login?.accessToken ?? accessToken;
  const actual = { ...(data === undefined ? {} : { data }), ...(errors ? { errors } : {}) };
  expect(likeWritten(actual, answer)).toEqual(answer);
});

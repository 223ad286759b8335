import { readFileSync } from 'node:fs';
import { eventually, graphqlClient, type Ask } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../dev/seed/seed.ts';
import { checkoutOnce, press } from './buying.ts';
import { fillIn, likeWritten, readSteps } from './readme-session.ts';
import { startedArena, type StartedArena } from './started-arena.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const steps = readSteps(readme);

/** Where the README has the gateway, which is elsewhere here. */
const README_URL = 'http://127.0.0.1:4000';

let arena: StartedArena;
beforeAll(async () => {
  arena = await startedArena();
  await seed(arena.url, arena.databaseUrls.users, arena.url);
});
afterAll(() => arena[Symbol.asyncDispose]());

const seen: unknown[] = [];
let accessToken: string | undefined;

test('the README has a first session', () => expect(steps.length).toBeGreaterThan(3));

/** Pays what a step has opened, as the README says, and waits the moment that it speaks of. */
async function payFor(ask: Ask, { id, paymentUrl }: { id: string; paymentUrl: string }): Promise<void> {
  expect(await press(paymentUrl, 'Pay')).toMatchObject({ status: 303, location: `${arena.url}/graphql` });
  await checkoutOnce({ ask }, { id }, 'SUCCEEDED');
  const teams = '{ me { user { teams { nodes { tournament { myTicket { checkout { id } } } } } } } }';
  await eventually(
    async () => JSON.stringify((await ask(teams)).data),
    (answer) => answer.includes(id),
  );
  await eventually(
    async () => JSON.stringify((await ask('{ me { notifications { nodes { kind } } } }')).data),
    (answer) => answer.includes('TICKET_ISSUED'),
  );
}

test.each(steps)('the README’s answer is real: $operation', async ({ operation, variables, answer }) => {
  const ask = accessToken ? arena.askWith(accessToken) : graphqlClient(arena.url);
  const written = variables?.replaceAll(README_URL, arena.url);
  const { data, errors } = await ask(operation, written ? fillIn(written, seen) : {});
  seen.push(data);
  accessToken = data?.login?.accessToken ?? accessToken;
  const actual = { ...(data === undefined ? {} : { data }), ...(errors ? { errors } : {}) };
  expect(likeWritten(actual, answer)).toEqual(answer);
  if (data?.buyParticipantTicket) await payFor(ask, data.buyParticipantTicket);
});

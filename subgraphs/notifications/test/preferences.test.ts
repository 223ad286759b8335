import { newId, type Caller } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KINDS, type Kind } from '../src/domain/kinds.ts';
import { listPreferences } from '../src/domain/list-preferences.ts';
import { unsubscribe } from '../src/domain/unsubscribe.ts';
import { updatePreferences } from '../src/domain/update-preferences.ts';
import { callerOf, openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf } from './read-told.ts';
import { addPerson, tell } from './told-news.ts';

type Channel = 'IN_APP' | 'EMAIL';

let opened: OpenedApp;
let userId: string;
let caller: Caller;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  userId = await addPerson(opened);
  caller = callerOf({ userId, sessionId: newId(), scopes: [] });
  await opened.work();
  opened.mails.sent.splice(0);
});
afterAll(() => opened[Symbol.asyncDispose]());

const choose = (...preferences: { kind: Kind; channels: Channel[] }[]) =>
  updatePreferences(opened.app, caller, { preferences });
const chosen = async (kind: Kind) =>
  (await listPreferences(opened.app, userId)).find((one) => one.kind === kind)?.channels;

const BOTH: Channel[] = ['IN_APP', 'EMAIL'];
const IN_APP: Channel[] = ['IN_APP'];
const EMAIL: Channel[] = ['EMAIL'];

test('everybody begins with all kinds in the app, and by e-mail those that they have to do with', async () => {
  const begins = Object.fromEntries(
    (await listPreferences(opened.app, userId)).map(({ kind, channels }) => [kind, channels]),
  );
  expect(Object.keys(begins)).toEqual(KINDS);
  expect(begins).toEqual({
    ...Object.fromEntries(KINDS.map((kind) => [kind, BOTH])),
    PASSWORD_RESET: EMAIL,
    TOURNAMENT_CREATED: IN_APP,
    TOURNAMENT_UPDATED: IN_APP,
    DONATION_RECEIVED: IN_APP,
    MATCH_WINNER: IN_APP,
    STREAM_STARTED: IN_APP,
    KICKED: IN_APP,
  });
});

const failPayment = () =>
  tell(opened, {
    name: 'payments.failed',
    payload: {
      ...{ checkoutId: newId(), buyerId: userId, type: 'DONATION', tournamentId: newId(), matchId: null },
      ...{ ticketId: null, amountMinor: 1, currency: 'COP', reason: 'CARD_DECLINED' },
    },
  });

describe.each<[string, Channel[]]>([
  ['both ways', BOTH],
  ['in the app', IN_APP],
  ['by e-mail', EMAIL],
  ['not at all', []],
])('who chooses to be told %s', (_how, channels) => {
  test('is', async () => {
    await choose({ kind: 'PAYMENT_FAILED', channels });
    expect(await chosen('PAYMENT_FAILED')).toEqual(channels);
    await failPayment();
    // the tournament has no name yet, and so the mail waits
    for (let time = 1; time <= 3; time += 1) {
      opened.advance(3_600_000);
      await opened.work();
    }
    const inbox = (await inboxOf(opened, userId)).filter(({ kind }) => kind === 'PAYMENT_FAILED');
    expect(inbox).toHaveLength(channels.includes('IN_APP') ? 1 : 0);
    expect(opened.mails.sentTo(userId)).toHaveLength(channels.includes('EMAIL') ? 1 : 0);
  });
});

test('a choice stays until it is changed, and leaves the other kinds and other people alone', async () => {
  const other = await addPerson(opened);
  await choose({ kind: 'KICKED', channels: EMAIL }, { kind: 'WELCOME', channels: [] });
  const all = await choose({ kind: 'WELCOME', channels: BOTH });
  expect(all).toHaveLength(KINDS.length);
  expect(await chosen('KICKED')).toEqual(EMAIL);
  expect(await chosen('WELCOME')).toEqual(BOTH);
  expect(await chosen('TICKET_ISSUED')).toEqual(BOTH);
  expect((await listPreferences(opened.app, other)).find(({ kind }) => kind === 'KICKED')?.channels).toEqual(
    IN_APP,
  );
});

test('the mails of kinds that keep an account safe cannot be turned off; in the app they can', async () => {
  for (const kind of ['EMAIL_VERIFICATION', 'SECURITY'] as const) {
    expect(await faultsOf(choose({ kind, channels: IN_APP }))).toEqual(['preferences.0.channels']);
    expect(await faultsOf(choose({ kind, channels: [] }))).toEqual(['preferences.0.channels']);
    await choose({ kind, channels: EMAIL });
    expect(await chosen(kind)).toEqual(EMAIL);
  }
  expect(await faultsOf(choose({ kind: 'PASSWORD_RESET', channels: [] }))).toEqual([
    'preferences.0.channels',
  ]);
  expect(await faultsOf(choose({ kind: 'PASSWORD_RESET', channels: BOTH }))).toEqual([
    'preferences.0.channels',
  ]);
  await tell(opened, { name: 'users.password-changed', payload: { userId } });
  await opened.work();
  expect((await inboxOf(opened, userId)).map(({ kind }) => kind)).toEqual(['WELCOME']);
  expect(opened.mails.sentTo(userId).map(({ kind }) => kind)).toEqual(['SECURITY']);
});

test('what is refused changes nothing', async () => {
  const bad = choose({ kind: 'KICKED', channels: [] }, { kind: 'SECURITY', channels: [] });
  expect(await faultsOf(bad)).toEqual(['preferences.1.channels']);
  expect(await chosen('KICKED')).toEqual(IN_APP);
  const twice = choose({ kind: 'KICKED', channels: [] }, { kind: 'KICKED', channels: EMAIL });
  expect(await faultsOf(twice)).toEqual(['preferences.1.kind']);
  const nobody = callerOf({ userId: null, sessionId: null, scopes: [] });
  expect(await refusalOf(updatePreferences(opened.app, nobody, { preferences: [] }))).toBe('UNAUTHENTICATED');
});

test('whoever unsubscribes gets no mail of the kind, also of those that wait, and is told in the app as before', async () => {
  await failPayment();
  await unsubscribe(opened.app, { userId, kind: 'PAYMENT_FAILED' });
  await unsubscribe(opened.app, { userId, kind: 'PAYMENT_FAILED' });
  expect(await chosen('PAYMENT_FAILED')).toEqual(IN_APP);
  await failPayment();
  opened.advance(3_600_000);
  await opened.work();
  opened.advance(3_600_000);
  await opened.work();
  expect(opened.mails.sentTo(userId)).toEqual([]);
  expect(await inboxOf(opened, userId)).toHaveLength(3);
});

test('unsubscribing leaves what was chosen for the app', async () => {
  await choose({ kind: 'WELCOME', channels: EMAIL });
  await unsubscribe(opened.app, { userId, kind: 'WELCOME' });
  expect(await chosen('WELCOME')).toEqual([]);
});

test('choices made at once all stand, the last of each kind', async () => {
  const kinds = KINDS.filter((kind) => kind !== 'PASSWORD_RESET');
  await Promise.all(kinds.map((kind) => choose({ kind, channels: EMAIL })));
  for (const kind of kinds) expect(await chosen(kind)).toEqual(EMAIL);
});

import { checkLedger } from '@arena/payments';
import { eventually, type GraphQLAnswer } from '@arena/testing';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  askForSeat,
  askForView,
  askToGive,
  checkoutOf,
  checkoutOnce,
  opened,
  pageOf,
  press,
} from '../buying.ts';
import { makeCatalogue, organizeTournament, planMatch } from '../catalogue.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';

let arena: StartedArena;
let organizer: Member;
let player: Member;
let friend: Member;
let fan: Member;
let tournamentId: string;
let freeTournamentId: string;

beforeAll(async () => {
  arena = await startedArena();
  [organizer, player, friend, fan] = (await Promise.all(
    ['organizer', 'player', 'friend', 'fan'].map((name) => registerMember(arena, name)),
  )) as [Member, Member, Member, Member];
  const catalogue = await makeCatalogue(arena);
  tournamentId = await organizeTournament(organizer, catalogue, 1);
  freeTournamentId = await organizeTournament(organizer, catalogue, 2, { isFree: true });
  for (const id of [tournamentId, freeTournamentId]) {
    await eventually(
      () => seats(id),
      ({ total }) => total > 0,
    );
  }
});
afterAll(() => arena[Symbol.asyncDispose]());

const SEATS =
  'query ($id: ID!) { tournament(id: $id) { ticketAvailability { total available reserved sold } } }';
const seats = async (id = tournamentId) => (await fan.ask(SEATS, { id })).data.tournament.ticketAvailability;

const SHOWN = `query ($id: ID!) {
  tournament(id: $id) { myRole myTeam { name members { user { username } } } myTicket { id status code checkout { id } } }
}`;
const mine = async (member: Member, id = tournamentId) => (await member.ask(SHOWN, { id })).data.tournament;

const MONEY = `{ me { transactions { totalCount nodes { type amount { amount currency } checkout { id } } } } }`;
const moved = async (member: Member) => (await member.ask(MONEY)).data.me.transactions;

const expectSoundLedger = async () =>
  expect((await checkLedger(arena.databaseUrls.payments)).faults).toEqual([]);

const refusalIn = ({ errors }: GraphQLAnswer) => errors?.map(({ extensions }) => extensions);

/** Follows the buyer's own checkout through the gateway from now on, as a page that waits for the payment does. */
async function follow(member: Member, checkoutId: string) {
  const { statements } = arena.adapters.payments;
  statements.splice(0);
  const client = createClient({
    url: `${arena.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${member.accessToken}` },
  });
  const seen: unknown[] = [];
  const unsubscribe = client.subscribe(
    {
      query: 'subscription ($id: ID!) { checkoutUpdated(checkoutId: $id) { status ticket { status } } }',
      variables: { id: checkoutId },
    },
    {
      next: ({ data, errors }) => void seen.push(data?.['checkoutUpdated'] ?? errors),
      error: (error) => void seen.push(error),
      complete: () => {},
    },
  );
  // whose checkout it is has been looked up, before anything is told of it
  await eventually(
    async () => statements.length,
    (count) => count > 0,
  );
  const stop = () => {
    unsubscribe();
    void client.dispose();
  };
  return { seen, stop };
}

test('a player buys a seat: pays on the page, gets the ticket and a place in a team, and sees it happen', async () => {
  const checkout = await opened(askForSeat(player, { origin: arena.url, tournamentId }));
  expect(checkout).toMatchObject({
    type: 'PARTICIPANT_SALE',
    status: 'PENDING',
    amount: { amount: 2_000_000, currency: 'COP' },
    ticket: null,
  });
  expect(new URL(pageOf(checkout)).port).toBe(new URL(arena.url).port);
  expect(await seats()).toMatchObject({ available: 3, reserved: 1, sold: 0 });
  const { seen, stop } = await follow(player, checkout.id);

  const paid = await press(pageOf(checkout), 'Pay');
  expect([paid.status, paid.location]).toEqual([303, `${arena.url}/thanks`]);

  const complete = await checkoutOnce(player, checkout, 'SUCCEEDED');
  expect(complete).toMatchObject({ paymentUrl: null, ticket: { id: expect.any(String) } });
  const joined = await eventually(
    () => mine(player),
    ({ myTeam }) => myTeam !== null,
  );
  expect(joined).toEqual({
    myRole: 'PARTICIPANT',
    myTeam: { name: 'Team 1', members: [{ user: { username: 'player' } }] },
    myTicket: {
      id: complete.ticket?.id,
      status: 'ACTIVE',
      code: expect.stringMatching(/^TKT-/),
      checkout: { id: checkout.id },
    },
  });
  await eventually(
    async () => seen.at(-1),
    (last) => JSON.stringify(last).includes('SUCCEEDED'),
  );
  stop();
  expect(seen.at(-1)).toEqual({ status: 'SUCCEEDED', ticket: { status: 'ACTIVE' } });
  expect(await moved(player)).toEqual({
    totalCount: 1,
    nodes: [
      {
        type: 'PARTICIPANT_SALE',
        amount: { amount: 2_000_000, currency: 'COP' },
        checkout: { id: checkout.id },
      },
    ],
  });
  await expectSoundLedger();
});

test('who has paid is shown so on the page, and charged no second time', async () => {
  const [{ checkout }] = (await moved(player)).nodes;
  const { data } = await player.ask('query ($id: ID!) { checkout(id: $id) { status paymentUrl } }', {
    id: checkout.id,
  });
  expect(data.checkout).toEqual({ status: 'SUCCEEDED', paymentUrl: null });
  const again = await askForSeat(player, { origin: arena.url, tournamentId });
  expect(refusalIn(again)).toMatchObject([{ code: 'ALREADY_HAS_TICKET' }]);
  expect((await moved(player)).totalCount).toBe(1);
});

test('another’s checkout is nobody’s business', async () => {
  const [{ checkout }] = (await moved(player)).nodes;
  expect(await checkoutOf(fan, checkout)).toBeNull();
  for (const mutation of ['confirmCheckout', 'cancelCheckout']) {
    const answer = await fan.ask(`mutation ($id: ID!) { ${mutation}(checkoutId: $id) { status } }`, {
      id: checkout.id,
    });
    expect(refusalIn(answer)).toMatchObject([{ code: 'NOT_FOUND' }]);
  }
});

test('a card that is declined leaves the checkout open: it is paid at the second try', async () => {
  const checkout = await opened(askForSeat(friend, { origin: arena.url, tournamentId }));
  const declined = await press(pageOf(checkout), 'Decline');
  expect(declined.status).toBe(200);
  expect(declined.page).toContain('declined');
  expect(await checkoutOf(friend, checkout)).toMatchObject({ status: 'PENDING' });
  await press(pageOf(checkout), 'Pay');
  await checkoutOnce(friend, checkout, 'SUCCEEDED');
  const { totalCount } = await moved(friend);
  expect(totalCount).toBe(1);
});

test('who goes back from the page and calls the checkout off has paid nothing, and the seat is for sale again', async () => {
  const checkout = await opened(askForSeat(fan, { origin: arena.url, tournamentId }));
  const page = pageOf(checkout);
  const back = await press(page, 'Cancel');
  expect([back.status, back.location]).toEqual([303, `${arena.url}/back`]);
  expect(await seats()).toMatchObject({ available: 1, reserved: 1 });
  const { data } = await fan.ask(
    'mutation ($id: ID!) { cancelCheckout(checkoutId: $id) { status paymentUrl } }',
    { id: checkout.id },
  );
  expect(data.cancelCheckout).toEqual({ status: 'CANCELED', paymentUrl: null });
  expect(await seats()).toMatchObject({ available: 2, reserved: 0 });
  await expect(press(page, 'Pay')).rejects.toThrow('no button Pay');
  expect((await moved(fan)).totalCount).toBe(0);
});

test('the same key opens one checkout, however often; with another input it is refused', async () => {
  const asked = { origin: arena.url, tournamentId, idempotencyKey: 'once' };
  const answers = await Promise.all(Array.from({ length: 4 }, () => opened(askForSeat(fan, asked))));
  expect(new Set(answers.map(({ id, paymentUrl }) => `${id} ${paymentUrl}`)).size).toBe(1);
  const other = await askForSeat(fan, { ...asked, tournamentId: freeTournamentId });
  expect(refusalIn(other)).toMatchObject([{ code: 'CONFLICT', reason: 'IDEMPOTENCY_KEY_REUSED' }]);
  const second = await askForSeat(fan, { origin: arena.url, tournamentId });
  const id = answers[0]?.id;
  expect(refusalIn(second)).toMatchObject([{ code: 'CONFLICT', reason: 'CHECKOUT_OPEN', checkoutId: id }]);
  expect(await seats()).toMatchObject({ available: 1, reserved: 1 });
  await fan.ask('mutation ($id: ID!) { cancelCheckout(checkoutId: $id) { status } }', { id });
});

test('a free seat is the player’s in the same call', async () => {
  const checkout = await opened(askForSeat(player, { origin: arena.url, tournamentId: freeTournamentId }));
  expect(checkout).toMatchObject({
    status: 'SUCCEEDED',
    amount: { amount: 0, currency: 'COP' },
    paymentUrl: null,
    ticket: { id: expect.any(String) },
  });
  const joined = await eventually(
    () => mine(player, freeTournamentId),
    ({ myTeam }) => myTeam !== null,
  );
  expect(joined).toMatchObject({ myTeam: { name: 'Team 1' }, myTicket: { status: 'ACTIVE' } });
  expect((await moved(player)).totalCount, 'nothing was paid').toBe(1);
});

test('a fan buys a ticket to watch a match', async () => {
  const matchId = await planMatch(organizer, tournamentId, 1);
  const checkout = await opened(askForView(fan, { origin: arena.url, matchId }));
  expect(checkout).toMatchObject({ type: 'VIEWER_SALE', amount: { amount: 500_000, currency: 'COP' } });
  await press(pageOf(checkout), 'Pay');
  await checkoutOnce(fan, checkout, 'SUCCEEDED');
  const { data } = await fan.ask('query ($id: ID!) { match(id: $id) { myTicket { type status } } }', {
    id: matchId,
  });
  expect(data.match.myTicket).toEqual({ type: 'VIEWER', status: 'ACTIVE' });
});

test('a gift is shown with what was said, and counts for the organiser; who gave it stays unknown if they wish', async () => {
  const gift = { origin: arena.url, tournamentId, amount: { amount: 1_000_000, currency: 'COP' } };
  const named = await opened(askToGive(fan, { ...gift, message: 'Play well' }));
  await press(pageOf(named), 'Pay');
  await checkoutOnce(fan, named, 'SUCCEEDED');
  const nameless = await opened(askToGive(friend, { ...gift, anonymous: true }));
  await press(pageOf(nameless), 'Pay');
  await checkoutOnce(friend, nameless, 'SUCCEEDED');

  const given = await arena.ask(
    `query ($id: ID!) { tournament(id: $id) {
      donationSummary { count total { amount currency } }
      donations { totalCount nodes { amount { amount } message donor { username } } }
      earnings { net { amount } }
    } }`,
    { id: tournamentId },
  );
  expect(given.data.tournament).toEqual({
    donationSummary: { count: 2, total: { amount: 2_000_000, currency: 'COP' } },
    donations: {
      totalCount: 2,
      nodes: [
        { amount: { amount: 1_000_000 }, message: null, donor: null },
        { amount: { amount: 1_000_000 }, message: 'Play well', donor: { username: 'fan' } },
      ],
    },
    earnings: null,
  });
});

test('the organiser sees what the tournament has earned, less the commission', async () => {
  const { data } = await organizer.ask(
    `query ($id: ID!) { tournament(id: $id) { earnings {
      gross { amount } donations { amount } refunded { amount } commission { amount } net { amount }
    } } }`,
    { id: tournamentId },
  );
  // two seats, a view and two gifts, of which a tenth is kept
  expect(data.tournament.earnings).toEqual({
    gross: { amount: 4_500_000 },
    donations: { amount: 2_000_000 },
    refunded: { amount: 0 },
    commission: { amount: 650_000 },
    net: { amount: 5_850_000 },
  });
  await expectSoundLedger();
});

test('who comes back from the page may ask about the payment at once, and is charged once', async () => {
  const latecomer = await registerMember(arena, 'latecomer');
  const checkout = await opened(askForSeat(latecomer, { origin: arena.url, tournamentId }));
  await press(pageOf(checkout), 'Pay');
  const { data } = await latecomer.ask(
    'mutation ($id: ID!) { confirmCheckout(checkoutId: $id) { status paymentUrl } }',
    { id: checkout.id },
  );
  expect(['PROCESSING', 'SUCCEEDED']).toContain(data.confirmCheckout.status);
  await checkoutOnce(latecomer, checkout, 'SUCCEEDED');
  expect((await moved(latecomer)).totalCount).toBe(1);
});

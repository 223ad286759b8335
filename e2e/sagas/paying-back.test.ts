import { checkLedger } from '@arena/payments';
import { eventually, onServer } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askForSeat,
  askForView,
  askToGive,
  checkoutOf,
  checkoutOnce,
  opened,
  pageOf,
  press,
  type Checkout,
} from '../buying.ts';
import {
  makeCatalogue,
  organizeTournament,
  planMatch,
  registerAdministrator,
  type Catalogue,
} from '../catalogue.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';

const SEAT_PRICE = 2_000_000;

let arena: StartedArena;
let administrator: Member;
let organizer: Member;
let player: Member;
let friend: Member;
let straggler: Member;
let catalogue: Catalogue;
let next = 0;

beforeAll(async () => {
  arena = await startedArena();
  administrator = await registerAdministrator(arena);
  [organizer, player, friend, straggler] = (await Promise.all(
    ['organizer', 'player', 'friend', 'straggler'].map((name) => registerMember(arena, name)),
  )) as [Member, Member, Member, Member];
  catalogue = await makeCatalogue(arena, administrator);
});
afterAll(() => arena[Symbol.asyncDispose]());

const SEATS = 'query ($id: ID!) { tournament(id: $id) { ticketAvailability { available sold } } }';
const seats = async (id: string) => (await arena.ask(SEATS, { id })).data.tournament.ticketAvailability;
const availableOnce = (id: string, wanted: number) =>
  eventually(
    () => seats(id),
    ({ available }) => available === wanted,
  );

/** A new tournament of four seats, which are for sale. */
async function newTournament(): Promise<string> {
  const id = await organizeTournament(organizer, catalogue, (next += 1));
  await availableOnce(id, 4);
  return id;
}

const MINE = 'query ($id: ID!) { tournament(id: $id) { myRole myTeam { id } myTicket { status } } }';
const mine = async ({ ask }: Member, id: string) => (await ask(MINE, { id })).data.tournament;
const NOTHING = { myRole: null, myTeam: null, myTicket: null };

const openSeat = (member: Member, tournamentId: string) =>
  opened(askForSeat(member, { origin: arena.url, tournamentId }));

/** Buys a seat, and waits for the place in a team that comes with it. */
async function buySeat(member: Member, tournamentId: string): Promise<Checkout> {
  const checkout = await openSeat(member, tournamentId);
  await press(pageOf(checkout), 'Pay');
  await eventually(
    () => mine(member, tournamentId),
    ({ myTeam }) => myTeam !== null,
  );
  return checkoutOnce(member, checkout, 'SUCCEEDED');
}

const MOVED = '{ me { transactions { nodes { type amount { amount } checkout { id } } } } }';
/** What has moved for a checkout, the latest first. */
const movedFor = async ({ ask }: Member, { id }: Checkout): Promise<number[]> =>
  (await ask(MOVED)).data.me.transactions.nodes
    .filter(({ checkout }: { checkout: { id: string } }) => checkout.id === id)
    .map(({ amount }: { amount: { amount: number } }) => amount.amount);

/** Makes sure that all the money of a checkout goes back, once, and the ledger agrees. */
async function expectPaidBack(member: Member, checkout: Checkout, price = SEAT_PRICE): Promise<void> {
  expect(await checkoutOnce(member, checkout, 'REFUNDED')).toMatchObject({ status: 'REFUNDED' });
  expect(await movedFor(member, checkout)).toEqual([-price, price]);
  expect((await checkLedger(arena.databaseUrls.payments)).faults).toEqual([]);
}

test('a refund by the platform takes the ticket and the place, and the seat is for sale again', async () => {
  const id = await newTournament();
  const checkout = await buySeat(player, id);
  await administrator.ask(
    'mutation ($id: ID!) { refundCheckout(checkoutId: $id, reason: "Asked nicely") { status } }',
    { id: checkout.id },
  );
  await expectPaidBack(player, checkout);
  await eventually(
    () => mine(player, id),
    ({ myRole, myTicket }) => myRole === null && myTicket === null,
  );
  expect(await mine(player, id)).toEqual(NOTHING);
  const { data } = await player.ask('query ($id: ID!) { ticket(id: $id) { status } }', {
    id: checkout.ticket?.id,
  });
  expect(data.ticket).toEqual({ status: 'CANCELED' });
  expect(await availableOnce(id, 4)).toEqual({ available: 4, sold: 0 });
  await buySeat(player, id);
});

test('a ban that pays back takes the seat and gives the money back', async () => {
  const id = await newTournament();
  const checkout = await buySeat(player, id);
  const other = await buySeat(friend, id);
  await organizer.ask(
    'mutation ($input: BanFromTournamentInput!) { banFromTournament(input: $input) { id } }',
    { input: { tournamentId: id, userId: player.id, reason: 'Cheating', refund: true } },
  );
  await expectPaidBack(player, checkout);
  expect(await mine(player, id)).toEqual(NOTHING);
  expect(await checkoutOf(friend, other)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await availableOnce(id, 3)).toEqual({ available: 3, sold: 1 });
});

test('a cancelled tournament gives everybody their money back, for seats, views and gifts', async () => {
  const id = await newTournament();
  const seat = await buySeat(player, id);
  const matchId = await planMatch(organizer, id, 1);
  const view = await opened(askForView(friend, { origin: arena.url, matchId }));
  const gift = await opened(
    askToGive(straggler, {
      origin: arena.url,
      tournamentId: id,
      amount: { amount: 300_000, currency: 'COP' },
    }),
  );
  await press(pageOf(view), 'Pay');
  await press(pageOf(gift), 'Pay');
  await checkoutOnce(friend, view, 'SUCCEEDED');
  await checkoutOnce(straggler, gift, 'SUCCEEDED');
  const unpaid = await openSeat(straggler, id);

  await organizer.ask('mutation ($id: ID!) { cancelTournament(tournamentId: $id, reason: "Rain") { id } }', {
    id,
  });
  await expectPaidBack(player, seat);
  await expectPaidBack(friend, view, 500_000);
  await expectPaidBack(straggler, gift, 300_000);
  await checkoutOnce(straggler, unpaid, 'EXPIRED');
  expect(await movedFor(straggler, unpaid)).toEqual([]);

  const { data } = await organizer.ask(
    `query ($id: ID!) { tournament(id: $id) {
      donationSummary { count }
      earnings { gross { amount } donations { amount } refunded { amount } commission { amount } net { amount } }
    } }`,
    { id },
  );
  expect(data.tournament).toEqual({
    donationSummary: { count: 0 },
    earnings: {
      gross: { amount: 0 },
      donations: { amount: 0 },
      refunded: { amount: 2_800_000 },
      commission: { amount: 0 },
      net: { amount: 0 },
    },
  });
  const late = await askForSeat(player, { origin: arena.url, tournamentId: id });
  expect(late.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
});

const makeBracket = (tournamentId: string) =>
  organizer.ask('mutation ($input: GenerateBracketInput!) { generateBracket(input: $input) { id } }', {
    input: { tournamentId, format: 'SINGLE_ELIMINATION', name: 'Play-off' },
  });

/** A tournament with two who play, which a bracket can be made of, and the open checkout of a third. */
async function readyTournament(): Promise<{ id: string; checkout: Checkout }> {
  const id = await newTournament();
  for (const member of [player, friend]) await buySeat(member, id);
  return { id, checkout: await openSeat(straggler, id) };
}

/** Does something while a domain has not yet heard anything new of a tournament: its news wait. */
const whileDeaf = async (
  [domain, ...others]: ('payments' | 'tickets')[],
  id: string,
  work: () => Promise<void>,
): Promise<void> => {
  if (!domain) return work();
  // who sells may still read the tournament
  await onServer(arena.databaseUrls[domain], (sql) =>
    sql.begin(async (tx) => {
      await tx`select id from tournaments where id = ${id} for share`;
      await whileDeaf(others, id, work);
    }),
  );
};

test('a bracket closes the checkouts that are open: nothing can be paid any more', async () => {
  const { id, checkout } = await readyTournament();
  await makeBracket(id);
  await checkoutOnce(straggler, checkout, 'EXPIRED');
  await expect(press(pageOf(checkout), 'Pay')).rejects.toThrow('no button Pay');
  expect(await movedFor(straggler, checkout)).toEqual([]);
  expect(await availableOnce(id, 0)).toEqual({ available: 0, sold: 2 });
});

test('a seat paid while a bracket closes the sale cannot be issued, and is paid back', async () => {
  const { id, checkout } = await readyTournament();
  await whileDeaf(['payments'], id, async () => {
    await makeBracket(id);
    await availableOnce(id, 0);
    await press(pageOf(checkout), 'Pay');
    await checkoutOnce(straggler, checkout, 'REFUNDED');
  });
  await expectPaidBack(straggler, checkout);
  expect(await mine(straggler, id)).toEqual(NOTHING);
});

test('a seat issued while a bracket settles the teams gives no place, and is paid back', async () => {
  const { id, checkout } = await readyTournament();
  await whileDeaf(['payments', 'tickets'], id, async () => {
    await makeBracket(id);
    await press(pageOf(checkout), 'Pay');
    const issued = await eventually(
      () => mine(straggler, id),
      ({ myTicket }) => myTicket?.status === 'ACTIVE',
    );
    expect(issued).toEqual({ myRole: null, myTeam: null, myTicket: { status: 'ACTIVE' } });
  });
  await expectPaidBack(straggler, checkout);
  expect(await mine(straggler, id)).toEqual(NOTHING);
  expect(await availableOnce(id, 0)).toEqual({ available: 0, sold: 2 });
});

import { eventually, onServer, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCatalogue, organizeTournament, type Catalogue } from '../catalogue.ts';
import { registerMember, startedArena, type Member, type StartedArena } from '../started-arena.ts';
import { takeSeat } from '../take-seat.ts';

let arena: StartedArena;
let organizer: Member;
let player: Member;
let fan: Member;
let catalogue: Catalogue;
let tournamentId: string;

beforeAll(async () => {
  arena = await startedArena();
  organizer = await registerMember(arena, 'organizer');
  player = await registerMember(arena, 'player');
  fan = await registerMember(arena, 'fan');
  catalogue = await makeCatalogue(arena);
  tournamentId = await organizeTournament(organizer, catalogue, 1);
});
afterAll(() => arena[Symbol.asyncDispose]());

const AVAILABILITY =
  'query ($id: ID!) { tournament(id: $id) { ticketAvailability { total available reserved sold } } }';
const availability = async (id = tournamentId) =>
  (await fan.ask(AVAILABILITY, { id })).data.tournament.ticketAvailability;

const MINE = `query ($id: ID!) {
  tournament(id: $id) {
    myRole
    myTeam { name members { user { username } } }
    myTicket { id status code qrCode owner { username } }
  }
}`;
const mine = async (member: Member, id = tournamentId) => (await member.ask(MINE, { id })).data.tournament;

test('a tournament’s seats come into being', async () => {
  const found = await eventually(
    () => availability(),
    ({ total }) => total > 0,
  );
  expect(found).toEqual({ total: 4, available: 4, reserved: 0, sold: 0 });
});

test('a seat that is issued makes its owner a player of the emptiest team, and only they see its code', async () => {
  await takeSeat(arena, player.id, tournamentId);
  const joined = await eventually(
    () => mine(player),
    ({ myRole }) => myRole !== null,
  );
  expect(joined).toMatchObject({
    myRole: 'PARTICIPANT',
    myTeam: { name: 'Team 1', members: [{ user: { username: 'player' } }] },
    myTicket: { status: 'ACTIVE', owner: { username: 'player' } },
  });
  expect(joined.myTicket.code).toMatch(/^TKT-\d{14}-[A-Z0-9]{6}$/);
  expect(joined.myTicket.qrCode).toMatch(/^data:image\/svg\+xml/);
  expect(await availability()).toEqual({ total: 4, available: 3, reserved: 0, sold: 1 });

  const { data } = await organizer.ask(
    'query ($id: ID!) { tournament(id: $id) { tickets(status: [ACTIVE]) { nodes { code owner { username } } } } }',
    { id: tournamentId },
  );
  expect(data.tournament.tickets.nodes).toEqual([{ code: null, owner: { username: 'player' } }]);
  const seenByFan = await fan.ask('query ($id: ID!) { ticket(id: $id) { code } }', {
    id: joined.myTicket.id,
  });
  expect(seenByFan.data).toEqual({ ticket: null });
});

test('a seat offered and accepted changes hands, with a new code, and the place in the team goes with it', async () => {
  const before = (await mine(player)).myTicket;
  const offered = await player.ask(
    'mutation ($ticket: ID!, $to: ID!) { offerTicket(ticketId: $ticket, toUserId: $to) { id } }',
    { ticket: before.id, to: fan.id },
  );
  await fan.ask('mutation ($offer: ID!) { acceptTicketOffer(offerId: $offer) { id } }', {
    offer: offered.data.offerTicket.id,
  });
  const after = await eventually(
    () => mine(fan),
    ({ myRole }) => myRole !== null,
  );
  expect(after).toMatchObject({
    myRole: 'PARTICIPANT',
    myTeam: { members: [{ user: { username: 'fan' } }] },
  });
  expect(after.myTicket.code).not.toBe(before.code);
  expect(await mine(player)).toEqual({ myRole: null, myTeam: null, myTicket: null });
});

test('who is banned loses the place and the seat, which is for sale again, and gets none until the ban is lifted', async () => {
  await takeSeat(arena, player.id, tournamentId);
  await eventually(
    () => mine(player),
    ({ myRole }) => myRole !== null,
  );
  const input = { tournamentId, userId: player.id, reason: 'Cheating', refund: true };
  await organizer.ask(
    'mutation ($input: BanFromTournamentInput!) { banFromTournament(input: $input) { id } }',
    {
      input,
    },
  );
  const banned = await eventually(
    () => mine(player),
    ({ myTicket }) => myTicket === null,
  );
  expect(banned).toEqual({ myRole: null, myTeam: null, myTicket: null });
  expect(await availability()).toEqual({ total: 4, available: 3, reserved: 0, sold: 1 });
  expect(await refusalOf(takeSeat(arena, player.id, tournamentId))).toBe('CONFLICT BANNED');

  const { data } = await organizer.ask(
    'mutation ($id: ID!, $user: ID!) { liftTournamentBan(tournamentId: $id, userId: $user) { bans { id } } }',
    { id: tournamentId, user: player.id },
  );
  expect(data.liftTournamentBan.bans).toEqual([]);
  await eventually(
    () => takeSeat(arena, player.id, tournamentId).catch(() => null),
    (ticketId) => ticketId !== null,
  );
});

test('a bracket of those who play closes the sale, while a seat still passes from person to person', async () => {
  await eventually(
    () => mine(player),
    ({ myTeam }) => myTeam !== null,
  );
  const input = { tournamentId, format: 'SINGLE_ELIMINATION', name: 'Play-off' };
  const { data } = await organizer.ask(
    `mutation ($input: GenerateBracketInput!) { generateBracket(input: $input) {
      brackets { seeds { members { user { username } } } rounds { matches { status } } }
    } }`,
    { input },
  );
  expect(data.generateBracket.brackets).toEqual([
    {
      seeds: expect.arrayContaining(
        [fan, player].map(({ username }) => ({ members: [{ user: { username } }] })),
      ),
      rounds: [{ matches: [{ status: 'PENDING' }] }],
    },
  ]);

  const closed = await eventually(
    () => availability(),
    ({ available }) => available === 0,
  );
  expect(closed).toEqual({ total: 4, available: 0, reserved: 0, sold: 2 });
  const latecomer = await registerMember(arena, 'latecomer');
  expect(await refusalOf(takeSeat(arena, latecomer.id, tournamentId))).toBe('CONFLICT SALE_CLOSED');
  const offered = await player.ask(
    'mutation ($ticket: ID!, $to: ID!) { offerTicket(ticketId: $ticket, toUserId: $to) { id } }',
    { ticket: (await mine(player)).myTicket.id, to: latecomer.id },
  );
  await latecomer.ask('mutation ($offer: ID!) { acceptTicketOffer(offerId: $offer) { id } }', {
    offer: offered.data.offerTicket.id,
  });
  const taken = await eventually(
    () => mine(latecomer),
    ({ myTeam }) => myTeam !== null,
  );
  expect(taken.myTeam.members).toEqual([{ user: { username: 'latecomer' } }]);
});

test('when the tournament is over its seats are used up', async () => {
  await organizer.ask(
    'mutation ($id: ID!) { startTournament(tournamentId: $id) { id } finishTournament(tournamentId: $id) { id } }',
    { id: tournamentId },
  );
  const over = await eventually(
    () => mine(fan),
    ({ myTicket }) => myTicket?.status === 'USED',
  );
  expect(over.myTicket.status).toBe('USED');
  expect((await availability()).available).toBe(0);
});

test('a seat sold while a bracket settles the teams is taken back, since it gives no place', async () => {
  const id = await organizeTournament(organizer, catalogue, 2);
  await eventually(
    () => availability(id),
    ({ total }) => total > 0,
  );
  for (const member of [player, fan]) {
    await takeSeat(arena, member.id, id);
    await eventually(
      () => mine(member, id),
      ({ myTeam }) => myTeam !== null,
    );
  }
  const straggler = await registerMember(arena, 'straggler');
  await onServer(arena.databaseUrls.tickets, (sql) =>
    sql.begin(async (tx) => {
      // who sells may still read the tournament, but the news that its teams are settled has to wait
      await tx`select id from tournaments where id = ${id} for share`;
      await organizer.ask(
        'mutation ($input: GenerateBracketInput!) { generateBracket(input: $input) { id } }',
        { input: { tournamentId: id, format: 'SINGLE_ELIMINATION', name: 'Play-off' } },
      );
      await takeSeat(arena, straggler.id, id);
      expect((await mine(straggler, id)).myTicket).toMatchObject({ status: 'ACTIVE' });
    }),
  );
  const refused = await eventually(
    () => mine(straggler, id),
    ({ myTicket }) => myTicket === null,
  );
  expect(refused).toEqual({ myRole: null, myTeam: null, myTicket: null });
  const settled = await eventually(
    () => availability(id),
    ({ available }) => available === 0,
  );
  expect(settled).toEqual({ total: 3, available: 0, reserved: 0, sold: 2 });
});

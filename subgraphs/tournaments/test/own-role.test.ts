import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import {
  addCatalogue,
  addMember,
  addTournament,
  cop,
  DAY_MS,
  daysAhead,
  teamOf,
  type Catalogue,
} from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

type Started = Awaited<ReturnType<typeof startTournaments>>;
let started: Started;
let catalogue: Catalogue;
const [admin, subadmin, player] = [person(), person(), person()];

beforeAll(async () => {
  started = await startTournaments();
  catalogue = await addCatalogue(started.app);
});
afterAll(() => started[Symbol.asyncDispose]());

test('everybody sees their own role and team, strangers and the anonymous none', async () => {
  const { app, ask } = started;
  const { id } = await addTournament(app, catalogue, {}, callerOf(admin));
  await addSubadmin(app, callerOf(admin), { tournamentId: id, userId: subadmin.userId });
  const team = await teamOf(app, id, 2);
  await addMember(app, team, player.userId);
  const seenBy = async (identity?: typeof admin) => {
    const { data } = await ask(identity)(`{ tournament(id: "${id}") { myRole myTeam { name } } }`);
    return data.tournament;
  };
  expect(await seenBy(admin)).toEqual({ myRole: 'ADMIN', myTeam: null });
  expect(await seenBy(subadmin)).toEqual({ myRole: 'SUBADMIN', myTeam: null });
  expect(await seenBy(player)).toEqual({ myRole: 'PARTICIPANT', myTeam: { name: 'Team 2' } });
  expect(await seenBy(person())).toEqual({ myRole: null, myTeam: null });
  expect(await seenBy()).toEqual({ myRole: null, myTeam: null });
});

test('a sale stage is open from its start to before its end, while the tournament is PENDING', async () => {
  const { app, ask, adapters } = started;
  const startsAt = daysAhead(app, 1);
  const endsAt = daysAhead(app, 2);
  const stage = { name: 'Early', kind: 'PARTICIPANT' as const, price: cop(1), startsAt, endsAt };
  const { id } = await addTournament(app, catalogue, { saleStages: [stage] }, callerOf(admin));
  const isOpen = async () => {
    const { data } = await ask()(
      `{ tournament(id: "${id}") { saleStages { isOpen price { amount currency } } } }`,
    );
    expect(data.tournament.saleStages[0].price).toEqual(cop(1));
    return data.tournament.saleStages[0].isOpen;
  };
  expect(await isOpen()).toBe(false);
  adapters.advance(1.5 * DAY_MS);
  expect(await isOpen()).toBe(true);
  await startTournament(app, callerOf(admin), id);
  expect(await isOpen()).toBe(false);

  const other = await addTournament(
    app,
    catalogue,
    { saleStages: [{ ...stage, startsAt: app.now(), endsAt: daysAhead(app, 1) }] },
    callerOf(admin),
  );
  const otherIsOpen = async () =>
    (await ask()(`{ tournament(id: "${other.id}") { saleStages { isOpen } } }`)).data.tournament.saleStages[0]
      .isOpen;
  expect(await otherIsOpen()).toBe(true);
  adapters.advance(DAY_MS);
  expect(await otherIsOpen()).toBe(false);
});

test('a team is full once it has as many members as it can have; players are counted', async () => {
  const { app, ask } = started;
  const { id } = await addTournament(app, catalogue, {}, callerOf(admin));
  const team = await teamOf(app, id, 1);
  const seen = async () => {
    const { data } = await ask()(`{
      tournament(id: "${id}") { participantCount teams { name isFull maxMembers members { user { id } joinedAt } } }
    }`);
    return data.tournament;
  };
  const first = Array.from({ length: 4 }, () => person().userId);
  const last = person().userId;
  for (const userId of first) {
    await addMember(app, team, userId);
    started.adapters.advance(10);
  }
  expect(await seen()).toMatchObject({ participantCount: 4, teams: [{ isFull: false }, { isFull: false }] });
  await addMember(app, team, last);
  const { participantCount, teams } = await seen();
  expect(participantCount).toBe(5);
  expect(teams).toMatchObject([
    { name: 'Team 1', isFull: true, maxMembers: 5 },
    { name: 'Team 2', isFull: false },
  ]);
  expect(teams[0].members.map((member: { user: { id: string } }) => member.user.id)).toEqual([
    ...first,
    last,
  ]);
});

test('nobody gets a second team of one tournament', async () => {
  const { app } = started;
  const { id } = await addTournament(app, catalogue, {}, callerOf(admin));
  const [first, second] = [await teamOf(app, id, 1), await teamOf(app, id, 2)];
  const elsewhere = await addTournament(app, catalogue, {}, callerOf(admin));
  const { userId } = person();
  await addMember(app, first, userId);
  await expect(addMember(app, second, userId)).rejects.toThrow();
  // nor by naming another tournament than the team's
  await expect(addMember(app, { ...second, tournamentId: elsewhere.id }, userId)).rejects.toThrow();
});

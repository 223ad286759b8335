import { newId, type Caller } from '@arena/subgraph-kit';
import { person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TournamentRow } from '../src/db/schema.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { createTournament } from '../src/domain/create-tournament.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { removeSubadmin } from '../src/domain/remove-subadmin.ts';
import { rescheduleTournament } from '../src/domain/reschedule-tournament.ts';
import { setSaleStages } from '../src/domain/set-sale-stages.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { updateTournament } from '../src/domain/update-tournament.ts';
import { addCatalogue, addTournament, cop, daysAhead, tournamentInput, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeChanged, takeToldEvents } from './told-events.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const headers = { requestId: 'request-0815', traceparent };
const organizer = { ...callerOf(person()), ...headers };
const organizerId = organizer.userId as string;
const stranger = callerOf();

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
let tournament: TournamentRow;
let tournamentId: string;

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
beforeEach(async () => {
  tournament = await addTournament(opened.app, catalogue, {}, organizer);
  tournamentId = tournament.id;
  await told();
});
afterAll(() => opened[Symbol.asyncDispose]());

const told = () => takeToldEvents(opened.app);
const event = (name: string, payload: object) => ({ routingKey: `tournaments.${name}.v1`, payload, headers });

test('tournaments.created is told with all that the sale of its tickets needs, once for a repeated call', async () => {
  const input = tournamentInput(opened.app, catalogue, { idempotencyKey: newId(), viewerPrice: cop(7) });
  const created = await createTournament(opened.app, organizer, input);
  await createTournament(opened.app, organizer, input);
  expect(await told()).toEqual([
    event('created', {
      tournamentId: created.id,
      name: input.name,
      organizerId,
      capacity: 10,
      currency: 'COP',
      participantPriceMinor: 2_000_000,
      viewerPriceMinor: 7,
      startsAt: input.startsAt.toISOString(),
      endsAt: input.endsAt.toISOString(),
    }),
  ]);
});

test('a tournament that is not created tells nothing', async () => {
  const prices = { isFree: true, participantPrice: cop(0), viewerPrice: cop(0) };
  const free = () => addTournament(opened.app, catalogue, prices, organizer);
  await free();
  await told();
  expect(await refusalOf(free())).toBe('CONFLICT LIMIT_REACHED');
  expect(await told()).toEqual([]);
});

test('tournaments.updated is told of a change, not of an update that changes nothing', async () => {
  const update = (changes: object, by: Caller = organizer) =>
    updateTournament(opened.app, by, { tournamentId, ...changes });
  await update({ name: 'Medellin Open' });
  expect(await told()).toEqual([event('updated', { tournamentId, revision: 1, name: 'Medellin Open' })]);
  await update({ description: 'In the hills' });
  expect(await told()).toEqual([event('updated', { tournamentId, revision: 2, name: 'Medellin Open' })]);
  await update({ name: ' Medellin Open ', prize: { description: 'A cup', total: cop(100_000_000) } });
  await update({});
  expect(await refusalOf(update({ name: 'Mine' }, stranger))).toBe('FORBIDDEN NOT_STAFF');
  expect(await told()).toEqual([]);
});

test('tournaments.rescheduled is told with the new dates and a revision that rises', async () => {
  const reschedule = async (days: number, by: Caller = organizer) => {
    const dates = { startsAt: daysAhead(opened.app, days), endsAt: daysAhead(opened.app, days + 1) };
    await rescheduleTournament(opened.app, by, { tournamentId, ...dates });
    return { startsAt: dates.startsAt.toISOString(), endsAt: dates.endsAt.toISOString() };
  };
  const [first, second] = [await reschedule(20), await reschedule(10)];
  expect(await refusalOf(reschedule(5, stranger))).toBe('FORBIDDEN NOT_STAFF');
  expect(await told()).toEqual([
    event('rescheduled', { tournamentId, revision: 1, ...first }),
    event('rescheduled', { tournamentId, revision: 2, ...second }),
  ]);
});

test('tournaments.started, then tournaments.finished, and nothing of what is refused', async () => {
  const start = () => startTournament(opened.app, organizer, tournamentId);
  const finish = () => finishTournament(opened.app, organizer, tournamentId);
  expect(await refusalOf(finish())).toBe('CONFLICT INVALID_STATE');
  expect(await told()).toEqual([]);
  await start();
  expect(await told()).toEqual([event('started', { tournamentId })]);
  expect(await refusalOf(start())).toBe('CONFLICT INVALID_STATE');
  await finish();
  expect(await told()).toEqual([event('finished', { tournamentId })]);
});

test('tournaments.canceled is told once', async () => {
  const cancel = () => cancelTournament(opened.app, organizer, { tournamentId, reason: 'Rain' });
  await cancel();
  expect(await refusalOf(cancel())).toBe('CONFLICT INVALID_STATE');
  expect(await told()).toEqual([event('canceled', { tournamentId })]);
});

test('tournaments.staff-changed tells the whole staff with a revision that rises, and nothing of no change', async () => {
  const [one, two] = [newId(), newId()];
  const add = (userId: string, by: Caller = organizer) =>
    addSubadmin(opened.app, by, { tournamentId, userId });
  const remove = (userId: string) => removeSubadmin(opened.app, organizer, { tournamentId, userId });
  const staffChanged = (revision: number, subadmins: string[]) =>
    event('staff-changed', {
      tournamentId,
      revision,
      staff: [
        { userId: organizerId, role: 'ADMIN' },
        ...subadmins.map((userId) => ({ userId, role: 'SUBADMIN' })),
      ],
    });
  expect(tournament.staffRevision).toBe(0);
  await add(one);
  await add(one);
  await add(two);
  expect(await refusalOf(add(newId()))).toBe('CONFLICT LIMIT_REACHED');
  expect(await refusalOf(add(newId(), stranger))).toBe('FORBIDDEN NOT_STAFF');
  await remove(one);
  expect((await remove(one)).staffRevision).toBe(3);
  expect(await told()).toEqual([staffChanged(1, [one]), staffChanged(2, [one, two]), staffChanged(3, [two])]);
});

test('of staff changes at once each has a revision of its own', async () => {
  const ids = [newId(), newId()];
  await Promise.all(ids.map((userId) => addSubadmin(opened.app, organizer, { tournamentId, userId })));
  const payloads = (await told()).map(({ payload }) => payload as { revision: number; staff: unknown[] });
  expect(payloads.map(({ revision, staff }) => [revision, staff.length])).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

test('sale stages are nobody else’s concern', async () => {
  await setSaleStages(opened.app, organizer, { tournamentId, stages: [] });
  expect(await told()).toEqual([]);
});

test('whatever is shown anew is told to have changed, and what is refused is not', async () => {
  const stages = () => setSaleStages(opened.app, organizer, { tournamentId, stages: [] });
  await stages();
  expect(await takeChanged(opened.app)).toEqual([tournamentId]);
  expect(await refusalOf(startTournament(opened.app, stranger, tournamentId))).toBe('FORBIDDEN NOT_STAFF');
  expect(await takeChanged(opened.app)).toEqual([]);
  const { id } = await addTournament(opened.app, catalogue, {}, organizer);
  expect(await takeChanged(opened.app)).toEqual([id]);
});

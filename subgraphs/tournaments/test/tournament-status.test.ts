import { faultsOf, refusalOf, tally } from '@arena/testing';
import { ANONYMOUS, newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tournamentStatus, type TournamentStatus } from '../src/db/schema.ts';
import { findTournaments, updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { addCatalogue, addTournament, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

type Opened = Awaited<ReturnType<typeof openApp>>;
let opened: Opened;
let catalogue: Catalogue;
const organizer = callerOf();

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const changes = {
  start: (id: string, by = organizer) => startTournament(opened.app, by, id),
  finish: (id: string, by = organizer) => finishTournament(opened.app, by, id),
  cancel: (id: string, by = organizer) =>
    cancelTournament(opened.app, by, { tournamentId: id, reason: 'Rain' }),
};
type Change = keyof typeof changes;

const allowed: Record<Change, Partial<Record<TournamentStatus, TournamentStatus>>> = {
  start: { PENDING: 'ONGOING' },
  finish: { ONGOING: 'FINISHED' },
  cancel: { PENDING: 'CANCELED', ONGOING: 'CANCELED' },
};

async function tournamentIn(status: TournamentStatus): Promise<string> {
  const { id } = await addTournament(opened.app, catalogue, {}, organizer);
  await updateTournament(opened.app.db, id, { status });
  return id;
}

const statusOf = async (id: string) => (await findTournaments(opened.app.db, [id]))[0]?.status;

describe('any status to any status', () => {
  const cases = (Object.keys(changes) as Change[]).flatMap((change) =>
    tournamentStatus.enumValues.map((from) => ({ change, from, to: allowed[change][from] })),
  );
  test.each(cases)('$change from $from leads to $to', async ({ change, from, to }) => {
    const id = await tournamentIn(from);
    if (to) expect((await changes[change](id)).status).toBe(to);
    else expect(await refusalOf(changes[change](id))).toBe('CONFLICT INVALID_STATE');
    expect(await statusOf(id)).toBe(to ?? from);
  });
});

test('of two transitions at once, one wins', async () => {
  const id = await tournamentIn('ONGOING');
  const calls = [changes.finish(id), changes.cancel(id), changes.finish(id), changes.cancel(id)];
  expect(await tally(calls)).toEqual({ done: 1, 'CONFLICT INVALID_STATE': 3 });
});

test('the reason of a cancellation is kept', async () => {
  expect(await changes.cancel(await tournamentIn('PENDING'))).toMatchObject({ cancelReason: 'Rain' });
});

test('a SUBADMIN starts and finishes but does not cancel; a stranger does nothing', async () => {
  const id = await tournamentIn('PENDING');
  const subadmin = callerOf();
  await addSubadmin(opened.app, organizer, { tournamentId: id, userId: subadmin.userId as string });
  for (const change of Object.values(changes)) {
    expect(await refusalOf(change(id, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(change(id, callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
  }
  expect(await refusalOf(changes.cancel(id, subadmin))).toBe('FORBIDDEN NOT_ADMIN');
  await changes.start(id, subadmin);
  await changes.finish(id, subadmin);
  expect(await statusOf(id)).toBe('FINISHED');
});

test('what does not exist is NOT_FOUND, what is no id or reason is BAD_USER_INPUT', async () => {
  for (const change of Object.values(changes)) {
    expect(await refusalOf(change(newId()))).toBe('NOT_FOUND');
    expect(await faultsOf(change('nr-1'))).toEqual(['tournamentId']);
  }
  const cancel = (reason: string) => cancelTournament(opened.app, organizer, { tournamentId: 'x', reason });
  expect(await faultsOf(cancel(''))).toEqual(['tournamentId', 'reason']);
  expect(await faultsOf(cancel('x'.repeat(501)))).toEqual(['tournamentId', 'reason']);
});

import { ANONYMOUS, newId, type Caller } from '@arena/subgraph-kit';
import { faultsOf, refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMatches, updateMatch } from '../src/db/match-store.ts';
import { matchStatus, tournamentStatus, type MatchStatus, type TournamentStatus } from '../src/db/schema.ts';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { rescheduleMatch } from '../src/domain/reschedule-match.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { addCatalogue, type Catalogue } from './fixtures.ts';
import { addMatch, daysIn, planTournament, type Planning } from './planned-matches.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
const organizer = callerOf();

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

type Target = { matchId: string; planning: Planning };

const changes = {
  start: ({ matchId }: Target, by: Caller = organizer) => startMatch(opened.app, by, matchId),
  report: ({ matchId, planning }: Target, by: Caller = organizer) =>
    reportMatchResult(opened.app, by, { matchId, winnerTeamId: planning.teams[0]?.id }),
  cancel: ({ matchId }: Target, by: Caller = organizer) =>
    cancelMatch(opened.app, by, { matchId, reason: 'Rain' }),
  reschedule: ({ matchId, planning }: Target, by: Caller = organizer) =>
    rescheduleMatch(opened.app, by, { matchId, startsAt: daysIn(planning.tournament, 1.5) }),
};
type Change = keyof typeof changes;
const CHANGES = Object.keys(changes) as Change[];

const allowed: Record<Change, Partial<Record<MatchStatus, MatchStatus>>> = {
  start: { PENDING: 'ONGOING' },
  report: { PENDING: 'FINISHED', ONGOING: 'FINISHED' },
  cancel: { PENDING: 'CANCELED', ONGOING: 'CANCELED' },
  reschedule: { PENDING: 'PENDING' },
};
const allowedIn: Record<Change, readonly TournamentStatus[]> = {
  start: ['ONGOING'],
  report: ['ONGOING'],
  cancel: ['PENDING', 'ONGOING'],
  reschedule: ['PENDING', 'ONGOING'],
};

async function matchIn(status: MatchStatus, ofTournament: TournamentStatus = 'ONGOING'): Promise<Target> {
  const planning = await planTournament(opened.app, organizer, catalogue);
  const { id: matchId } = await addMatch(opened.app, planning);
  await updateMatch(opened.app.db, matchId, { status });
  await updateTournament(opened.app.db, planning.tournament.id, { status: ofTournament });
  await takeToldEvents(opened.app);
  return { matchId, planning };
}

const statusOf = async ({ matchId }: Target) => (await findMatches(opened.app.db, [matchId]))[0]?.status;

describe('any status to any status', () => {
  const cases = CHANGES.flatMap((change) =>
    matchStatus.enumValues.map((from) => ({ change, from, to: allowed[change][from] })),
  );
  test.each(cases)('$change from $from leads to $to', async ({ change, from, to }) => {
    const target = await matchIn(from);
    if (to) expect((await changes[change](target)).status).toBe(to);
    else expect(await refusalOf(changes[change](target))).toBe('CONFLICT INVALID_STATE');
    expect(await statusOf(target)).toBe(to ?? from);
  });
});

describe('in a tournament of any status', () => {
  const cases = CHANGES.flatMap((change) =>
    tournamentStatus.enumValues.map((status) => ({
      change,
      status,
      outcome: allowedIn[change].includes(status) ? 'done' : 'CONFLICT INVALID_STATE',
    })),
  );
  test.each(cases)('$change while it is $status: $outcome', async ({ change, status, outcome }) => {
    const target = await matchIn('PENDING', status);
    expect(await tally([changes[change](target)])).toEqual({ [outcome]: 1 });
    if (outcome !== 'done') expect(await statusOf(target)).toBe('PENDING');
  });
});

test('of transitions at once, one wins', async () => {
  const target = await matchIn('PENDING');
  const calls = [changes.cancel(target), changes.report(target), changes.cancel(target)];
  expect(await tally(calls)).toEqual({ done: 1, 'CONFLICT INVALID_STATE': 2 });
  expect(await takeToldEvents(opened.app)).toHaveLength(1);
});

test('what is done is told, and the reason of a cancellation is kept', async () => {
  const target = await matchIn('PENDING');
  const { matchId } = target;
  const { tournament, teams } = target.planning;
  const about = { matchId, tournamentId: tournament.id, teamIds: teams.map(({ id }) => id) };
  await changes.reschedule(target);
  await changes.reschedule(target);
  await changes.start(target);
  expect(await changes.cancel(target)).toMatchObject({ cancelReason: 'Rain' });
  const startsAt = daysIn(tournament, 1.5).toISOString();
  expect(await takeToldEvents(opened.app)).toMatchObject([
    { routingKey: 'matches.rescheduled.v1', payload: { ...about, startsAt } },
    { routingKey: 'matches.started.v1', payload: about },
    { routingKey: 'matches.canceled.v1', payload: about },
  ]);
});

test('a match is not moved out of the dates of its tournament', async () => {
  const target = await matchIn('PENDING', 'PENDING');
  const { tournament } = target.planning;
  const move = (startsAt: Date) =>
    rescheduleMatch(opened.app, organizer, { matchId: target.matchId, startsAt });
  expect(await faultsOf(move(daysIn(tournament, -0.1)))).toEqual(['input.startsAt']);
  expect(await faultsOf(move(tournament.endsAt))).toEqual(['input.startsAt']);
  expect((await move(tournament.startsAt)).startsAt).toEqual(tournament.startsAt);
});

test('a SUBADMIN does all of it; a stranger, the staff of another tournament and the anonymous nothing', async () => {
  const [subadmin, elsewhere] = [callerOf(), callerOf()];
  await planTournament(opened.app, elsewhere, catalogue);
  for (const change of CHANGES) {
    const target = await matchIn('PENDING');
    const tournamentId = target.planning.tournament.id;
    await addSubadmin(opened.app, organizer, { tournamentId, userId: subadmin.userId as string });
    await takeToldEvents(opened.app);
    expect(await refusalOf(changes[change](target, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(changes[change](target, elsewhere))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(changes[change](target, callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
    expect(await statusOf(target)).toBe('PENDING');
    expect(await takeToldEvents(opened.app)).toEqual([]);
    await changes[change](target, subadmin);
  }
});

test('what does not exist is NOT_FOUND, what is no id or reason is BAD_USER_INPUT', async () => {
  const target = await matchIn('PENDING');
  const paths = {
    start: 'matchId',
    cancel: 'matchId',
    report: 'input.matchId',
    reschedule: 'input.matchId',
  };
  for (const change of CHANGES) {
    expect(await refusalOf(changes[change]({ ...target, matchId: newId() }))).toBe('NOT_FOUND');
    expect(await faultsOf(changes[change]({ ...target, matchId: 'nr-1' }))).toEqual([paths[change]]);
  }
  const cancel = (reason: string) => cancelMatch(opened.app, organizer, { matchId: target.matchId, reason });
  expect(await faultsOf(cancel(''))).toEqual(['reason']);
  expect(await faultsOf(cancel('x'.repeat(501)))).toEqual(['reason']);
});

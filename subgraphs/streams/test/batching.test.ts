import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStream } from '../src/domain/create-stream.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { addStreamed, platformId, watching } from './fixtures.ts';
import { startStreams, type StartedStreams } from './started-streams.ts';
import { callerOf } from './streams-app.ts';

let started: StartedStreams;
beforeAll(async () => {
  started = await startStreams();
});
afterAll(() => started[Symbol.asyncDispose]());

const me = person();

async function costOf(typename: string, ids: readonly string[], fields: string) {
  started.takeReads();
  started.takeRoundTrips();
  const { data, errors } = await started.entities(typename, ids, fields, me);
  expect(errors).toBeUndefined();
  return { entities: data._entities, statements: started.takeReads(), roundTrips: started.takeRoundTrips() };
}

/** Matches with two streams each and somebody kicked, every other of which the caller runs, the others joined. */
async function addMatches(count: number): Promise<string[]> {
  const { app } = started;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const organizer = index % 2 === 0 ? callerOf(me) : callerOf();
    const { matchId } = await addStreamed(app, { organizer, isFree: true });
    const url = new URL('https://twitch.tv/x');
    await createStream(app, organizer, { matchId, url, platformId: await platformId(app, 'Twitch') });
    await kickViewer(app, organizer, { matchId, userId: newId() });
    if (index % 2 === 1) await joinStream(app, callerOf(me), { matchId });
    ids.push(matchId);
  }
  return ids;
}

const MATCH = `
  viewerCount myAccess
  streams { id url isLive platform { name } match { id } }
  streamBans { id user { id } reason }
  viewers(first: 1) { totalCount nodes { id } }`;

test('one statement per type and level: thirty matches with every field cost as many as three', async () => {
  const ids = await addMatches(30);
  const few = await costOf('Match', ids.slice(0, 3), MATCH);
  const many = await costOf('Match', ids, MATCH);
  expect(many.statements.toSorted()).toEqual(few.statements.toSorted());
  // matches, who runs them, streams; bans, admissions, matches once more for the page; and of the streams
  // platforms, matches, who runs them, admissions
  expect(few.statements).toHaveLength(10);
  const urls = many.entities.flatMap(({ streams }: { streams: { url: string }[] }) =>
    streams.map(({ url }) => url),
  );
  expect(urls).toHaveLength(60);
  expect(urls).not.toContain(null);
});

test('viewerCount of a hundred matches is one round trip of presence', async () => {
  const { app } = started;
  const ids = await addMatches(2);
  const caller = callerOf();
  await joinStream(app, caller, { matchId: ids[0] ?? '' });
  const watch = await watching(app, caller, ids[0] ?? '');
  const unknown = Array.from({ length: 98 }, () => newId());
  const { entities, statements, roundTrips } = await costOf('Match', [...ids, ...unknown], 'viewerCount');
  expect(statements).toHaveLength(1);
  expect(roundTrips).toEqual(['counts']);
  expect(entities).toEqual([{ viewerCount: 1 }, ...Array(99).fill({ viewerCount: 0 })]);
  await watch.leave();
});

test('audiences of many tournaments are one statement each for staff, peaks and people', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 10; count += 1) {
    const organizer = count % 2 === 0 ? callerOf(me) : callerOf();
    ids.push((await addStreamed(started.app, { organizer })).tournamentId);
  }
  const AUDIENCE = 'audience { viewersNow peakViewers uniqueViewers }';
  const few = await costOf('Tournament', ids.slice(0, 2), AUDIENCE);
  const many = await costOf('Tournament', ids, AUDIENCE);
  expect(many.statements.toSorted()).toEqual(few.statements.toSorted());
  expect(many.statements).toHaveLength(3);
  expect(many.roundTrips).toEqual(['audiences']);
  const none = { audience: { viewersNow: 0, peakViewers: 0, uniqueViewers: 0 } };
  expect(many.entities).toEqual(ids.map((_, index) => (index % 2 === 0 ? none : { audience: null })));
});

test('references to many streams are one statement; what is none is null', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.push((await addStreamed(started.app)).stream.id);
  const { entities, statements } = await costOf('Stream', [...ids, newId(), 'x'], 'id');
  expect(statements).toHaveLength(1);
  expect(entities).toEqual([...ids.map((id) => ({ id })), null, null]);
});

import { routingKey } from '@arena/events';
import { newId, type Identity } from '@arena/subgraph-kit';
import { liveClient, person, type LiveClient } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeStreamUrl } from '../src/domain/change-stream-url.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { matchNews } from '../src/live/topics.ts';
import { addStreamed, countOf, createdEvent, joined, matchEvent, tell, type Told } from './fixtures.ts';
import { startStreams, type StartedStreams } from './started-streams.ts';
import { callerOf } from './streams-app.ts';

let started: StartedStreams;
let client: LiveClient;
let scene: Awaited<ReturnType<typeof addStreamed>>;
const organizer = person();

beforeAll(async () => {
  started = await startStreams();
  client = liveClient(started.url, 'streams');
});
beforeEach(async () => {
  scene = await addStreamed(started.app, { organizer: callerOf(organizer) });
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await started[Symbol.asyncDispose]();
});

const follow = async (field: string, fields: string, identity?: Identity, matchId = scene.matchId) => {
  const feed = await client.subscribe(`subscription ($id: ID!) { ${field}(matchId: $id) { ${fields} } }`, {
    variables: { id: matchId },
    ...(identity && { identity }),
  });
  const next = async () => {
    const { value, done } = await feed.next();
    return done ? 'over' : (value.data?.[field] ?? value.errors?.[0]?.extensions);
  };
  return {
    next,
    /** the next event that tells no count */
    nextOther: async () => {
      for (;;) {
        const event = (await next()) as { type?: string };
        if (event.type !== 'VIEWER_COUNT') return event;
      }
    },
    end: () => feed.return?.(),
  };
};
const untilListening = (listeners: number) => expect.poll(() => started.live.listeners()).toBe(listeners);

const EVENT = 'type reason at match { id viewerCount }';

test('a viewer joins, watches, is told of counts and moves, and is kicked', async () => {
  const { app, tickets } = started;
  const viewer = person();
  const { matchId } = scene;
  await joined(app, tickets, scene, callerOf(viewer));
  const watch = await follow('watchStream', EVENT, viewer);
  const about = (type: string, viewerCount: number, reason: string | null = null) => ({
    ...{ type, reason, at: expect.any(String) },
    match: { id: matchId, viewerCount },
  });
  expect(await watch.next()).toEqual(about('JOINED', 1));
  expect(await watch.next()).toEqual(about('VIEWER_COUNT', 1));
  const { id: streamId } = scene.stream;
  await changeStreamUrl(app, scene.organizer, { streamId, url: new URL('https://youtu.be/2') });
  expect(await watch.nextOther()).toEqual(about('URL_CHANGED', 1));
  await kickViewer(app, scene.organizer, { matchId, userId: viewer.userId, reason: 'Spoilers' });
  expect(await watch.nextOther()).toEqual(about('KICKED', 0, 'Spoilers'));
  expect(await watch.next()).toBe('over');
});

test('a count stands in its event: nobody is asked for it', async () => {
  const { app } = started;
  const counts = await follow('viewerCountChanged', 'id viewerCount');
  await untilListening(1);
  started.takeReads();
  started.takeRoundTrips();
  app.live.publish(matchNews, scene.matchId, { type: 'COUNT', viewerCount: 7 });
  expect(await counts.next()).toEqual({ id: scene.matchId, viewerCount: 7 });
  expect(started.takeReads()).toEqual([]);
  expect(started.takeRoundTrips()).toEqual([]);
  await counts.end();
  await untilListening(0);
});

test('whoever closes the watch is counted no more', async () => {
  const { app, tickets } = started;
  const viewer = person();
  await joined(app, tickets, scene, callerOf(viewer));
  const watch = await follow('watchStream', EVENT, viewer);
  expect(await watch.next()).toMatchObject({ type: 'JOINED' });
  expect(await countOf(app, scene)).toBe(1);
  await watch.end();
  await expect.poll(() => countOf(app, scene)).toBe(0);
});

test('to watch one must have joined, be signed in, and name a match', async () => {
  const refused = async (identity?: Identity, matchId?: string) =>
    (await follow('watchStream', EVENT, identity, matchId)).next();
  expect(await refused(person())).toMatchObject({ code: 'FORBIDDEN', reason: 'NO_GRANT' });
  expect(await refused()).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await refused(person(), newId())).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(person(), 'x')).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'matchId' }],
  });
  for (const field of ['streamUpdated', 'viewerCountChanged'])
    expect(await (await follow(field, 'id', undefined, newId())).next()).toMatchObject({ code: 'NOT_FOUND' });
});

test('a stream that is live is told to anybody, its address only to whom it is due', async () => {
  const all = await follow('streamUpdated', 'id isLive url');
  const staff = await follow('streamUpdated', 'id isLive url', organizer);
  await untilListening(2);
  await tell(started.app, matchEvent(scene, 'started'));
  const { id, url } = scene.stream;
  expect(await all.next()).toEqual({ id, isLive: true, url: null });
  expect(await staff.next()).toEqual({ id, isLive: true, url });
  await all.end();
  await staff.end();
});

test('over the bus a tournament, its match and its staff become known, and what streams do is told', async () => {
  const told: { name: string; payload: { matchId: string } }[] = [];
  const { bus } = started;
  const tail = await bus.tail(({ routingKey: name, content }) => {
    if (name.startsWith('streams.')) told.push({ name, payload: JSON.parse(content) });
  });
  const created = createdEvent({ organizerId: organizer.userId, viewerPriceMinor: 0 });
  const { tournamentId } = created.payload;
  const matchId = newId();
  const publish = ({ name, payload }: Told) =>
    bus.publish([
      { id: newId(), routingKey: routingKey(name), content: JSON.stringify(payload), headers: {} },
    ]);
  await publish(created);
  await publish(matchEvent({ tournamentId, matchId }, 'created'));
  const platforms = (await started.ask()('{ platforms { id name } }')).data.platforms;
  const { id: platformId } = platforms.find(({ name }: { name: string }) => name === 'Twitch');
  const input = { matchId, platformId, url: 'https://twitch.tv/arena' };
  const create = () =>
    started.ask(organizer)(
      'mutation ($input: CreateStreamInput!) { createStream(input: $input) { id url } }',
      {
        input,
      },
    );
  let stream: { id: string; url: string } | undefined;
  await expect.poll(async () => (stream = (await create()).data.createStream)).not.toBeNull();
  expect(stream?.url).toBe('https://twitch.tv/arena');
  const viewer = person();
  const joining = await started.ask(viewer)(
    'mutation ($input: JoinStreamInput!) { joinStream(input: $input) { role streams { url } } }',
    { input: { matchId } },
  );
  expect(joining.data.joinStream).toEqual({ role: 'VIEWER', streams: [{ url: 'https://twitch.tv/arena' }] });
  const kick = { matchId, userId: viewer.userId };
  await started.ask(organizer)('mutation ($input: KickViewerInput!) { kickViewer(input: $input) }', {
    input: kick,
  });
  await expect
    .poll(() => told.filter(({ payload }) => payload.matchId === matchId))
    .toEqual([
      { name: 'streams.created.v1', payload: { streamId: stream?.id, matchId, tournamentId } },
      { name: 'streams.viewer-kicked.v1', payload: { ...kick, tournamentId, reason: null } },
    ]);
  await tail.stop();
});

test('once the subgraph stops, whoever watches by it is counted no more', async () => {
  await using own = await startStreams();
  const at = await addStreamed(own.app);
  const viewer = person();
  await joined(own.app, own.tickets, at, callerOf(viewer));
  await using connection = liveClient(own.url, 'streams');
  const feed = await connection.subscribe(`subscription { watchStream(matchId: "${at.matchId}") { type } }`, {
    identity: viewer,
  });
  await feed.next();
  expect(await countOf(own.app, at)).toBe(1);
  await own.stop();
  expect(await countOf(own.app, at)).toBe(0);
  const untilCut = async (): Promise<never> => {
    await feed.next();
    return untilCut();
  };
  await expect(untilCut()).rejects.toMatchObject({ code: 1001 });
});

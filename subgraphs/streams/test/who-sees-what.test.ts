import { newId, type Identity } from '@arena/subgraph-kit';
import { codeOf, faultyFields, person } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { joinStream } from '../src/domain/join-stream.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { addStreamed, joined, matchEvent, tell, watching } from './fixtures.ts';
import { startStreams, type StartedStreams } from './started-streams.ts';
import { callerOf } from './streams-app.ts';

let started: StartedStreams;
let scene: Awaited<ReturnType<typeof addStreamed>>;
const organizer = person();
const others = [undefined, person(), person(newId(), ['platform:admin'])];

beforeAll(async () => {
  started = await startStreams();
});
beforeEach(async () => {
  scene = await addStreamed(started.app, { organizer: callerOf(organizer) });
});
afterAll(() => started[Symbol.asyncDispose]());

const FIELDS = `query ($references: [_Any!]!, $id: ID!) {
  stream(id: $id) { id url isLive platform { name } match { id } }
  _entities(representations: $references) {
    ... on Match { streams { id url } viewerCount myAccess viewers { totalCount nodes { id } } streamBans { user { id } reason } }
    ... on Tournament { audience { viewersNow peakViewers uniqueViewers } }
  }
}`;

async function seenBy(identity?: Identity) {
  const { matchId, tournamentId, stream } = scene;
  const references = [
    { __typename: 'Match', id: matchId },
    { __typename: 'Tournament', id: tournamentId },
  ];
  const { data, errors } = await started.ask(identity)(FIELDS, { references, id: stream.id });
  expect(errors).toBeUndefined();
  const [match, tournament] = data._entities;
  return { ...match, ...tournament, stream: data.stream };
}

test('the staff see where a match is watched, who does, who was kicked and how many it were', async () => {
  const { app, tickets } = started;
  const { caller } = await joined(app, tickets, scene);
  const watch = await watching(app, caller, scene.matchId);
  const kicked = newId();
  await kickViewer(app, scene.organizer, { matchId: scene.matchId, userId: kicked, reason: 'Spoilers' });
  const { id } = scene.stream;
  expect(await seenBy(organizer)).toEqual({
    stream: {
      id,
      url: 'https://youtu.be/first',
      isLive: false,
      platform: { name: 'YouTube' },
      match: { id: scene.matchId },
    },
    streams: [{ id, url: 'https://youtu.be/first' }],
    viewerCount: 1,
    myAccess: 'STAFF',
    viewers: { totalCount: 1, nodes: [{ id: caller.userId }] },
    streamBans: [{ user: { id: kicked }, reason: 'Spoilers' }],
    audience: { viewersNow: 1, peakViewers: 1, uniqueViewers: 1 },
  });
  await watch.leave();
});

test('others see that there is a stream and how many watch, and no more; the staff of another tournament too', async () => {
  const { app, tickets } = started;
  const elsewhere = person();
  await addStreamed(app, { organizer: callerOf(elsewhere) });
  const { caller } = await joined(app, tickets, scene);
  const watch = await watching(app, caller, scene.matchId);
  const { id } = scene.stream;
  for (const other of [...others, elsewhere]) {
    expect(await seenBy(other)).toMatchObject({
      stream: { id, url: null, isLive: false },
      streams: [{ id, url: null }],
      viewerCount: 1,
      myAccess: null,
      viewers: null,
      streamBans: null,
      audience: null,
    });
  }
  await watch.leave();
});

test('a viewer never given the stream’s URL: who holds a grant sees it, and nobody without one', async () => {
  const { app, tickets } = started;
  const viewer = person();
  const { access } = await joined(app, tickets, scene, callerOf(viewer));
  const shown = { stream: { url: 'https://youtu.be/first' }, myAccess: 'VIEWER' };
  const hidden = { stream: { url: null }, myAccess: null };
  expect(await seenBy(viewer)).toMatchObject({ ...shown, viewers: null, streamBans: null, audience: null });
  const joining = await started.ask(viewer)(
    `mutation ($input: JoinStreamInput!) { joinStream(input: $input) {
      id role grantedAt match { id myAccess } streams { id url platform { name } }
    } }`,
    {
      input: {
        matchId: scene.matchId,
        ticketCode: (await joined(app, tickets, scene, callerOf(viewer))).ticket.code,
      },
    },
  );
  expect(joining.data.joinStream).toEqual({
    id: access.id,
    role: 'VIEWER',
    grantedAt: access.grantedAt.toISOString(),
    match: { id: scene.matchId, myAccess: 'VIEWER' },
    streams: [{ id: scene.stream.id, url: 'https://youtu.be/first', platform: { name: 'YouTube' } }],
  });
  started.advance(61_000);
  expect(await seenBy(viewer)).toMatchObject(hidden);
});

test('the address is hidden at once from who leaves, is kicked, or when the match is over', async () => {
  const { app, tickets, ask } = started;
  const people = [person(), person(), person()];
  for (const one of people) await joined(app, tickets, scene, callerOf(one));
  const [leaving, kicked, staying] = people;
  const { matchId } = scene;
  await ask(leaving)('mutation ($id: ID!) { leaveStream(matchId: $id) }', { id: matchId });
  await ask(organizer)('mutation ($input: KickViewerInput!) { kickViewer(input: $input) }', {
    input: { matchId, userId: kicked?.userId },
  });
  for (const gone of [leaving, kicked])
    expect(await seenBy(gone)).toMatchObject({ stream: { url: null }, myAccess: null });
  expect(await seenBy(staying)).toMatchObject({ stream: { url: 'https://youtu.be/first' } });
  await tell(app, matchEvent(scene, 'finished'));
  expect(await seenBy(staying)).toMatchObject({ stream: { url: null }, myAccess: null, viewerCount: 0 });
  expect(await seenBy(organizer)).toMatchObject({ stream: { url: 'https://youtu.be/first' } });
});

test('a revocation that presence has not heard of hides the address all the same', async () => {
  const { app, tickets } = started;
  const viewer = person();
  const { ticket } = await joined(app, tickets, scene, callerOf(viewer));
  const { tournamentId, matchId } = scene;
  const payload = {
    ticketId: ticket.id,
    type: 'VIEWER' as const,
    tournamentId,
    matchId,
    ownerId: viewer.userId,
  };
  const event = { name: 'tickets.invalidated', payload: { ...payload, reason: 'REFUNDED' } } as const;
  await tell(app, event, { follow: false });
  expect(await app.presence.findGrants(viewer.userId, [scene])).toMatchObject([{ role: 'VIEWER' }]);
  expect(await seenBy(viewer)).toMatchObject({ stream: { url: null }, myAccess: null });
});

test('a stream is live while its match is played', async () => {
  const isLive = async () => (await seenBy()).stream.isLive;
  expect(await isLive()).toBe(false);
  await tell(started.app, matchEvent(scene, 'started'));
  expect(await isLive()).toBe(true);
  await tell(started.app, { name: 'tournaments.canceled', payload: { tournamentId: scene.tournamentId } });
  expect(await isLive()).toBe(false);
});

test('viewers come in pages, by themselves', async () => {
  const { app, tickets } = started;
  const watches = [];
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { caller } = await joined(app, tickets, scene);
    ids.push(caller.userId);
    watches.push(await watching(app, caller, scene.matchId));
  }
  const page = async (first: number, after?: string) =>
    started.ask(organizer)(
      `query ($reference: [_Any!]!, $first: Int, $after: String) {
        _entities(representations: $reference) { ... on Match {
          viewers(first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
        } }
      }`,
      { reference: [{ __typename: 'Match', id: scene.matchId }], first, after },
    );
  const one = (await page(3)).data._entities[0].viewers;
  expect(one).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
  const two = (await page(3, one.pageInfo.endCursor)).data._entities[0].viewers;
  expect(two.pageInfo.hasNextPage).toBe(false);
  expect([...one.nodes, ...two.nodes].map(({ id }: { id: string }) => id)).toEqual(ids.sort());
  for (const size of [0, 101]) expect(faultyFields(await page(size))).toEqual(['first']);
  expect(faultyFields(await page(3, 'x'))).toEqual(['after']);
  for (const watch of watches) await watch.leave();
});

test('audience counts people once, however many matches they watch, now and ever', async () => {
  const { app, tickets } = started;
  const second = await addStreamed(app, scene);
  const [one, other] = [callerOf(), callerOf()];
  const watches = [];
  for (const match of [scene, second]) {
    await joined(app, tickets, match, one);
    watches.push(await watching(app, one, match.matchId));
  }
  await joined(app, tickets, second, other);
  await joined(app, tickets, second);
  watches.push(await watching(app, other, second.matchId));
  expect((await seenBy(organizer)).audience).toEqual({ viewersNow: 2, peakViewers: 2, uniqueViewers: 2 });
  for (const watch of watches) await watch.leave();
  await expect
    .poll(async () => (await seenBy(organizer)).audience)
    .toEqual({ viewersNow: 0, peakViewers: 2, uniqueViewers: 2 });
});

test('while presence is away what it would say is an error of its own, and all the rest is there', async () => {
  const { app, tickets } = started;
  const viewer = person();
  const { ticket } = await joined(app, tickets, scene, callerOf(viewer));
  const reference = [{ __typename: 'Match', id: scene.matchId }];
  const query = `query ($reference: [_Any!]!) { _entities(representations: $reference) { ... on Match {
    viewerCount myAccess streams { id url isLive }
  } } }`;
  started.cutPresence();
  const { data, errors } = await started.ask(viewer)(query, { reference });
  const { id } = scene.stream;
  expect(data._entities).toEqual([
    { viewerCount: null, myAccess: null, streams: [{ id, url: null, isLive: false }] },
  ]);
  expect(new Set(errors?.map(({ path }) => path?.at(-1)))).toEqual(
    new Set(['viewerCount', 'myAccess', 'url']),
  );
  for (const { extensions } of errors ?? [])
    expect(extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'streams' });
  // who never joined holds no grant whatever presence says, and the staff need none
  const ofStranger = await started.ask(person())(query, { reference });
  expect(ofStranger.data._entities[0]).toMatchObject({ myAccess: null, streams: [{ url: null }] });
  expect(ofStranger.errors?.map(({ path }) => path?.at(-1))).toEqual(['viewerCount']);
  const ofStaff = await started.ask(organizer)(query, { reference });
  expect(ofStaff.data._entities[0]).toMatchObject({
    myAccess: 'STAFF',
    streams: [{ url: 'https://youtu.be/first' }],
  });
  const joining = await started.ask(viewer)(
    'mutation ($input: JoinStreamInput!) { joinStream(input: $input) { id } }',
    { input: { matchId: scene.matchId, ticketCode: ticket.code } },
  );
  expect(codeOf(joining)).toBe('SUBGRAPH_UNAVAILABLE');
  const kicking = await started.ask(organizer)(
    'mutation ($input: KickViewerInput!) { kickViewer(input: $input) }',
    { input: { matchId: scene.matchId, userId: viewer.userId } },
  );
  expect(kicking.data).toEqual({ kickViewer: true });
  started.cutPresence(false);
  expect(await seenBy(viewer)).toMatchObject({ stream: { url: null }, myAccess: null });
});

test('platforms by name, a stream by its id, and what is none', async () => {
  const { data } = await started.ask()('{ platforms { id name } }');
  expect(data.platforms.map(({ name }: { name: string }) => name)).toEqual([
    'Discord',
    'Meet',
    'Twitch',
    'YouTube',
    'Zoom',
  ]);
  expect((await started.ask()(`{ stream(id: "${newId()}") { id } }`)).data).toEqual({ stream: null });
  expect(faultyFields(await started.ask()('{ stream(id: "x") { id } }'))).toEqual(['id']);
});

test('what is written where a URL belongs is told by its field', async () => {
  const { matchId } = scene;
  const creating = (input: object) =>
    started.ask(organizer)('mutation ($input: CreateStreamInput!) { createStream(input: $input) { id } }', {
      input,
    });
  const platformId = newId();
  expect(faultyFields(await creating({ matchId, platformId, url: 'not an address' }))).toEqual(['input.url']);
  expect(faultyFields(await creating({ matchId, platformId, url: 'javascript:alert(1)' }))).toEqual([
    'input.url',
  ]);
});

test('nothing is changed by the anonymous', async () => {
  const id = newId();
  for (const mutation of [
    `createStream(input: { matchId: "${id}", platformId: "${id}", url: "https://youtu.be/1" }) { id }`,
    `changeStreamUrl(streamId: "${id}", url: "https://youtu.be/1") { id }`,
    `removeStream(streamId: "${id}")`,
    `joinStream(input: { matchId: "${id}" }) { id }`,
    `leaveStream(matchId: "${id}")`,
    `kickViewer(input: { matchId: "${id}", userId: "${id}" })`,
    `unbanViewer(matchId: "${id}", userId: "${id}")`,
  ]) {
    expect(codeOf(await started.ask()(`mutation { ${mutation} }`)), mutation).toBe('UNAUTHENTICATED');
  }
});

test('a player who has joined is shown as one', async () => {
  const player = person();
  const { tournamentId, matchId } = scene;
  const { userId } = player;
  const { code } = started.tickets.issue({ type: 'PARTICIPANT', tournamentId, matchId: null, userId });
  await joinStream(started.app, callerOf(player), { matchId, ticketCode: code });
  expect(await seenBy(player)).toMatchObject({ myAccess: 'PARTICIPANT' });
});

import { eventually, testServices } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chance } from '../../subgraphs/streams/test/chance.ts';
import { isRedisInstalled, ownRedis, type OwnRedis } from '../../subgraphs/streams/test/own-redis.ts';
import { count } from './counts.ts';
import { crowdScene, newFan, type Fan, type Side, type Watching } from './crowd-scene.ts';

const { amqp } = testServices();

const PLACES = count(100, 20);
const JOINING = count(1_000, 200);
const FANS = count(60, 15);
const ROUNDS = count(200, 40);

const join = (fan: Fan, side: Side, matchId: string) =>
  fan.askAt(side)('mutation ($input: JoinStreamInput!) { joinStream(input: $input) { role } }', {
    input: { matchId },
  });

const fans = (many: number): Promise<Fan[]> => Promise.all(Array.from({ length: many }, newFan));

describe.skipIf('missing' in amqp || !isRedisInstalled())('a stream at two gateways', () => {
  let redis: OwnRedis;
  let scene: Awaited<ReturnType<typeof crowdScene>>;
  let here: Side;
  let there: Side;
  beforeAll(async () => {
    redis = await ownRedis();
    scene = await crowdScene(
      { url: redis.url, prefix: 'crowd:' },
      {
        FREE_VIEWER_LIMIT: String(PLACES),
        PRESENCE_TTL_MS: '1500',
        PRESENCE_SWEEP_MS: '100',
        COUNT_INTERVAL_MS: '50',
      },
    );
    [here, there] = scene.sides;
  }, 120_000);
  afterAll(async () => {
    await scene[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });

  const countAt = async (side: Side, matchId: string): Promise<number | null> =>
    (
      await scene.organizer.askAt(side)(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Match { viewerCount } } }',
        { of: [{ __typename: 'Match', id: matchId }] },
      )
    ).data?._entities[0]?.viewerCount ?? null;

  const countOnce = (side: Side, matchId: string, wanted: number) =>
    eventually(
      () => countAt(side, matchId),
      (found) => found === wanted,
    );

  test('many who join at once take the free places and no more', async () => {
    const matchId = await scene.newStreamedMatch();
    const answers = await Promise.all(
      (await fans(JOINING)).map((fan, index) => join(fan, index % 2 ? here : there, matchId)),
    );
    const admitted = answers.filter(({ data }) => data?.joinStream);
    const refused = answers.filter(({ data }) => !data?.joinStream);
    expect(admitted).toHaveLength(PLACES);
    expect(new Set(refused.map(({ errors }) => errors?.[0]?.extensions['reason']))).toEqual(
      new Set(['STREAM_FULL']),
    );
  }, 120_000);

  test('who is kicked at one gateway is told at the other, and is not let in again', async () => {
    const matchId = await scene.newStreamedMatch();
    const [fan, other] = (await fans(2)) as [Fan, Fan];
    await join(fan, there, matchId);
    await join(other, there, matchId);
    const watching = await fan.watch(there, matchId);
    const goesOn = await other.watch(there, matchId);
    await scene.organizer.askAt(here)('mutation ($input: KickViewerInput!) { kickViewer(input: $input) }', {
      input: { matchId, userId: fan.id, reason: 'Spoilers' },
    });
    await watching.ended;
    expect(watching.events.at(-1)).toEqual({ type: 'KICKED', reason: 'Spoilers' });
    expect(goesOn.events).toEqual([{ type: 'JOINED', reason: null }]);
    const again = await join(fan, here, matchId);
    expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'BANNED' });
    expect(await countOnce(here, matchId, 1)).toBe(1);
    goesOn.stop();
  }, 60_000);

  test('whatever windows open and close, everybody who watches is counted once', async () => {
    const matchId = await scene.newStreamedMatch();
    const crowd = (await fans(Math.min(FANS, PLACES))).map((fan) => ({ fan, windows: [] as Watching[] }));
    for (const { fan } of crowd) await join(fan, here, matchId);
    const draw = chance(7);
    const roundOf = async () => {
      const one = crowd[draw(crowd.length)] as (typeof crowd)[number];
      const side = draw(2) ? here : there;
      if (draw(3) === 0) one.windows.splice(draw(one.windows.length + 1), 1).forEach(({ stop }) => stop());
      else one.windows.push(await one.fan.watch(side, matchId));
    };
    for (let round = 0; round < ROUNDS; round += 1) await roundOf();
    const watchingNow = crowd.filter(({ windows }) => windows.length > 0).length;
    expect(await countOnce(here, matchId, watchingNow)).toBe(watchingNow);
    expect(await countAt(there, matchId)).toBe(watchingNow);
    for (const { windows } of crowd) for (const { stop } of windows) stop();
    expect(await countOnce(there, matchId, 0)).toBe(0);
  }, 120_000);

  test('a Redis that loses everything is told anew who watches, save who was kicked meanwhile', async () => {
    const matchId = await scene.newStreamedMatch();
    const crowd = await fans(4);
    for (const [index, fan] of crowd.entries()) await join(fan, index % 2 ? here : there, matchId);
    const windows = await Promise.all(
      crowd.map((fan, index) => fan.watch(index % 2 ? here : there, matchId)),
    );
    expect(await countOnce(here, matchId, 4)).toBe(4);
    await redis.kill();
    const kicked = crowd[0] as Fan;
    await scene.organizer.askAt(here)('mutation ($input: KickViewerInput!) { kickViewer(input: $input) }', {
      input: { matchId, userId: kicked.id },
    });
    await redis.start();
    expect(await countOnce(here, matchId, 3)).toBe(3);
    await windows[0]?.ended;
    expect(windows.map(({ events }) => events.at(-1)?.type)).toEqual([
      'KICKED',
      'JOINED',
      'JOINED',
      'JOINED',
    ]);
    for (const { stop } of windows) stop();
  }, 60_000);

  test('who watches at a gateway that is killed is counted no more', async () => {
    const matchId = await scene.newStreamedMatch();
    const [fan, other] = (await fans(2)) as [Fan, Fan];
    const doomed = await scene.startGateway(there.streams);
    await join(fan, there, matchId);
    await join(other, here, matchId);
    await fan.watch({ ...there, ...doomed }, matchId);
    const goesOn = await other.watch(here, matchId);
    expect(await countOnce(here, matchId, 2)).toBe(2);
    doomed.gateway.kill('SIGKILL');
    expect(await countOnce(here, matchId, 1)).toBe(1);
    goesOn.stop();
  }, 60_000);

  test('who watches by a subgraph that is killed is counted no more, and again once it is back', async () => {
    const matchId = await scene.newStreamedMatch();
    const [fan, other] = (await fans(2)) as [Fan, Fan];
    await join(fan, there, matchId);
    await join(other, here, matchId);
    const cut = await fan.watch(there, matchId);
    const goesOn = await other.watch(here, matchId);
    expect(await countOnce(here, matchId, 2)).toBe(2);
    there.process.kill('SIGKILL');
    await there.process.exited;
    expect(await countOnce(here, matchId, 1)).toBe(1);
    await there.streams.start();
    expect(await countOnce(here, matchId, 2)).toBe(2);
    const types = async () => cut.events.map(({ type }) => type);
    expect(await eventually(types, ({ length }) => length > 1)).toEqual(['JOINED', 'JOINED']);
    for (const { stop } of [cut, goesOn]) stop();
  }, 60_000);
});

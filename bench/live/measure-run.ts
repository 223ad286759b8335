import type { Profiler } from 'node:inspector';
import type { Child, Usage } from '../gateway/child/child.ts';
import { percentile } from '../gateway/load/percentile.ts';
import { nowMs } from './clock.ts';
import type { Platform, Running } from './platform.ts';
import type { Run } from './runs.ts';
import type { Memory } from './service-process.ts';
import type { Arrivals, SubscribeOptions } from './subscribers/main.ts';
import type { Renamed, WatchedTournament } from './tournament.ts';

/** the subscribers that warm a gateway up before its memory is taken */
const WARMING = 50;
const SETTLE_MS = 500;

export type Stage = {
  platform: Platform;
  subscribers: Child;
  tournament: WatchedTournament;
  /** how long each run renames, and how long before that to warm up */
  seconds: number;
  warmUpSeconds: number;
};

export type Measured = Run & {
  deliveriesPerSecond: number;
  /** of what should have been delivered */
  missed: number;
  /** from the moment before the rename was sent */
  p50Ms: number;
  p99Ms: number;
  mostMs: number;
  /** from the answer to the rename, which is after its commit */
  p99FromAnswerMs: number;
  /** by what the process grew, garbage collected, for each of the subscribers */
  rssBytesEach: number;
  heapBytesEach: number;
  cpuMicrosecondsPerDelivery: number;
  /** shares of one processor */
  gatewayCpu: number;
  subscribersCpu: number;
  subgraphsCpu: number;
  /** what the gateway asks of subgraphs by HTTP */
  callsPerEvent: number;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Renames at a steady rate, whatever the answers take. */
async function renameSteadily(
  { rename }: WatchedTournament,
  eventsPerSecond: number,
  seconds: number,
): Promise<Renamed[]> {
  const startedAtMs = nowMs();
  const renamed: Promise<Renamed>[] = [];
  for (let i = 0; i < eventsPerSecond * seconds; i += 1) {
    await pause(Math.max(0, startedAtMs + (i * 1_000) / eventsPerSecond - nowMs()));
    const one = rename();
    // it may fail before all are waited for, which tells of it
    one.catch(() => {});
    renamed.push(one);
  }
  return Promise.all(renamed);
}

/** Subscribes, and renames until each of them has heard of it. */
async function subscribe({ subscribers, tournament }: Stage, options: SubscribeOptions): Promise<void> {
  await subscribers.ask('subscribe', options);
  for (let heard = 0; heard < options.count; heard = await subscribers.ask<number>('heard')) {
    await tournament.rename();
    await pause(SETTLE_MS);
  }
}

/** Waits until nothing more arrives. */
async function untilQuiet({ subscribers }: Stage): Promise<void> {
  let before: number;
  let arrived = await subscribers.ask<number>('count');
  do {
    before = arrived;
    await pause(SETTLE_MS);
    arrived = await subscribers.ask<number>('count');
  } while (arrived !== before);
}

async function unsubscribe({ subscribers }: Stage): Promise<void> {
  await subscribers.ask('leave');
  await pause(SETTLE_MS);
}

/** What all processes have taken so far. */
async function takeStock({ platform, subscribers }: Stage, gateway: Child) {
  const subgraphs = Object.values(platform.subgraphs);
  const usages = await Promise.all(subgraphs.map(({ child }) => child.usage()));
  const counts = await Promise.all(subgraphs.map(({ child }) => child.ask<number>('count')));
  return {
    gateway: await gateway.usage(),
    subscribers: await subscribers.usage(),
    subgraphsMicroseconds: usages.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0),
    requests: counts.reduce((sum, count) => sum + count, 0),
    atMs: nowMs(),
  };
}

function latencies(renamed: readonly Renamed[], { numbers, atMs }: Arrivals) {
  const byNumber = new Map(renamed.map((one) => [one.number, one]));
  const fromSending: number[] = [];
  const fromAnswer: number[] = [];
  numbers.forEach((number, i) => {
    const one = byNumber.get(number);
    if (!one) return;
    fromSending.push((atMs[i] as number) - one.sentAtMs);
    fromAnswer.push((atMs[i] as number) - one.answeredAtMs);
  });
  return { fromSending, fromAnswer };
}

const cpuOf = (before: Usage, after: Usage) => after.cpuMicroseconds - before.cpuMicroseconds;

/** Renames for a while in front of those who are subscribed, and looks at what comes of it and what it takes. */
async function measureDeliveries(stage: Stage, gateway: Child, run: Run) {
  const { subscribers, tournament, seconds, warmUpSeconds } = stage;
  await renameSteadily(tournament, run.eventsPerSecond, warmUpSeconds);
  await untilQuiet(stage);
  await subscribers.ask('forget');
  const before = await takeStock(stage, gateway);
  const renamed = await renameSteadily(tournament, run.eventsPerSecond, seconds);
  await untilQuiet(stage);
  const after = await takeStock(stage, gateway);
  const { fromSending, fromAnswer } = latencies(renamed, await subscribers.ask<Arrivals>('arrivals'));
  const microseconds = (after.atMs - before.atMs) * 1_000;
  const cpuMicroseconds = cpuOf(before.gateway, after.gateway);
  return {
    deliveriesPerSecond: fromSending.length / seconds,
    missed: 1 - fromSending.length / (renamed.length * run.subscribers),
    p50Ms: percentile(fromSending, 0.5),
    p99Ms: percentile(fromSending, 0.99),
    mostMs: percentile(fromSending, 1),
    p99FromAnswerMs: percentile(fromAnswer, 0.99),
    cpuMicrosecondsPerDelivery: cpuMicroseconds / fromSending.length,
    gatewayCpu: cpuMicroseconds / microseconds,
    subscribersCpu: cpuOf(before.subscribers, after.subscribers) / microseconds,
    subgraphsCpu: (after.subgraphsMicroseconds - before.subgraphsMicroseconds) / microseconds,
    // the renames are requests too, but not the gateway's
    callsPerEvent: (after.requests - before.requests - renamed.length) / renamed.length,
  };
}

/** Has a fresh gateway warm up, so that what it grows by afterwards is its subscribers'. */
async function warmUp(stage: Stage, gateway: Running, run: Run): Promise<void> {
  const options = { url: gateway.url, tournamentId: stage.tournament.id, transport: run.transport };
  await subscribe(stage, { ...options, count: WARMING });
  await renameSteadily(stage.tournament, run.eventsPerSecond, stage.warmUpSeconds);
  await unsubscribe(stage);
}

/** Measures a run on a gateway of its own. */
export async function measureRun(stage: Stage, run: Run): Promise<Measured> {
  const gateway = await stage.platform.startGateway();
  const { child, url } = gateway;
  await warmUp(stage, gateway, run);
  const empty = await child.ask<Memory>('memory');
  await subscribe(stage, {
    url,
    tournamentId: stage.tournament.id,
    transport: run.transport,
    count: run.subscribers,
  });
  const deliveries = await measureDeliveries(stage, child, run);
  const full = await child.ask<Memory>('memory');
  await unsubscribe(stage);
  await child.stop();
  return {
    ...run,
    ...deliveries,
    rssBytesEach: (full.rssBytes - empty.rssBytes) / run.subscribers,
    heapBytesEach: (full.heapBytes - empty.heapBytes) / run.subscribers,
  };
}

/** Profiles a gateway while it delivers. */
export async function profileRun(stage: Stage, run: Run): Promise<Profiler.Profile> {
  const { child, url } = await stage.platform.startGateway();
  const { tournament, seconds, warmUpSeconds } = stage;
  const options = { url, tournamentId: tournament.id, transport: run.transport, count: run.subscribers };
  await subscribe(stage, options);
  await renameSteadily(tournament, run.eventsPerSecond, warmUpSeconds);
  await child.ask('startProfile');
  await renameSteadily(tournament, run.eventsPerSecond, seconds);
  const profile = await child.ask<Profiler.Profile>('stopProfile');
  await unsubscribe(stage);
  await child.stop();
  return profile;
}

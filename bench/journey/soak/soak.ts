import type { BorrowedServers } from '../../live/borrowed-servers.ts';
import { startArena } from '../arena.ts';
import { openConnection } from '../client/connection.ts';
import { runLoad } from '../load/run-load.ts';
import { startLoad, type Load } from '../load/stage.ts';
import { Tally } from '../load/tally.ts';
import { makeWorld } from '../world/make-world.ts';
import { minuteLine, summaryOf, type Minute } from './minute.ts';
import { writeSoakReport } from './report.ts';
import { openSampler, type Sample, type Sampler } from './sampler.ts';

const PEOPLE = 160;
const CONNECTIONS = 64;
const LISTENERS = 200;
const STAYS_MS: [number, number] = [20_000, 600_000];
const SAMPLE_MS = 30_000;
const SAMPLES_PER_LINE = 2;

export type SoakOptions = { minutes: number; perSecond: number };

export type Soaked = {
  options: SoakOptions;
  samples: Sample[];
  minutes: Minute[];
  /** by how much acts have begun too late, at most */
  latestMs: number;
  came: number;
  expired: number;
  heard: Record<string, number>;
  operations: Record<string, number>;
  /** what has ended it before its time */
  failure: string | undefined;
};

const addUp = (into: Record<string, number>, more: ReadonlyMap<string, number>): void => {
  for (const [key, count] of more) into[key] = (into[key] ?? 0) + count;
};

/** Samples until it is told to stop; tells of each minute as it goes. */
function keepSampling(sampler: Sampler, load: Load, soaked: Soaked): { stop: () => Promise<void> } {
  let isOver = false;
  let wake = () => {};
  const work = async () => {
    for (let turn = 1; !isOver; turn += 1) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, SAMPLE_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (isOver as boolean) return;
      const sample = await sampler.take();
      soaked.samples.push(sample);
      if (turn % SAMPLES_PER_LINE !== 0) continue;
      const tally = load.takeTally();
      addUp(soaked.operations, tally.operations);
      const minute = summaryOf(sample.minutes, tally, load.renames.takeDelays());
      soaked.minutes.push(minute);
      console.error(minuteLine(minute, sample));
    }
  };
  const working = work();
  // whoever stops it learns of it
  working.catch(() => {});
  return {
    stop: async () => {
      isOver = true;
      wake();
      await working;
    },
  };
}

/** Keeps a steady load before Arena for some minutes, looks at what grows, and writes that down. */
export async function soak(servers: BorrowedServers, options: SoakOptions): Promise<void> {
  const arena = await startArena(servers);
  const gateway = await arena.startGateway('on');
  const { url } = gateway;
  console.error('Making people and tournaments ...');
  const setUp = new Tally();
  const world = await makeWorld(() => openConnection(url, () => setUp), servers.databaseUrls.users, PEOPLE);
  console.error('Having listeners come ...');
  const load = await startLoad({ url, world, listeners: LISTENERS, staysMs: STAYS_MS });
  console.error('Acting ...');
  const sampler = openSampler(servers, { gateway, ...arena.subgraphs });
  const soaked: Soaked = {
    options,
    samples: [await sampler.take()],
    minutes: [],
    latestMs: 0,
    came: 0,
    expired: 0,
    heard: {},
    operations: {},
    failure: undefined,
  };
  load.takeTally();
  const sampling = keepSampling(sampler, load, soaked);
  try {
    const { latestMs } = await runLoad(load, {
      connections: CONNECTIONS,
      milliseconds: options.minutes * 60_000,
      perSecond: options.perSecond,
    });
    soaked.latestMs = latestMs;
    await sampling.stop();
  } catch (error) {
    soaked.failure = error instanceof Error ? error.message : String(error);
    process.exitCode = 1;
    console.error(soaked.failure);
  }
  addUp(soaked.heard, load.crowd.heard);
  soaked.came = load.crowd.counts.came;
  soaked.expired = load.crowd.counts.expired;
  console.log(await writeSoakReport(soaked));
  await load.end();
  await gateway.child.stop();
  await sampler.close();
  await arena.close();
}

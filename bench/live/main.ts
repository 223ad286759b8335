// What live updates cost: subscribers of one tournament on one gateway, over each of the transports. Gateway,
// subgraphs and subscribers are processes of their own; PostgreSQL, Redis and RabbitMQ are had as the tests have
// them. With --profile it tells instead where the gateway's time goes.
import { parseArgs } from 'node:util';
import { startChild } from '../gateway/child/child.ts';
import { profileLines, writeProfile } from '../gateway/report/profile.ts';
import type { BorrowedServers } from './borrowed-servers.ts';
import { measureRun, profileRun, type Measured, type Stage } from './measure-run.ts';
import { onBorrowedServers } from './on-borrowed-servers.ts';
import { startPlatform } from './platform.ts';
import { PROFILED, RUNS } from './runs.ts';
import { ratioLines, tableLines } from './table.ts';
import { makeTournament } from './tournament.ts';

/** Spares the subscribers some garbage collection, so that they take less of the machine. */
const ROOMY = ['--max-semi-space-size=64'];

async function measureAll(stage: Stage): Promise<void> {
  const measured: Measured[] = [];
  for (const run of RUNS) {
    const { transport, subscribers, eventsPerSecond } = run;
    console.error(`${subscribers} over ${transport}, ${eventsPerSecond} events a second ...`);
    measured.push(await measureRun(stage, run));
  }
  console.log([...tableLines(measured), '', ...ratioLines(measured)].join('\n'));
}

async function profile(stage: Stage): Promise<void> {
  const profiled = await profileRun(stage, PROFILED);
  console.log(profileLines(profiled).join('\n'));
  console.log(await writeProfile(`live-${PROFILED.transport}`, profiled));
}

async function bench(servers: BorrowedServers, isProfiling: boolean): Promise<void> {
  const platform = await startPlatform(servers);
  const subscribers = startChild(new URL('subscribers/main.ts', import.meta.url), ROOMY);
  await subscribers.ask('start');
  const gateway = await platform.startGateway();
  const tournament = await makeTournament(platform, gateway.url);
  await gateway.child.stop();
  const stage = { platform, subscribers, tournament };
  await (isProfiling ? profile(stage) : measureAll(stage));
}

const { values } = parseArgs({ options: { profile: { type: 'boolean', default: false } } });
await onBorrowedServers((servers) => bench(servers, values.profile));

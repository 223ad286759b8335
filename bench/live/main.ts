// What live updates cost: subscribers of one tournament on one gateway, over each of the transports. Gateway,
// subgraphs and subscribers are processes of their own; PostgreSQL, Redis and RabbitMQ are had as the tests have
// them. With --profile it tells instead where the gateway's time goes.
import { parseArgs } from 'node:util';
import { startChild } from '../gateway/child/child.ts';
import { profileLines, writeProfile } from '../gateway/report/profile.ts';
import { writeReport } from '../report/report.ts';
import type { BorrowedServers } from './borrowed-servers.ts';
import { measureRun, profileRun, type Measured, type Stage } from './measure-run.ts';
import { onBorrowedServers } from './on-borrowed-servers.ts';
import { startPlatform } from './platform.ts';
import { reportLive } from './report-live.ts';
import { FULL, PROFILED, QUICK, type Plan } from './runs.ts';
import { makeTournament } from './tournament.ts';

/** Spares the subscribers some garbage collection, so that they take less of the machine. */
const ROOMY = ['--max-semi-space-size=64'];

/** All runs, round by round, so that whatever changes on the machine meets them all. */
async function measureAll(stage: Stage, plan: Plan): Promise<void> {
  const measured: Measured[][] = plan.runs.map(() => []);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const [index, run] of plan.runs.entries()) {
      const { transport, subscribers, eventsPerSecond } = run;
      const one = await measureRun(stage, run);
      measured[index]?.push(one);
      console.error(
        `round ${round + 1}/${plan.rounds}: ${subscribers} over ${transport}, ${eventsPerSecond} events a second: ` +
          `p99 ${one.p99Ms.toFixed(0)} ms, ${one.cpuMicrosecondsPerDelivery.toFixed(0)} µs of CPU a delivery`,
      );
    }
  }
  console.log(await writeReport(reportLive(plan, measured)));
}

async function profile(stage: Stage): Promise<void> {
  const profiled = await profileRun(stage, PROFILED);
  console.log(profileLines(profiled).join('\n'));
  console.log(await writeProfile(`live-${PROFILED.transport}`, profiled));
}

async function bench(servers: BorrowedServers, plan: Plan, isProfiling: boolean): Promise<void> {
  const platform = await startPlatform(servers);
  const subscribers = startChild(new URL('subscribers/main.ts', import.meta.url), ROOMY);
  await subscribers.ask('start');
  const gateway = await platform.startGateway();
  const tournament = await makeTournament(platform, gateway.url);
  await gateway.child.stop();
  const { seconds, warmUpSeconds } = plan;
  const stage = { platform, subscribers, tournament, seconds, warmUpSeconds };
  await (isProfiling ? profile(stage) : measureAll(stage, plan));
}

const { values } = parseArgs({
  options: { profile: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
await onBorrowedServers((servers) => bench(servers, values.quick ? QUICK : FULL, values.profile));

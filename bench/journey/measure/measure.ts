import type { BorrowedServers } from '../../live/borrowed-servers.ts';
import { startArena, type Arena, type Caching } from '../arena.ts';
import { openConnection } from '../client/connection.ts';
import { runLoad } from '../load/run-load.ts';
import { startLoad } from '../load/stage.ts';
import { Tally } from '../load/tally.ts';
import { makeWorld } from '../world/make-world.ts';
import type { World } from '../world/world.ts';
import { CACHINGS, CONNECTIONS, FULL, QUICK, type Cell, type Length } from './cells.ts';
import { measureCell, type Measured } from './measure-cell.ts';
import { writeJourneyReport } from './report.ts';

/** more than are ever busy, so that each has a while between two orders */
const PEOPLE = 256;
const LISTENERS = 40;
const WARMING = 16;

export type MeasuredCell = Cell & { rounds: Measured[] };

/** Measures all cells of one gateway, on a fresh one that has warmed up. */
async function measureGateway(
  arena: Arena,
  world: World,
  cells: readonly MeasuredCell[],
  { cache, milliseconds, warmUpMs }: Length & { cache: Caching },
): Promise<void> {
  const gateway = await arena.startGateway(cache);
  const load = await startLoad({ url: gateway.url, world, listeners: LISTENERS });
  await runLoad(load, { connections: WARMING, milliseconds: warmUpMs });
  for (const { connections, rounds } of cells) {
    const measured = await measureCell(arena, gateway, load, { connections, milliseconds });
    rounds.push(measured);
    console.error(
      `cache ${cache}, ${connections} connections: ${measured.operationsPerSecond.toFixed(0)} operations/s, ` +
        `p99 of reads ${measured.readP99Ms.toFixed(0)} ms`,
    );
  }
  await load.end();
  await gateway.child.stop();
}

/** Measures the journey with and without a cache, for few and for many clients, and writes that down. */
export async function measure(servers: BorrowedServers, isQuick: boolean): Promise<void> {
  const length = isQuick ? QUICK : FULL;
  const arena = await startArena(servers);
  const first = await arena.startGateway('on');
  console.error('Making people and tournaments ...');
  const setUp = new Tally();
  const { users } = servers.databaseUrls;
  const world = await makeWorld(() => openConnection(first.url, () => setUp), users, PEOPLE);
  await first.child.stop();
  const cells = CACHINGS.flatMap((cache) =>
    CONNECTIONS.map((connections): MeasuredCell => ({ cache, connections, rounds: [] })),
  );
  for (let round = 1; round <= length.rounds; round += 1) {
    console.error(`Round ${round} of ${length.rounds}`);
    for (const cache of CACHINGS) {
      const own = cells.filter((cell) => cell.cache === cache);
      await measureGateway(arena, world, own, { ...length, cache });
    }
  }
  console.log(await writeJourneyReport(cells, length));
  await arena.close();
}

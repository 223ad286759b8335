// How long Arena takes from its command until it is ready, as `npm start` runs it on a machine that has nothing: on an
// empty data directory, and on one where it has run before. With --quick it is started twice in all.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeReport } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PORT_BASE = 47_000;
const ASK_EVERY_MS = 20;
const GIVE_UP_MS = 120_000;

const isReady = async (): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${PORT_BASE}/health/ready`);
    return response.ok && ((await response.json()) as { status: string }).status === 'ready';
  } catch {
    return false;
  }
};

async function untilReady(arena: ChildProcess): Promise<number> {
  const startedAt = performance.now();
  while (!(await isReady())) {
    if (arena.exitCode !== null) throw new Error(`Arena ended with ${arena.exitCode}.`);
    if (performance.now() - startedAt > GIVE_UP_MS) throw new Error('Arena does not become ready.');
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return performance.now() - startedAt;
}

/** Starts Arena, stops it, and resolves with how long it took to be ready, in ms. */
async function start(dataDir: string): Promise<number> {
  const arena = spawn(process.execPath, ['dev/run.mjs', 'start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      ARENA_MODE: 'embedded',
      ARENA_DATA_DIR: dataDir,
      PORT_BASE: String(PORT_BASE),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(arena, 'exit');
  try {
    return await untilReady(arena);
  } finally {
    arena.kill('SIGTERM');
    await ended;
  }
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const [anew, again] = values.quick ? [1, 1] : [3, 5];
const empty: number[] = [];
const existing: number[] = [];
for (let round = 0; round < anew; round += 1) {
  const dataDir = await mkdtemp(join(tmpdir(), 'arena-bench-start-'));
  try {
    empty.push(await start(dataDir));
    console.error(`on nothing: ${empty.at(-1)?.toFixed(0)} ms`);
    while (round === anew - 1 && existing.length < again) {
      existing.push(await start(dataDir));
      console.error(`on what is there: ${existing.at(-1)?.toFixed(0)} ms`);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
const seconds = (ms: readonly number[]) => withSpread(spread(ms.map((one) => one / 1_000)), 1);
const path = await writeReport({
  name: 'start',
  title: 'From the command until ready',
  text:
    'All of Arena in one process with a PostgreSQL of its own, as `npm start` runs it: its own time, until ' +
    '`/health/ready` says so. On an empty directory PostgreSQL’s data are made, all databases migrated and the demo ' +
    'data put in.',
  sections: [
    {
      title: 'Starts',
      tables: [
        {
          head: ['data', 'starts', 's'],
          rows: [
            ['none', empty.length, seconds(empty)],
            ['those of an earlier start', existing.length, seconds(existing)],
          ],
        },
      ],
    },
  ],
  data: { emptyMs: empty, existingMs: existing },
});
console.log(path);

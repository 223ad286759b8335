// What a page of a list takes of a subgraph, by how many rows there are: the first page, one that is nine tenths of the
// list behind it, and the first with the list counted. Needs a PostgreSQL at DATABASE_URL. The numbers of rows may be
// given; --explain prints how PostgreSQL carries the statements out.
import { parseArgs } from 'node:util';
import { stopChildren } from '../../gateway/child/child.ts';
import { percentile } from '../../gateway/load/percentile.ts';
import { writeReport } from '../../report/report.ts';
import { ask, keepAsking } from '../ask-subgraph.ts';
import { borrowDatabase } from '../borrowed-database.ts';
import { explanationOf, farCursor } from './far-cursor.ts';
import { bodyOf, type List } from './lists.ts';
import { reportPages, type Pace, type PageTimes, type Times } from './report-pages.ts';
import { fillDatabase, setStage, type PageStage } from './stage.ts';

const FULL = {
  sizes: [1_000, 100_000, 1_000_000],
  pace: { rounds: 3, milliseconds: 1_000, warmUpMs: 300 },
};
const QUICK = { sizes: [1_000], pace: { rounds: 1, milliseconds: 200, warmUpMs: 100 } };

async function timesOf({ url, identity }: PageStage, { subgraph }: List, body: string, pace: Pace) {
  const asking = { url, subgraph, identity, bodies: [body], connections: 1 };
  await keepAsking({ ...asking, milliseconds: pace.warmUpMs });
  const rounds: Times[] = [];
  for (let round = 0; round < pace.rounds; round += 1) {
    const latencies = await keepAsking({ ...asking, milliseconds: pace.milliseconds });
    rounds.push({ p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) });
  }
  return rounds;
}

async function timePages(stage: PageStage, list: List, size: number, pace: Pace, isExplaining: boolean) {
  const text = await ask(stage.url, list.subgraph, bodyOf(list, { isCounted: true }), stage.identity);
  const { data } = JSON.parse(text) as { data: Record<string, { totalCount: number }> };
  const totalCount = data[list.field]?.totalCount ?? 0;
  const after = await farCursor(stage, list, totalCount);
  const [first, far, counted] = [
    bodyOf(list, { isCounted: false }),
    bodyOf(list, { isCounted: false, after }),
    bodyOf(list, { isCounted: true }),
  ];
  const times: PageTimes = {
    list: list.name,
    rows: size,
    totalCount,
    first: await timesOf(stage, list, first, pace),
    far: after === null ? [] : await timesOf(stage, list, far, pace),
    counted: await timesOf(stage, list, counted, pace),
  };
  console.error(`${list.name}, ${size} rows`);
  if (isExplaining) for (const body of [far, counted]) console.log(await explanationOf(stage, list, body));
  return times;
}

async function bench(name: List['subgraph'], size: number, pace: Pace, isExplaining: boolean) {
  const { migrate, fill } = fillDatabase(name);
  const database = await borrowDatabase(migrate);
  try {
    const lists = await fill(database.url, size);
    const stage = await setStage(name, database.url);
    const times: PageTimes[] = [];
    for (const list of lists) times.push(await timePages(stage, list, size, pace, isExplaining));
    return times;
  } finally {
    await stopChildren();
    await database.giveBack();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    explain: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const { sizes: usual, pace } = values.quick ? QUICK : FULL;
const sizes = positionals.length > 0 ? positionals.map(Number) : usual;
const times: PageTimes[] = [];
for (const name of ['tournaments', 'users'] as const) {
  for (const size of sizes) times.push(...(await bench(name, size, pace, values.explain)));
}
console.log(await writeReport(reportPages(times, pace)));

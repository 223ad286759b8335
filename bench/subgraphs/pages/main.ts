// What a page of a list takes of a subgraph, by how many rows there are: the first page, one that is nine tenths of the
// list behind it, and the first with the list counted. Needs a PostgreSQL at DATABASE_URL. The numbers of rows may be
// given; --explain prints how PostgreSQL carries the statements out.
import { parseArgs } from 'node:util';
import { stopChildren } from '../../gateway/child/child.ts';
import { percentile } from '../../gateway/load/percentile.ts';
import { ask, keepAsking } from '../ask-subgraph.ts';
import { borrowDatabase } from '../borrowed-database.ts';
import { explanationOf, farCursor } from './far-cursor.ts';
import { bodyOf, type List } from './lists.ts';
import { fillDatabase, setStage, type PageStage } from './stage.ts';

const SIZES = [1_000, 100_000, 1_000_000];
const WARM_UP_MS = 300;
const RUN_MS = 1_500;

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const HEAD = ['list', 'rows', 'in the list', 'first page', 'far behind', 'first page, counted'];

async function timeOf({ url, identity }: PageStage, { subgraph }: List, body: string): Promise<string> {
  const asking = { url, subgraph, identity, bodies: [body], connections: 1 };
  await keepAsking({ ...asking, milliseconds: WARM_UP_MS });
  const latencies = await keepAsking({ ...asking, milliseconds: RUN_MS });
  return `${percentile(latencies, 0.5).toFixed(1)} / ${percentile(latencies, 0.99).toFixed(1)} ms`;
}

async function bench(name: List['subgraph'], size: number, isExplaining: boolean): Promise<void> {
  const { migrate, fill } = fillDatabase(name);
  const database = await borrowDatabase(migrate);
  try {
    const lists = await fill(database.url, size);
    const stage = await setStage(name, database.url);
    for (const list of lists) {
      const text = await ask(stage.url, name, bodyOf(list, { isCounted: true }), stage.identity);
      const { data } = JSON.parse(text) as { data: Record<string, { totalCount: number }> };
      const totalCount = data[list.field]?.totalCount ?? 0;
      const after = await farCursor(stage, list, totalCount);
      const bodies = [
        bodyOf(list, { isCounted: false }),
        bodyOf(list, { isCounted: false, after }),
        bodyOf(list, { isCounted: true }),
      ];
      const times: string[] = [];
      for (const body of bodies) times.push(await timeOf(stage, list, body));
      console.log(row([list.name, size, totalCount, ...times]));
      if (isExplaining)
        for (const body of bodies.slice(1)) console.log(await explanationOf(stage, list, body));
    }
  } finally {
    await stopChildren();
    await database.giveBack();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { explain: { type: 'boolean', default: false } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : SIZES;
console.log([row(HEAD), row(HEAD.map(() => '---'))].join('\n'));
for (const name of ['tournaments', 'users'] as const) {
  for (const size of sizes) await bench(name, size, values.explain);
}

// What `_entities` costs for 100 keys, asked of a subgraph over HTTP as the gateway asks it, beside the very statements
// of SQL that it sends, for the same keys through the same pool in a process that does nothing else. Needs a PostgreSQL
// at DATABASE_URL. With --profile and a type it tells instead where the subgraph's time goes.
import { parseArgs } from 'node:util';
import type { Profiler } from 'node:inspector';
import { stopChildren } from '../../gateway/child/child.ts';
import { profileLines, writeProfile } from '../../gateway/report/profile.ts';
import { keepAsking } from '../ask-subgraph.ts';
import { measure, type Measured } from './measure.ts';
import { SELECTIONS, type Selection } from './selections.ts';
import { addDatabase, callsOf, setStage, type Stage } from './stage.ts';

const CONNECTIONS = [1, 16];
const PROFILE_MS = 5_000;

const ms = (value: number) => value.toFixed(2);
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

const HEAD = [
  ...[
    'type',
    'statements',
    'connections',
    'p50 ms',
    'p99 ms',
    'CPU ms',
    'SQL p50 ms',
    'SQL p99 ms',
    'SQL CPU ms',
  ],
  ...['p50 : SQL', 'CPU : SQL'],
];

const rowOf = ({ selection, statements, connections, subgraph, sql }: Measured) =>
  row([
    ...[selection.type, statements, connections],
    ...[subgraph, sql].flatMap(({ p50Ms, p99Ms, cpuMs }) => [ms(p50Ms), ms(p99Ms), ms(cpuMs)]),
    ...[ms(subgraph.p50Ms / sql.p50Ms), ms(subgraph.cpuMs / sql.cpuMs)],
  ]);

async function profile(stage: Stage, selection: Selection): Promise<void> {
  const { bodies } = await callsOf(stage, selection);
  const asking = { url: stage.url, subgraph: selection.subgraph, bodies, connections: 1 };
  await keepAsking({ ...asking, milliseconds: PROFILE_MS });
  await stage.subgraph.ask('startProfile');
  await keepAsking({ ...asking, milliseconds: PROFILE_MS });
  const taken = await stage.subgraph.ask<Profiler.Profile>('stopProfile');
  console.log(profileLines(taken).join('\n'));
  console.log(await writeProfile(`entities-${selection.type}`, taken));
}

async function bench(selections: readonly Selection[], isProfiling: boolean): Promise<void> {
  if (!isProfiling) console.log([row(HEAD), row(HEAD.map(() => '---:'))].join('\n'));
  for (const name of ['users', 'tournaments'] as const) {
    const own = selections.filter(({ subgraph }) => subgraph === name);
    if (own.length === 0) continue;
    const database = await addDatabase(name);
    try {
      const stage = await setStage(name, database.url);
      for (const selection of own) {
        if (isProfiling) {
          await profile(stage, selection);
          continue;
        }
        const calls = await callsOf(stage, selection);
        for (const connections of CONNECTIONS) {
          console.log(rowOf(await measure(stage, selection, calls, connections)));
        }
      }
    } finally {
      await stopChildren();
      await database.giveBack();
    }
  }
}

const { values } = parseArgs({
  options: { type: { type: 'string' }, profile: { type: 'boolean', default: false } },
});
await bench(
  SELECTIONS.filter(({ type }) => values.type === undefined || values.type === type),
  values.profile,
);

// What `_entities` costs for 100 keys, asked of a subgraph over HTTP as the gateway asks it, beside the very statements
// of SQL that it sends, for the same keys through the same pool in a process that does nothing else. Needs a PostgreSQL
// at DATABASE_URL. With --profile and a type it tells instead where the subgraph's time goes.
import { parseArgs } from 'node:util';
import type { Profiler } from 'node:inspector';
import { stopChildren } from '../../gateway/child/child.ts';
import { profileLines, writeProfile } from '../../gateway/report/profile.ts';
import { writeReport } from '../../report/report.ts';
import { keepAsking } from '../ask-subgraph.ts';
import { FULL, measure, QUICK, type Measured, type Pace } from './measure.ts';
import { reportEntities } from './report-entities.ts';
import { SELECTIONS, type Selection } from './selections.ts';
import { addDatabase, callsOf, setStage, type Stage } from './stage.ts';

const CONNECTIONS = [1, 16];
const PROFILE_MS = 5_000;

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

async function measureAll(stage: Stage, selection: Selection, pace: Pace): Promise<Measured[]> {
  const calls = await callsOf(stage, selection);
  const measured: Measured[] = [];
  for (const connections of CONNECTIONS) {
    console.error(`${selection.type}, ${connections} at a time ...`);
    measured.push(await measure(stage, selection, calls, connections, pace));
  }
  return measured;
}

async function bench(selections: readonly Selection[], pace: Pace, isProfiling: boolean): Promise<void> {
  const measured: Measured[] = [];
  for (const name of ['users', 'tournaments'] as const) {
    const own = selections.filter(({ subgraph }) => subgraph === name);
    if (own.length === 0) continue;
    const database = await addDatabase(name);
    try {
      const stage = await setStage(name, database.url);
      for (const selection of own) {
        if (isProfiling) await profile(stage, selection);
        else measured.push(...(await measureAll(stage, selection, pace)));
      }
    } finally {
      await stopChildren();
      await database.giveBack();
    }
  }
  if (!isProfiling) console.log(await writeReport(reportEntities(measured, pace)));
}

const { values } = parseArgs({
  options: {
    type: { type: 'string' },
    profile: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
await bench(
  SELECTIONS.filter(({ type }) => values.type === undefined || values.type === type),
  values.quick ? QUICK : FULL,
  values.profile,
);

import type { Section, Table } from '../../report/report.ts';
import { writeReport } from '../../report/report.ts';
import { spread, withSpread } from '../../report/spread.ts';
import type { Minute } from './minute.ts';
import type { Sample } from './sampler.ts';
import { slopeOf } from './slope.ts';
import type { Soaked } from './soak.ts';

/** What a process must gain at least, beyond what the line may be off by, to be said to grow. */
const GROWS_MB_PER_HOUR = 2;
const CHARTED = 30;

const namesOf = (samples: readonly Sample[]): string[] => Object.keys(samples[0]?.processes ?? {});

const processIn = ({ processes }: Sample, name: string) => {
  const found = processes[name];
  if (!found) throw new Error(`There is no sample of ${name}`);
  return found;
};

/** What became of each process's memory in the last two thirds. */
export function growthOf(samples: readonly Sample[]) {
  const late = samples.slice(Math.floor(samples.length / 3));
  return namesOf(samples).map((name) => {
    const heaps = late.map((sample) => ({ minutes: sample.minutes, value: processIn(sample, name).heapMb }));
    const { perHour, offBy } = slopeOf(heaps);
    const verdict = perHour - offBy > GROWS_MB_PER_HOUR ? 'grows' : 'steady';
    return { name, perHour, offBy, verdict, heap: heaps.map(({ value }) => value) };
  });
}

function growthSection(samples: readonly Sample[]): Section {
  const all = (name: string, of: 'rssMb' | 'cpu') =>
    samples.slice(1).map((sample) => processIn(sample, name)[of]);
  const rows = growthOf(samples).map(({ name, perHour, offBy, verdict, heap }) => [
    name,
    withSpread(spread(heap), 1),
    `${perHour.toFixed(1)} ± ${offBy.toFixed(1)}`,
    verdict,
    withSpread(spread(all(name, 'rssMb')), 0),
    `${(spread(all(name, 'cpu')).median * 100).toFixed(0)} %`,
  ]);
  const every = Math.max(1, Math.ceil(samples.length / CHARTED));
  const charted = samples.filter((_, i) => i % every === 0);
  return {
    title: 'Memory',
    text:
      `Heap is \`heapUsed + external\` right after a collection, every 30 s, median (least–greatest) of the last two thirds; ` +
      `its slope is that of the straight line that fits these best, ± two standard errors. It is said to grow where that is ` +
      `more than ${GROWS_MB_PER_HOUR} MB an hour beyond what it may be off by.`,
    tables: [{ head: ['process', 'heap, MB', 'MB/hour', 'verdict', 'RSS, MB', 'CPU'], rows }],
    charts: [
      {
        name: 'heap',
        title: 'Heap after garbage collection',
        unit: 'MB, by minute',
        kind: 'lines',
        categories: charted.map(({ minutes }) => minutes.toFixed(0)),
        series: namesOf(samples).map((name) => ({
          name,
          values: charted.map((sample) => processIn(sample, name).heapMb),
        })),
      },
    ],
  };
}

const minutesTable = (minutes: readonly Minute[]): Table => {
  const row = (name: string, of: (minute: Minute) => number, digits = 0) => [
    name,
    withSpread(spread(minutes.map(of)), digits),
  ];
  return {
    head: ['in a minute', 'median (least–greatest)'],
    rows: [
      row('operations', ({ operations }) => operations),
      row('reads among them, %', ({ readShare }) => readShare * 100),
      row('p50 of reads, ms', ({ readP50Ms }) => readP50Ms, 1),
      row('p99 of reads, ms', ({ readP99Ms }) => readP99Ms, 1),
      row('p99 of writes, ms', ({ writeP99Ms }) => writeP99Ms, 1),
      row('purchases', ({ purchases }) => purchases),
      row('p50 of a whole purchase, ms', ({ purchaseP50Ms }) => purchaseP50Ms),
      row('p99 of a whole purchase, ms', ({ purchaseP99Ms }) => purchaseP99Ms),
      row('renames that reached somebody', ({ deliveries }) => deliveries),
      row('p99 from the answer to them, ms', ({ deliveryP99Ms }) => deliveryP99Ms, 1),
    ],
  };
};

const countsTable = (what: string, counts: Record<string, number>): Table => ({
  head: [what, 'times'],
  rows: Object.entries(counts).sort(([, a], [, b]) => b - a),
});

function refusalsOf(minutes: readonly Minute[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { refusals } of minutes) {
    for (const [what, count] of Object.entries(refusals)) sums[what] = (sums[what] ?? 0) + count;
  }
  return sums;
}

function serversSection(samples: readonly Sample[]): Section {
  const row = (name: string, of: (sample: Sample) => number) => [
    name,
    withSpread(spread(samples.map(of)), 0),
    (samples.at(-1) ? of(samples.at(-1) as Sample) : Number.NaN).toFixed(0),
  ];
  return {
    title: 'Servers',
    tables: [
      {
        head: ['', 'median (least–greatest)', 'at the end'],
        rows: [
          row('connections to PostgreSQL', ({ postgresConnections }) => postgresConnections),
          row('memory of Redis, MB', ({ redisMb }) => redisMb),
          row('keys of what the gateway keeps', ({ cacheKeys }) => cacheKeys),
        ],
      },
    ],
  };
}

/** Writes down what a long run has shown; returns the path of its tables. */
export async function writeSoakReport(soaked: Soaked): Promise<string> {
  const { options, samples, minutes, failure, came, expired, latestMs, heard, operations } = soaked;
  const lasted = samples.at(-1)?.minutes ?? 0;
  return writeReport({
    name: 'soak',
    title: 'A long run of the whole Arena',
    text:
      `${lasted.toFixed(0)} minutes of people who look, buy, play and listen, ${options.perSecond} acts begun a second, ` +
      `on 64 connections, with about 200 listeners who come and go: ${came} came, and ${expired} came again since their ` +
      `access token had expired. An act is a query or several, or a purchase as a whole. ` +
      (failure === undefined
        ? `Nothing was answered that should not have been. At the worst an act began ${latestMs.toFixed(0)} ms late.`
        : `It ended before its time: ${failure}`),
    sections: [
      growthSection(samples),
      serversSection(samples),
      {
        title: 'Answers',
        tables: [minutesTable(minutes), countsTable('refusal of the domain', refusalsOf(minutes))],
      },
      {
        title: 'Asked and heard',
        tables: [countsTable('operation', operations), countsTable('event', heard)],
      },
    ],
    data: { ...soaked, growth: growthOf(samples) },
  });
}

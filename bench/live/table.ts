import type { Measured } from './measure-run.ts';

/** The memory of fewer subscribers cannot be told from what else goes on in a process. */
const MANY = 1_000;

const kilobytes = (bytes: number) => (bytes / 1_000).toFixed(1);
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

const COLUMNS: [heading: string, cell: (measured: Measured) => string][] = [
  ['transport', ({ transport }) => transport],
  ['subscribers', ({ subscribers }) => String(subscribers)],
  ['events/s', ({ eventsPerSecond }) => String(eventsPerSecond)],
  ['delivered/s', ({ deliveriesPerSecond }) => deliveriesPerSecond.toFixed(0)],
  ['missed', ({ missed }) => `${(missed * 100).toFixed(2)} %`],
  ['p50 ms', ({ p50Ms }) => p50Ms.toFixed(1)],
  ['p99 ms', ({ p99Ms }) => p99Ms.toFixed(1)],
  ['p99 ms from answer', ({ p99FromAnswerMs }) => p99FromAnswerMs.toFixed(1)],
  ['most ms', ({ mostMs }) => mostMs.toFixed(1)],
  ['RSS kB each', ({ rssBytesEach, subscribers }) => (subscribers < MANY ? '' : kilobytes(rssBytesEach))],
  ['heap kB each', ({ heapBytesEach, subscribers }) => (subscribers < MANY ? '' : kilobytes(heapBytesEach))],
  ['CPU µs/delivery', (measured) => measured.cpuMicrosecondsPerDelivery.toFixed(1)],
  ['calls/event', ({ callsPerEvent }) => callsPerEvent.toFixed(2)],
  ['gateway CPU', ({ gatewayCpu }) => percent(gatewayCpu)],
  ['subscribers CPU', ({ subscribersCpu }) => percent(subscribersCpu)],
  ['subgraphs CPU', ({ subgraphsCpu }) => percent(subgraphsCpu)],
];

/** The lines of a table of runs, as Markdown. */
export function tableLines(runs: readonly Measured[]): string[] {
  const rows = [COLUMNS.map(([heading]) => heading)];
  for (const run of runs) rows.push(COLUMNS.map(([, cell]) => cell(run)));
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, i) => cell.padStart(widths[i] as number)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`;
  return [lines[0] as string, rule, ...lines.slice(1)];
}

/** How the largest run over WebSockets compares with that of one subscriber, at the same rate of events. */
export function ratioLines(runs: readonly Measured[]): string[] {
  const [one] = runs;
  const many = runs.findLast(
    ({ transport, eventsPerSecond }) =>
      transport === one?.transport && eventsPerSecond === one.eventsPerSecond,
  );
  if (!one || !many || one === many) return [];
  const ratio = (a: number, b: number) => (a / b).toFixed(3);
  return [
    `${many.subscribers} subscribers / ${one.subscribers}:`,
    `  calls to subgraphs per event: ${ratio(many.callsPerEvent, one.callsPerEvent)}`,
    `  processor time of the gateway per delivery: ${ratio(many.cpuMicrosecondsPerDelivery, one.cpuMicrosecondsPerDelivery)}`,
    `  p99: ${ratio(many.p99Ms, one.p99Ms)}`,
  ];
}

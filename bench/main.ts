// Runs the parts of the bench one after the other, each in a process of its own, all of them or those that are named.
// Each writes its results to bench/results. What follows the name of a single part is handed on to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Each part by its name, in the order in which they run: what it measures, and where it begins. */
const PARTS: Record<string, { about: string; file: string }> = {
  gateways: { about: 'Arena’s gateway beside others', file: 'gateway/bench.ts' },
  start: { about: 'from the command until ready', file: 'start/main.ts' },
  growth: { about: 'cost by the size of answers, plans and supergraphs', file: 'growth/main.ts' },
  entities: { about: '_entities beside its SQL alone', file: 'subgraphs/entities/main.ts' },
  pages: { about: 'pages of lists, up to a million rows', file: 'subgraphs/pages/main.ts' },
  journey: { about: 'reads, purchases and subscriptions on the whole of Arena', file: 'journey/main.ts' },
  live: { about: 'live updates, up to 10 000 subscribers', file: 'live/main.ts' },
  buyers: { about: '500 buyers at once', file: 'src/reserve-seats.ts' },
  brackets: { about: 'brackets made and played', file: 'src/play-brackets.ts' },
  refusals: { about: 'how fast attacks are refused', file: 'src/refuse-attacks.ts' },
  presence: { about: '5 000 people who watch streams', file: 'presence/main.ts' },
  notifications: { about: '100 000 inboxes told', file: 'notifications/main.ts' },
};

const USAGE = [
  'npm run bench [-- part ...] [--quick]',
  'npm run bench -- part [options of the part]',
  '',
  ...Object.entries(PARTS).map(([name, { about }]) => `  ${name.padEnd(14)} ${about}`),
  '',
  '  --quick        a short look at each, whose figures say little',
].join('\n');

async function run(name: string, options: readonly string[]): Promise<boolean> {
  const file = fileURLToPath(new URL(PARTS[name]?.file ?? '', import.meta.url));
  console.error(`\n${name}: ${PARTS[name]?.about ?? ''}`);
  const child = spawn(process.execPath, ['--import', 'tsx/esm', file, ...options], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

// a terminal's Ctrl-C reaches the part too, which leaves nothing behind; this process ends after it
const terminal = { interrupted: false };
process.on('SIGINT', () => (terminal.interrupted = true));

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const named = firstOption === -1 ? args : args.slice(0, firstOption);
const options = firstOption === -1 ? [] : args.slice(firstOption);
const unknown = named.filter((name) => !(name in PARTS));
if (unknown.length > 0 || (named.length === 0 && options.some((option) => option !== '--quick'))) {
  console.error(unknown.length > 0 ? `There is no part ${unknown.join(', ')}.\n\n${USAGE}` : USAGE);
  process.exit(2);
}

const failed: string[] = [];
for (const name of named.length > 0 ? named : Object.keys(PARTS)) {
  if (!(await run(name, options))) failed.push(name);
  if (terminal.interrupted) process.exit(130);
}
if (failed.length > 0) {
  console.error(`\nThese failed: ${failed.join(', ')}`);
  process.exit(1);
}

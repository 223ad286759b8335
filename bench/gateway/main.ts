import type { Profiler } from 'node:inspector';
import { writeReport } from '../report/report.ts';
import { stopChildren } from './child/child.ts';
import { profileLines, writeProfile } from './report/profile.ts';
import { reportGateways } from './report/report-gateways.ts';
import { compareAnswers } from './run/compare-answers.ts';
import { parseOptions, USAGE, type Options } from './run/options.ts';
import { runRounds } from './run/run-rounds.ts';
import { setStage } from './run/stage.ts';

async function compare(options: Options): Promise<void> {
  const stage = await setStage(options.gateways, options.loads);
  const answerBytes = await compareAnswers(stage, options.operations);
  console.error('all gateways give the same answers');
  const series = await runRounds(stage, options, (line) => console.error(line));
  console.log(await writeReport(reportGateways(options, series, answerBytes)));
  await stage.stop();
}

async function profile(
  { seconds, warmUpSeconds }: Options,
  { gateway, operation, load }: NonNullable<Options['profile']>,
): Promise<void> {
  const stage = await setStage([gateway], [load]);
  const [on] = stage.gateways;
  if (!on) return;
  await stage.load(on, operation, load, warmUpSeconds);
  await on.child.ask('startProfile');
  const { cpuMsPerRequest } = await stage.load(on, operation, load, seconds);
  const profiled = await on.child.ask<Profiler.Profile>('stopProfile');
  console.log(profileLines(profiled).join('\n'));
  console.log(`\n${cpuMsPerRequest.toFixed(3)} ms of processor time per request while profiled`);
  console.log(await writeProfile(`${gateway.name}-${operation.name}-${load.mode}`, profiled));
  await stage.stop();
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
let options: Options;
try {
  options = parseOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exit(2);
}

const run = { interrupted: false };
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    run.interrupted = true;
    void stopChildren().then(() => process.exit(130));
  });
}

try {
  await (options.profile ? profile(options, options.profile) : compare(options));
  await stopChildren();
} catch (error) {
  // what a stopped process leaves unanswered is no failure of the bench
  if (!run.interrupted) console.error(error instanceof Error ? error.message : error);
  await stopChildren();
  process.exit(run.interrupted ? 130 : 1);
}

import { checkLocks } from '../checks/migration-locks.ts';
import { checkMigrations } from '../checks/migrations.ts';
import { checkPreviousRelease } from '../checks/previous-release.ts';
import { runTool, type Outcome } from '../checks/tool.ts';

/** Two at a time, those that take longest first. */
const AT_ONCE = 2;

const checks: [string, () => Promise<Outcome>][] = [
  ['lint and import boundaries', () => runTool('eslint', ['.'])],
  ['types', () => runTool('tsc', ['--noEmit'])],
  ['format', () => runTool('prettier', ['--check', '.'])],
  ['generated resolver types', () => runTool('graphql-codegen', ['--config', 'codegen.yml', '--check'])],
  ['migrations', checkMigrations],
  ['composed schema', () => runTool('node', ['dev/run.mjs', 'compose', '--check'])],
  ['subgraphs behind the previous supergraph', checkPreviousRelease],
  ['operations of the clients', () => runTool('node', ['dev/run.mjs', 'operations', '--check'])],
  ['events documented and compatible', () => runTool('node', ['dev/run.mjs', 'events-docs', '--check'])],
  ['migrations beside those who serve', checkLocks],
];

let failed = 0;
async function runNext(): Promise<void> {
  for (let next = checks.shift(); next; next = checks.shift()) {
    const [name, check] = next;
    const startedAt = performance.now();
    const { ok, output } = await check();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (!ok) {
      failed += 1;
      console.error(output);
    }
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, runNext));
process.exit(failed === 0 ? 0 : 1);

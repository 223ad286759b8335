import { checkLocks } from '../checks/migration-locks.ts';
import { checkMigrations } from '../checks/migrations.ts';
import { checkPreviousRelease } from '../checks/previous-release.ts';
import { runTool } from '../checks/tool.ts';

type Result = { ok: boolean; output: string };

const checks: [string, () => Result | Promise<Result>][] = [
  ['format', () => runTool('prettier', ['--check', '.'])],
  ['lint and import boundaries', () => runTool('eslint', ['.'])],
  ['types', () => runTool('tsc', ['--noEmit'])],
  ['generated resolver types', () => runTool('graphql-codegen', ['--config', 'codegen.yml', '--check'])],
  ['composed schema', () => runTool('node', ['dev/run.mjs', 'compose', '--check'])],
  ['subgraphs behind the previous supergraph', checkPreviousRelease],
  ['operations of the clients', () => runTool('node', ['dev/run.mjs', 'operations', '--check'])],
  ['events documented and compatible', () => runTool('node', ['dev/run.mjs', 'events-docs', '--check'])],
  ['migrations', checkMigrations],
  ['migrations beside those who serve', checkLocks],
];

let failed = 0;
for (const [name, check] of checks) {
  const startedAt = performance.now();
  const { ok, output } = await check();
  console.log(
    `${ok ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
  );
  if (!ok) {
    failed += 1;
    console.error(output);
  }
}
process.exit(failed === 0 ? 0 : 1);

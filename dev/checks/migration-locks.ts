import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runsOutsideTransaction } from '@arena/subgraph-kit';
import { subgraphFile, subgraphNames } from '../schema/subgraphs.ts';
import { migrationFiles } from './migrations.ts';
import { runTool, type Outcome } from './tool.ts';

/** The last migration of each subgraph that was made before anybody ran Arena: no table of theirs held anything. */
const BEFORE_RELEASE: Record<string, string> = {
  users: '0003',
  tournaments: '0009',
  tickets: '0004',
  payments: '0011',
  streams: '0003',
  notifications: '0003',
};

const isServedFrom = (subgraph: string, file: string): boolean =>
  file.slice(0, 4) > (BEFORE_RELEASE[subgraph] ?? '');

/** The migrations that are to be applied beside those who serve, as paths. */
function migrationsToCheck(): string[] {
  return subgraphNames.flatMap((name) =>
    migrationFiles(subgraphFile(name, 'migrations'))
      .filter((file) => isServedFrom(name, file))
      .map((file) => fileURLToPath(subgraphFile(name, `migrations/${file}`))),
  );
}

/**
 * Whether migrations can be applied while the version before them serves: none keeps a table locked, nor takes away
 * what that version uses.
 */
export async function checkLocks(paths: readonly string[] = migrationsToCheck()): Promise<Outcome> {
  const isConcurrent = (path: string) => runsOutsideTransaction(readFileSync(path, 'utf8'));
  // one that builds an index concurrently runs outside of a transaction, any other in one
  const groups = [
    { args: [], files: paths.filter(isConcurrent) },
    { args: ['--assume-in-transaction'], files: paths.filter((path) => !isConcurrent(path)) },
  ];
  const results = await Promise.all(
    groups
      .filter(({ files }) => files.length > 0)
      .map(({ args, files }) => runTool('squawk', [...args, ...files])),
  );
  return {
    ok: results.every(({ ok }) => ok),
    output: results.map(({ output }) => output).join('\n'),
  };
}

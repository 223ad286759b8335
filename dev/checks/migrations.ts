import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { subgraphFile, subgraphNames } from '../schema/subgraphs.ts';
import { runTool, type Outcome } from './tool.ts';

/** The files of a folder of migrations. */
export const migrationFiles = (folder: URL | string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.sql'));

/** Whether a subgraph's migrations lead to its Drizzle schema: generating from a copy must add nothing. */
async function isComplete(subgraph: string): Promise<boolean> {
  const committed = subgraphFile(subgraph, 'migrations');
  // inside the project, since drizzle-kit takes the folder relative to it, and where no other check looks
  const copy = mkdtempSync('node_modules/.migrations-');
  try {
    cpSync(committed, copy, { recursive: true });
    const env = { SUBGRAPH: subgraph, MIGRATIONS_OUT: relative('.', join('.', copy)) };
    const { ok } = await runTool('drizzle-kit', ['generate', '--config', 'drizzle.config.ts'], { env });
    return ok && migrationFiles(copy).length === migrationFiles(committed).length;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Whether every subgraph's migrations are complete. */
export async function checkMigrations(): Promise<Outcome> {
  const incomplete: string[] = [];
  for (const name of subgraphNames) if (!(await isComplete(name))) incomplete.push(name);
  return {
    ok: incomplete.length === 0,
    output: `incomplete: ${incomplete.join(', ')}. Run "npm run migrations:generate -- <subgraph> <name>".`,
  };
}

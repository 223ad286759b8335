import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkLocks } from '../checks/migration-locks.ts';

/** What the check says of migrations, which are named by what they hold. */
async function check(migrations: Record<string, string>): Promise<{ ok: boolean; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'arena-migration-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = Object.entries(migrations).map(([name, sql]) => ({ path: join(folder, `${name}.sql`), sql }));
  for (const { path, sql } of files) await writeFile(path, sql.trim());
  return checkLocks(files.map(({ path }) => path));
}

test('what neither locks a table nor takes anything away may be applied', async () => {
  const expanding = `
CREATE TABLE "seats" ("id" uuid PRIMARY KEY, "row" integer NOT NULL);--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "checkouts" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "checkouts" ADD CONSTRAINT "few_tries" CHECK ("tries" < 9) NOT VALID;--> statement-breakpoint
CREATE INDEX "seats_row" ON "seats" ("row");`;
  const building = `
DROP INDEX CONCURRENTLY IF EXISTS "checkouts_note";--> statement-breakpoint
CREATE INDEX CONCURRENTLY IF NOT EXISTS "checkouts_note" ON "checkouts" ("note");`;
  const contracting = `
-- nothing has read it since the release before the last one
-- squawk-ignore ban-drop-column
ALTER TABLE "checkouts" DROP COLUMN "note";`;
  const { ok, output } = await check({ expanding, building, contracting });
  expect(ok, output).toBe(true);
});

const REFUSED = {
  'ban-drop-column': 'ALTER TABLE "checkouts" DROP COLUMN "note";',
  'ban-drop-table': 'DROP TABLE "checkouts";',
  'renaming-column': 'ALTER TABLE "checkouts" RENAME COLUMN "note" TO "remark";',
  'renaming-table': 'ALTER TABLE "checkouts" RENAME TO "orders";',
  'changing-column-type': 'ALTER TABLE "checkouts" ALTER COLUMN "tries" SET DATA TYPE bigint;',
  'adding-not-nullable-field': 'ALTER TABLE "checkouts" ALTER COLUMN "note" SET NOT NULL;',
  'adding-required-field': 'ALTER TABLE "checkouts" ADD COLUMN "place" text NOT NULL;',
  'constraint-missing-not-valid': 'ALTER TABLE "checkouts" ADD CONSTRAINT "c" CHECK ("tries" < 9);',
  'require-concurrent-index-creation': 'CREATE INDEX "checkouts_note" ON "checkouts" ("note");',
};

test('what does is told of', async () => {
  const { ok, output } = await check(REFUSED);
  expect(ok).toBe(false);
  for (const rule of Object.keys(REFUSED)) {
    expect(output).toContain(`${rule}.sql:1`);
    expect(output).toContain(`/docs/${rule}`);
  }
});

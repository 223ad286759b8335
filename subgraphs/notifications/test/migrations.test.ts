import { newId } from '@arena/subgraph-kit';
import { emptyDatabase, onServer } from '@arena/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = new URL('../migrations/', import.meta.url);

/** The statements of each migration, in their order. */
const migrations = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));

test('what people had read of what everybody was told outlives every later change of the tables', async () => {
  await using database = await emptyDatabase();
  const [reader, other] = [newId(), newId()];
  const [until, readAt] = [new Date('2026-11-01T10:00:00Z'), new Date('2026-11-02T10:00:00Z')];
  await onServer(database.url, async (sql) => {
    for (const { name, text } of migrations) {
      if (name.startsWith('0003')) {
        await sql`
          insert into people (id, broadcasts_read_until, broadcasts_read_at)
          values (${reader}, ${until}, ${readAt}), (${other}, null, null)`;
      }
      await sql.unsafe(text);
    }
    const spans = await sql`select user_id, until, read_at from broadcast_read_spans`;
    expect(spans).toEqual([{ user_id: reader, until, read_at: readAt }]);
  });
});

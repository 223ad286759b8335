import { emptyDatabase } from '@arena/testing';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { createTable, dueMessages, insertMessages, nextDueMs } from '../src/embedded/message-store.ts';
import { message, QUEUE } from './messages.ts';

test('a message whose time came after the due ones were looked for is not slept over', async () => {
  await using database = await emptyDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    await createTable(sql);
    expect(await nextDueMs(sql, QUEUE, [])).toBeUndefined();
    await insertMessages(sql, [message()]);
    expect(await nextDueMs(sql, QUEUE, [])).toBeLessThanOrEqual(0);
    const [claimed] = await dueMessages(sql, QUEUE, [], 1);
    expect(await nextDueMs(sql, QUEUE, [claimed?.seq ?? '']), 'whoever handles it tells').toBeUndefined();
  } finally {
    await sql.end();
  }
});

import { newId } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { isHandled, rememberHandled } from '../src/db/provider-event-store.ts';
import { providerEvents } from '../src/db/schema.ts';
import { forgetWebhooks } from '../src/domain/forget-webhooks.ts';
import { DAY_MS } from './orders.ts';
import { openPaymentsDatabase } from './stored-checkouts.ts';

test('webhooks are forgotten 90 days after they were handled, however many, and others are not', async () => {
  await using opened = await openPaymentsDatabase();
  const { db } = opened;
  const now = new Date();
  const handledAgo = async (days: number): Promise<string> => {
    const id = newId();
    const receivedAt = new Date(now.getTime() - days * DAY_MS);
    await rememberHandled(db, { provider: 'stripe', id, type: 'charge.refunded', receivedAt });
    return id;
  };
  const [old, young] = [await handledAgo(91), await handledAgo(89)];
  await db.execute(sql`
    insert into provider_events select 'sandbox', 'evt_' || number, 'charge.refunded', now() - interval '100 days'
    from generate_series(1, 2500) as number`);
  await forgetWebhooks({ db, now: () => now });
  expect(await isHandled(db, 'stripe', old)).toBe(false);
  expect(await isHandled(db, 'stripe', young)).toBe(true);
  expect(await db.$count(providerEvents)).toBe(1);
});

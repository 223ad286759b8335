import { Conflict, type Queryable } from '@arena/subgraph-kit';
import { findByIdempotencyKey } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import type { Order } from './order.ts';

/**
 * The checkout that was opened for the same order before.
 * @throws Conflict IDEMPOTENCY_KEY_REUSED when the key came with another order
 */
export async function findRepeated(
  db: Queryable<typeof schema>,
  { buyerId, idempotencyKey, inputHash }: Order,
): Promise<CheckoutRow | undefined> {
  const earlier = await findByIdempotencyKey(db, buyerId, idempotencyKey);
  if (earlier && earlier.inputHash !== inputHash) {
    throw new Conflict('IDEMPOTENCY_KEY_REUSED', 'The idempotency key came with another input before');
  }
  return earlier;
}

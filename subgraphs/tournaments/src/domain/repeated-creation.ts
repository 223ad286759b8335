import { createHash } from 'node:crypto';
import { Conflict, type Queryable } from '@arena/subgraph-kit';
import type * as schema from '../db/schema.ts';
import type { TournamentRow } from '../db/schema.ts';
import { findByIdempotencyKey } from '../db/tournament-store.ts';
import { idempotencyKeySchema, type CreateTournamentInput } from './tournament-schemas.ts';

/** The same value with its keys sorted and what is null left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(
    entries.map(([key, part]) => [key, canonical(part)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Tells inputs apart that ask for different tournaments, whatever the order of their fields. */
export function hashInput(input: CreateTournamentInput): string {
  const json = JSON.stringify({ ...input, idempotencyKey: null });
  return createHash('sha256')
    .update(JSON.stringify(canonical(JSON.parse(json))))
    .digest('base64');
}

/**
 * The tournament that an earlier call with the same idempotency key and input created.
 * @throws Conflict IDEMPOTENCY_KEY_REUSED when the key came with another input
 */
export async function findRepeated(
  db: Queryable<typeof schema>,
  organizerId: string,
  input: CreateTournamentInput,
): Promise<TournamentRow | undefined> {
  const key = idempotencyKeySchema.safeParse(input.idempotencyKey);
  const earlier = key.success ? await findByIdempotencyKey(db, organizerId, key.data) : undefined;
  if (earlier && earlier.inputHash !== hashInput(input)) {
    throw new Conflict('IDEMPOTENCY_KEY_REUSED', 'The idempotency key came with another input before');
  }
  return earlier;
}

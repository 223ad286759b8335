import { Conflict, hashInput } from '@arena/subgraph-kit';
import { idempotencyKeySchema } from './tournament-schemas.ts';

/** That the key came with another input. */
export const keyReused = (): Conflict =>
  new Conflict('IDEMPOTENCY_KEY_REUSED', 'The idempotency key came with another input before');

/**
 * What an earlier call with the same idempotency key and input created.
 * @param find looks up what the caller created under a key
 * @throws Conflict IDEMPOTENCY_KEY_REUSED when the key came with another input
 */
export async function findRepeated<Row extends { inputHash: string | null }>(
  input: { idempotencyKey?: string | null | undefined },
  find: (key: string) => Promise<Row | undefined>,
): Promise<Row | undefined> {
  const key = idempotencyKeySchema.safeParse(input.idempotencyKey);
  const earlier = key.success ? await find(key.data) : undefined;
  if (earlier && earlier.inputHash !== hashInput(input)) throw keyReused();
  return earlier;
}

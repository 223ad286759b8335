import { createHash } from 'node:crypto';
import { Conflict } from '@arena/subgraph-kit';
import { idempotencyKeySchema } from './tournament-schemas.ts';

/** The same value with its keys sorted and what is null left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(
    entries.map(([key, part]) => [key, canonical(part)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Tells inputs apart that ask for different things, whatever the order of their fields. */
export function hashInput(input: object): string {
  const json = JSON.stringify({ ...input, idempotencyKey: null });
  return createHash('sha256')
    .update(JSON.stringify(canonical(JSON.parse(json))))
    .digest('base64');
}

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

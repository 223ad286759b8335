import { createHash } from 'node:crypto';

/** The same value with its keys sorted and what is null left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(
    entries.map(([key, part]) => [key, canonical(part)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * Tells inputs apart that ask for different things, whatever the order of their fields; the idempotency key is not
 * part of what is asked for.
 */
export function hashInput(input: object): string {
  const json = JSON.stringify({ ...input, idempotencyKey: null });
  return createHash('sha256')
    .update(JSON.stringify(canonical(JSON.parse(json))))
    .digest('base64');
}

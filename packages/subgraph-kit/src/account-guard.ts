import type { Caller } from './caller.ts';

/**
 * The one door to `Account`: resolves a reference to it only when it is the caller's own, so that nobody's
 * private data can be reached through another's id. Every subgraph that resolves `Account` uses this.
 */
export async function resolveOwnAccount<Reference extends { id: string }>(
  reference: Reference,
  context: { caller: Caller },
): Promise<{ id: string } | null> {
  return reference.id === context.caller.userId ? { id: reference.id } : null;
}

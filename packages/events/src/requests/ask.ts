import { DomainError } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { EventBus, MessageHeaders } from '../bus.ts';
import { REQUESTS, type RequestInput, type RequestName, type RequestOutput } from '../catalogue/requests.ts';

/** An answer on the wire: what was asked for, or why not. */
export const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
  }),
]);

const DEADLINE_MS = 2_000;

/**
 * Puts a request to another domain and waits for its answer.
 * @throws DomainError as the replier threw it, with its code and details
 * @throws SubgraphUnavailable when no answer comes in time
 */
export async function ask<Name extends RequestName>(
  bus: EventBus,
  name: Name,
  input: RequestInput<Name>,
  { timeoutMs = DEADLINE_MS, ...headers }: MessageHeaders & { timeoutMs?: number } = {},
): Promise<RequestOutput<Name>> {
  const content = await bus.request(name, JSON.stringify(input), { timeoutMs, headers });
  const answer = answerSchema.parse(JSON.parse(content));
  if (!answer.ok) throw new DomainError(answer.error.code, answer.error.message, answer.error.details);
  return REQUESTS[name].output.parse(answer.value) as RequestOutput<Name>;
}

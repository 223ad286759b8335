import { isDeepStrictEqual } from 'node:util';
import { isAsked } from '../gateways/gateways.ts';
import { bodyOf, type Operation } from '../load/operations.ts';
import type { Stage, StartedGateway } from './stage.ts';

const SEEDS = [0, 1, 3, 41, 777];

type Answer = { data?: unknown; errors?: unknown };

async function answerOf(
  { gateway, url }: StartedGateway,
  operation: Operation,
  seed: number,
  token = '',
): Promise<Answer & { bytes: number }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: bodyOf(operation, seed),
  });
  const text = await response.text();
  const fault = (what: string) =>
    new Error(`${gateway.name}, ${operation.name}, seed ${seed}: ${what}: ${text.slice(0, 500)}`);
  if (!response.ok) throw fault(`status ${response.status}`);
  const answer = JSON.parse(text) as Answer;
  if (answer.errors !== undefined || !answer.data) throw fault('an answer with errors');
  return { ...answer, bytes: text.length };
}

/**
 * Holds every gateway's answers against the first one's.
 * @returns the bytes of one answer by operation
 * @throws Error that names the gateway whose answer is another, or is none
 */
export async function compareAnswers(
  { gateways, accessTokens }: Stage,
  operations: Operation[],
): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  const [reference, ...others] = gateways;
  if (!reference) return sizes;
  for (const operation of operations) {
    for (const seed of SEEDS) {
      const expected = await answerOf(reference, operation, seed, accessTokens[0]);
      sizes[operation.name] = expected.bytes;
      for (const other of others.filter(({ gateway }) => isAsked(gateway, operation))) {
        const { data } = await answerOf(other, operation, seed, accessTokens[0]);
        if (!isDeepStrictEqual(data, expected.data))
          throw new Error(
            `${other.gateway.name} answers ${operation.name} with seed ${seed} otherwise than ${reference.gateway.name}.`,
          );
      }
    }
  }
  return sizes;
}

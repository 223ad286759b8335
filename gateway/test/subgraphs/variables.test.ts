import { expect, test } from 'vitest';
import { parseEnv } from '../../src/env.ts';
import { subgraphTimeouts } from '../../src/subgraphs/variables.ts';
import { subgraphsAt } from '../subgraphs-at.ts';

const URLS = subgraphsAt('http://localhost:1');
const timeoutsWith = (env: Record<string, string> = {}) => subgraphTimeouts(parseEnv({ ...URLS, ...env }));

test('a mutation of payments has the time to ask the payment provider too', () => {
  const timeouts = timeoutsWith();
  expect(timeouts('tickets')).toEqual({ query: 2_000, mutation: 5_000 });
  expect(timeouts('payments')).toEqual({ query: 2_000, mutation: 10_000 });
  expect(timeoutsWith({ PAYMENTS_MUTATION_TIMEOUT_MS: '50' })('payments').mutation).toBe(50);
});

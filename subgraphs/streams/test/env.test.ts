import { EnvError } from '@arena/subgraph-kit';
import { testIdentityJwks } from '@arena/testing';
import { expect, test } from 'vitest';
import { parseEnv } from '../src/env.ts';

const parsed = (variables: Record<string, string> = {}) =>
  parseEnv({ DATABASE_URL: 'postgres://localhost/x', IDENTITY_JWKS: testIdentityJwks, ...variables });

/** The variables that are at fault. */
function faultsOf(variables: Record<string, string>): string[] {
  try {
    parsed(variables);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return [...error.message.matchAll(/^ {2}- (\w+):/gm)].map(([, name]) => name ?? '');
  }
  return [];
}

test('by default a hundred watch for nothing, and counts are told twice a second', () => {
  expect(parsed()).toMatchObject({
    PORT: 4005,
    FREE_VIEWER_LIMIT: 100,
    GRANT_TTL_MS: 60_000,
    PRESENCE_SWEEP_MS: 1_000,
    COUNT_INTERVAL_MS: 500,
  });
});

test('who is counted though nobody keeps them is gone within half a minute, the sweep and the telling included', () => {
  const { PRESENCE_TTL_MS, PRESENCE_SWEEP_MS, COUNT_INTERVAL_MS } = parsed();
  expect(PRESENCE_TTL_MS + PRESENCE_SWEEP_MS + COUNT_INTERVAL_MS).toBeLessThan(30_000);
});

test('every fault is named', () => {
  const faulty = { FREE_VIEWER_LIMIT: '0', PRESENCE_SWEEP_MS: '0', COUNT_INTERVAL_MS: 'soon' };
  expect(faultsOf(faulty)).toEqual(['FREE_VIEWER_LIMIT', 'PRESENCE_SWEEP_MS', 'COUNT_INTERVAL_MS']);
});

import { millisecondsVariable } from '@arena/subgraph-kit';
import type { PresenceTimes } from './presence.ts';

const ttlVariable = millisecondsVariable.min(1, 'must be at least 1');

/** The settings of presence, for the environment of a service that has it. */
export const presenceVariables = {
  /** how long somebody is counted after they were last heard of; with a sweep and a telling they are gone within 30 s */
  PRESENCE_TTL_MS: ttlVariable.max(28_000, 'must be at most 28000').default(25_000),
  /** how long a place is held for somebody who does not watch */
  GRANT_TTL_MS: ttlVariable.default(60_000),
};

/** Whoever watches is kept three times while they are counted; their grant must not lapse in between. */
export const grantsOutlastWatches = {
  check: ({ PRESENCE_TTL_MS, GRANT_TTL_MS }: PresenceEnv) => GRANT_TTL_MS >= PRESENCE_TTL_MS,
  message: { path: ['GRANT_TTL_MS'], message: 'must be at least PRESENCE_TTL_MS' },
};

export type PresenceEnv = { PRESENCE_TTL_MS: number; GRANT_TTL_MS: number };

export const presenceTimes = ({ PRESENCE_TTL_MS, GRANT_TTL_MS }: PresenceEnv): PresenceTimes => ({
  watchTtlMs: PRESENCE_TTL_MS,
  grantTtlMs: GRANT_TTL_MS,
});

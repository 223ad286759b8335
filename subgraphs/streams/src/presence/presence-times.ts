import { millisecondsVariable } from '@arena/subgraph-kit';
import type { PresenceTimes } from './presence.ts';

const ttlVariable = millisecondsVariable.min(1, 'must be at least 1');

/** The settings of presence, for the environment of a service that has it. */
export const presenceVariables = {
  /** how long somebody is counted after they were last heard of */
  PRESENCE_TTL_MS: ttlVariable.default(25_000),
  /** how long a place is held for somebody who does not watch */
  GRANT_TTL_MS: ttlVariable.default(60_000),
};

export type PresenceEnv = { PRESENCE_TTL_MS: number; GRANT_TTL_MS: number };

export const presenceTimes = ({ PRESENCE_TTL_MS, GRANT_TTL_MS }: PresenceEnv): PresenceTimes => ({
  watchTtlMs: PRESENCE_TTL_MS,
  grantTtlMs: GRANT_TTL_MS,
});

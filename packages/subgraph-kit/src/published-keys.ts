import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** How old a key set may be: a key that is taken out of it is trusted no longer than this. */
const KEPT_MS = 60_000;
/** How long after it has answered, or failed, who publishes the keys is left alone, whatever keys are named meanwhile. */
const PAUSE_MS = 10_000;
const TIMEOUT_MS = 2_000;

/**
 * The keys that another service publishes as a JSON Web Key Set at an address. The set is fetched once a minute, if
 * it is needed, and at once when a key is named that is not in it, at most every 10 s. While it cannot be had, the last
 * one goes on serving; only where there is none yet does the failure reach who asks.
 */
export function publishedKeys(url: URL, now: () => Date = () => new Date()): JWTVerifyGetKey {
  const set = createRemoteJWKSet(url, {
    timeoutDuration: TIMEOUT_MS,
    // when it is fetched is decided here, where a failure counts as an answer does
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
  });
  let fetchedAtMs = -Infinity;
  let triedAtMs = -Infinity;
  let hasFailed = false;

  const fetchSet = async (): Promise<void> => {
    try {
      await set.reload();
      fetchedAtMs = now().getTime();
      hasFailed = false;
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      triedAtMs = now().getTime();
    }
  };
  /** Fetches the set anew, or joins those who do, unless that was tried a moment ago. */
  const refresh = async (): Promise<void> => {
    if (!set.reloading && now().getTime() < triedAtMs + PAUSE_MS) return;
    // the last one serves
    await fetchSet().catch(() => {});
  };

  return async (header, token) => {
    if (!set.jwks()) await fetchSet();
    else if (now().getTime() >= fetchedAtMs + KEPT_MS) {
      // who publishes them may be away for long, and holds up nobody but the first
      const isLikelyToHang = hasFailed;
      const refreshed = refresh();
      if (!isLikelyToHang) await refreshed;
    }
    try {
      return await set(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return set(header, token);
    }
  };
}

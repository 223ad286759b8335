/** How long an end is remembered: for longer than the access tokens of the session live. */
export const KEPT_MS = 3_600_000;

/** What a gateway knows of sessions that ended before their access tokens do. */
export type EndedSessions = {
  /** Whether a session is known to have ended; looks in memory alone, for each request asks. */
  has: (sessionId: string) => boolean;
  /**
   * Remembers that a session has ended; may be called again.
   * @throws when other gateways cannot be told yet; this one knows all the same, and tells them once it can
   */
  add: (sessionId: string) => Promise<void>;
  /**
   * Has a listener told once of each session that ends from now on; it must not throw.
   * @returns a function that ends this
   */
  onEnded: (listener: (sessionId: string) => void) => () => void;
  stop: () => Promise<void>;
};

/** Remembers ended sessions in memory: all of them where a gateway is alone. */
export function endedSessionsInMemory(now: () => Date): EndedSessions {
  /** when each was learned of, the oldest first */
  const learnedAtMs = new Map<string, number>();
  const listeners = new Set<(sessionId: string) => void>();

  function forgetOld(nowMs: number): void {
    for (const [sessionId, atMs] of learnedAtMs) {
      if (nowMs - atMs <= KEPT_MS) return;
      learnedAtMs.delete(sessionId);
    }
  }

  return {
    has: (sessionId) => learnedAtMs.has(sessionId),
    add: async (sessionId) => {
      const nowMs = now().getTime();
      forgetOld(nowMs);
      if (learnedAtMs.has(sessionId)) return;
      learnedAtMs.set(sessionId, nowMs);
      for (const listener of listeners) listener(sessionId);
    },
    onEnded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: async () => listeners.clear(),
  };
}

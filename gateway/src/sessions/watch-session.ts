import { Unauthenticated } from '@arena/subgraph-kit';
import type { Authenticated } from '../authentication/access-token.ts';
import type { EndedSessions } from './ended-sessions.ts';

/** The longest that a timer can be set for. */
const MAX_TIMER_MS = 2_147_483_647;

export type WatchOptions = { endedSessions: EndedSessions; now: () => Date };

/**
 * Waits for the end of a client's session.
 * @returns a function that waits no more
 */
export type WatchSession = (client: Authenticated, onEnd: (reason: Unauthenticated) => void) => () => void;

/**
 * Waits for the end of what lets a connection go on: its access token or its session, whichever ends first.
 * @returns a function that waits no more
 */
export function watchSession(
  { identity: { sessionId }, expiresAtMs }: Authenticated,
  { endedSessions, now }: WatchOptions,
  onEnd: (reason: Unauthenticated) => void,
): () => void {
  // nobody's connection has nothing that could end
  if (sessionId === null) return () => {};
  let isOver = false;
  const end = (message: string) => {
    if (isOver) return;
    stop();
    onEnd(new Unauthenticated(message));
  };
  const leftMs = Math.max(0, expiresAtMs - now().getTime());
  const expiry = setTimeout(() => end('The access token has expired'), Math.min(leftMs, MAX_TIMER_MS));
  const unlisten = endedSessions.onEnded((ended) => {
    if (ended === sessionId) end('The session has ended');
  });
  const stop = () => {
    isOver = true;
    clearTimeout(expiry);
    unlisten();
  };
  if (endedSessions.has(sessionId)) queueMicrotask(() => end('The session has ended'));
  return stop;
}

import { Forbidden, Unauthenticated } from './errors.ts';

/** Who asks, as the gateway vouches for it, and from where. */
export type Caller = {
  /** null for the anonymous */
  userId: string | null;
  /** the session (`sid`) the access token belongs to; null for the anonymous */
  sessionId: string | null;
  scopes: readonly string[];
  /** the client's network address, for throttling */
  address: string;
  userAgent: string | null;
  requestId: string;
  /** the W3C trace context that the request belongs to, if any */
  traceparent?: string | undefined;
};

export type SignedIn = Caller & { userId: string; sessionId: string };

export const PLATFORM_ADMIN = 'platform:admin';

/** @throws Unauthenticated when the caller is anonymous */
export function requireSignedIn(caller: Caller): SignedIn {
  if (caller.userId === null || caller.sessionId === null) throw new Unauthenticated();
  return caller as SignedIn;
}

/**
 * @throws Unauthenticated when the caller is anonymous
 * @throws Forbidden when the caller's token lacks the scope
 */
export function requireScope(caller: Caller, scope: string): SignedIn {
  const signedIn = requireSignedIn(caller);
  if (!caller.scopes.includes(scope)) throw new Forbidden(`This needs the scope ${scope}`, 'SCOPE_MISSING');
  return signedIn;
}
